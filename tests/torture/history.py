"""What the clients saw, one JSON object a line, only ever appended to: the witness against which the books are checked."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any


class History:
    """Shared by all clients. Everything in it was acknowledged by the product, or is a client's trouble."""

    def __init__(self, path: Path, /, *, seed: int) -> None:
        self.path, self.entries = path, list[dict[str, Any]]()
        self._began, self._lock = time.monotonic(), threading.Lock()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        self.write("began", seed=seed, at_epoch=time.time())

    def write(self, what: str, /, **facts: Any) -> None:
        """Append one line, on disk before anybody goes on."""
        entry = {"at": round(self.now(), 3), "what": what, **facts}
        with self._lock, self.path.open("a") as file:
            self.entries.append(entry)
            file.write(json.dumps(entry) + "\n")

    def now(self) -> float:
        """Seconds since the beginning."""
        return time.monotonic() - self._began

    def of(self, what: str, /) -> list[dict[str, Any]]:
        """All entries of a kind, in the order in which they were written."""
        return [entry for entry in list(self.entries) if entry["what"] == what]

    def troubles(self) -> Counter[str]:
        """Refused or broken requests, by what the client saw."""
        return Counter(entry["seen"] for entry in self.of("trouble"))
