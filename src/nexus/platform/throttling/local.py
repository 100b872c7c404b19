"""The same algorithm in this process, for the rates that must hold while Valkey is away: guessing passwords."""

import threading
import time
from typing import Final

_MOST: Final = 10_000
_lock = threading.Lock()
_arrivals: dict[str, float] = {}


def wait_for(keys: list[str], limits: list[tuple[int, int]], /) -> float:
    """Zero, or the seconds to wait; counts per process, so several workers together let through several times the rate."""
    at = time.monotonic()
    with _lock:
        due = [
            max(_arrivals.get(key, 0.0), at) + seconds / limit
            for key, (limit, seconds) in zip(keys, limits, strict=True)
        ]
        wait = max(moment - seconds - at for moment, (_, seconds) in zip(due, limits, strict=True))
        if wait > 0:
            return wait
        _make_room(at)
        _arrivals.update(zip(keys, due, strict=True))
    return 0.0


def _make_room(at: float) -> None:
    """Forget subjects that have nothing to wait for; under a flood, everybody."""
    if len(_arrivals) < _MOST:
        return
    for key in [key for key, due in _arrivals.items() if due <= at]:
        del _arrivals[key]
    if len(_arrivals) >= _MOST:
        _arrivals.clear()
