"""Sleep that a signal ends at once, and the operator's wish to stop."""

import select
import signal
import socket
from types import FrameType

_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Wakeup:
    """Turns signals into a counter and an end of sleep; handlers do nothing else, so they are safe anywhere.

    Must be made in the main thread. `close` gives the signals back.
    """

    def __init__(self) -> None:
        self.stop_requests = 0
        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.setblocking(False)
        self._old_fd = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._old = {one: signal.signal(one, self._on_stop) for one in _STOPPING}
        self._old[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, self._on_child)

    def _on_stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stop_requests += 1

    def _on_child(self, _number: int, _frame: FrameType | None) -> None:
        """Nothing to do: the wake-up byte is what counts."""

    def pause(self, seconds: float, /) -> None:
        """Sleep up to `seconds`, less when a signal arrives."""
        if select.select([self._reader], [], [], seconds)[0]:
            self._reader.recv(4096)

    def close(self) -> None:
        """Back to the handlers of before."""
        for one, handler in self._old.items():
            signal.signal(one, handler)
        signal.set_wakeup_fd(self._old_fd)
        self._reader.close()
        self._writer.close()
