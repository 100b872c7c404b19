"""SIGKILL, at random but repeatable: the choice of what and when comes from the seed; which process that is, from the moment."""

from __future__ import annotations

import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from random import Random

import psutil

from tests.live.product import Product
from tests.torture.history import History


def _of_service(name: str) -> Callable[[Product, Random], psutil.Process | None]:
    """The process that the supervisor started."""

    def find(product: Product, random: Random) -> psutil.Process | None:
        service = product.services().get(name)
        return psutil.Process(service.pid) if service and service.pid else None

    return find


def _child_of(name: str, marked: Callable[[str], bool]) -> Callable[[Product, Random], psutil.Process | None]:
    """One of the processes that the service started itself."""
    find_service = _of_service(name)

    def find(product: Product, random: Random) -> psutil.Process | None:
        parent = find_service(product, random)
        children = parent.children(recursive=True) if parent else []
        chosen = sorted(
            (child for child in children if marked(" ".join(child.cmdline()))), key=lambda child: child.pid
        )
        return random.choice(chosen) if chosen else None

    return find


KINDS: dict[str, Callable[[Product, Random], psutil.Process | None]] = {
    "web worker": _child_of("web", lambda command: "resource_tracker" not in command),
    "web master": _of_service("web"),
    "worker": _of_service("worker"),
    "worker child": _child_of("worker", lambda command: "resource_tracker" not in command),
    "beat": _of_service("beat"),
    "realtime": _of_service("realtime"),
    "valkey": _of_service("valkey"),
    "postgres": _of_service("postgres"),
    "postgres backend": _child_of("postgres", lambda command: "nexus_app" in command),
}


# A machine that is busy with other things takes long to start a process: give the shop this long to sell something again
# before the next blow, else it only proves that a shop that is never allowed to start sells nothing.
LONGEST_WAIT_SECONDS = 20.0


class Killer(threading.Thread):
    """Kills one process after the other, every kind once before any kind twice, until told to stop.

    The next blow comes `pause` seconds (more or less) after the last, once an order was acknowledged in between.
    """

    def __init__(
        self,
        product: Product,
        history: History,
        /,
        *,
        seed: int,
        pause: float,
        stop: threading.Event,
        kinds: tuple[str, ...] = tuple(KINDS),
    ) -> None:
        super().__init__(name="killer", daemon=True)
        self._product, self._history, self._pause, self._stop_asked = product, history, pause, stop
        self._random, self._kinds = Random(seed), kinds
        self.kills: Counter[str] = Counter(dict.fromkeys(kinds, 0))
        self.misses: Counter[str] = Counter()

    def run(self) -> None:
        while not self._stop_asked.is_set():
            for kind in self._random.sample(self._kinds, len(self._kinds)):
                self._stop_asked.wait(self._pause * self._random.uniform(0.7, 1.3))
                self._wait_for_an_order()
                if self._stop_asked.is_set():
                    return
                self._kill(kind)

    def finished_a_round(self) -> bool:
        """Whether every kind was killed at least once."""
        return all(self.kills.values())

    def _wait_for_an_order(self) -> None:
        kills, until = self._history.of("killed"), time.monotonic() + LONGEST_WAIT_SECONDS
        last = kills[-1]["at"] if kills else 0.0
        while time.monotonic() < until and not self._stop_asked.is_set():
            ordered = self._history.of("ordered")
            if ordered and ordered[-1]["at"] > last:
                return
            time.sleep(0.05)

    def _kill(self, kind: str) -> None:
        """A process that was killed a moment ago and is not yet back is waited for, for a while."""
        until = time.monotonic() + LONGEST_WAIT_SECONDS
        while not self._stop_asked.is_set() and time.monotonic() < until:
            victim = self._find(kind)
            if victim is not None:
                victim.send_signal(signal.SIGKILL)
                self.kills[kind] += 1
                self._history.write("killed", kind=kind, pid=victim.pid)
                return
            time.sleep(0.1)
        self.misses[kind] += 1

    def _find(self, kind: str) -> psutil.Process | None:
        try:
            found = KINDS[kind](self._product, self._random)
            return found if found is not None and found.is_running() else None
        except psutil.NoSuchProcess:
            return None
