"""How a process ended."""

import signal
from dataclasses import dataclass


@dataclass(frozen=True)
class Ending:
    """Its exit code (negative: the signal that killed it) and how long it had run."""

    code: int
    ran_seconds: float

    def __str__(self) -> str:
        if self.code >= 0:
            return f"exit code {self.code}"
        known = {int(one): one.name for one in signal.Signals}
        return f"killed by {known.get(-self.code, f'signal {-self.code}')}"
