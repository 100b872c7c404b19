"""A home of its own for each test, at a short path open to every account, and no process left in it."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from nexus.cli.home import Home
from nexus.cli.spawn import HOME_MARK
from nexus.cli.standing import current_state
from nexus.cli.state import ServiceState, read

_TOY = Path(__file__).with_name("toy.py")
_OURS = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "CELERY_BROKER_URL", "NEXUS_EMBEDDED_DATABASE")


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name in _OURS or name.startswith("NEXUS_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """A home for one test."""
    with _fresh_home() as found:
        monkeypatch.setenv("NEXUS_HOME", str(found.root))
        yield found


@pytest.fixture(scope="module")
def cluster() -> Iterator[Home]:
    """A home with a cluster that the tests of a module share: making one takes a second."""
    with _fresh_home() as found:
        yield found


@contextmanager
def _fresh_home() -> Iterator[Home]:
    root = Path(tempfile.mkdtemp(prefix="nx"))
    root.chmod(0o755)
    found = Home(root / "home")
    yield found
    left = processes_of(found)
    for process in left:
        process.kill()
    shutil.rmtree(root)
    assert not left, f"processes left behind: {left}"


def processes_of(home: Home) -> list[psutil.Process]:
    """Every process that was started for this home."""
    return [process for process in psutil.process_iter() if _belongs(process, str(home.root))]


def _belongs(process: psutil.Process, root: str) -> bool:
    try:
        alive = process.status() != psutil.STATUS_ZOMBIE
        marked = process.environ().get(HOME_MARK) == root or f"{root}/" in " ".join(process.cmdline())
        return alive and marked
    except (psutil.Error, OSError):
        return False


def wait_until(what: Callable[[], object], *, seconds: float = 10.0) -> None:
    """Wait until `what` is true; fail with its name when it does not become so."""
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, f"still not so after {seconds} s: {what}"
        time.sleep(0.02)


@dataclass
class Toy:
    """The toy plan and the process that supervises it."""

    home: Home
    plan: dict
    process: subprocess.Popen[str] | None = None
    output: str = ""
    extra: list[str] = field(default_factory=list)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        self.home.root.mkdir(exist_ok=True)
        path = self.home.root.parent / "plan.json"
        path.write_text(json.dumps(self.plan))
        self.process = subprocess.Popen(
            [sys.executable, str(_TOY), str(path), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return self.process

    def start_and_wait(self) -> subprocess.Popen[str]:
        process = self.start()
        wait_until(lambda: self.runs() or process.poll() is not None)
        assert process.poll() is None, process.communicate()[0]
        started = [f"{one['name']} started" for one in (*self.plan["engines"], *self.plan["services"])]
        wait_until(lambda: set(started) <= set(self.journal()))  # up means launched; only now do they listen
        return process

    def runs(self) -> bool:
        state = current_state(self.home)
        return state is not None and state.phase == "running"

    def services(self) -> list[ServiceState]:
        state = read(self.home.state)
        return state.services if state else []

    def service(self, name: str) -> ServiceState:
        return next(one for one in self.services() if one.name == name)

    def journal(self) -> list[str]:
        path = self.home.root / "journal"
        return path.read_text().splitlines() if path.exists() else []

    def finish(self, *, signals: int = 0) -> str:
        """Ask to stop (`signals` times) and return everything that was said."""
        assert self.process
        for _ in range(signals):
            self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=20)[0]

    def kill(self) -> None:
        assert self.process
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def toy(home: Home) -> Iterator[Toy]:
    found = Toy(home, {"engines": [{"name": "store"}], "services": [{"name": "back"}, {"name": "front"}]})
    yield found
    if found.process and found.process.poll() is None:
        found.finish(signals=1)


def nexus(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the real command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "nexus.cli.main", *arguments], capture_output=True, text=True, timeout=60
    )
