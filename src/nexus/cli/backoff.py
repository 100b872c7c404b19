"""How long to wait before a service that died is started again."""

from dataclasses import dataclass

STABLE_SECONDS = 30.0
_DELAYS = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)


@dataclass
class Backoff:
    """Doubling pauses up to half a minute; a run of `STABLE_SECONDS` wipes the slate."""

    failures: int = 0

    def after(self, ran_seconds: float, /) -> float:
        """Seconds to wait after a run that lasted `ran_seconds`."""
        if ran_seconds >= STABLE_SECONDS:
            self.failures = 0
        delay = _DELAYS[min(self.failures, len(_DELAYS) - 1)]
        self.failures += 1
        return delay
