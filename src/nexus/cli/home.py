"""Where Nexus keeps everything: one folder, `var/` of the checkout or NEXUS_HOME."""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Home:
    """The folder of one installation and the names of what lies in it."""

    root: Path

    @property
    def run(self) -> Path:
        """State that means nothing once the services have stopped."""
        return self.root / "run"

    @property
    def log(self) -> Path:
        """One file per service."""
        return self.root / "log"

    @property
    def postgres(self) -> Path:
        """The PostgreSQL cluster (a link when the server's account cannot enter `root`)."""
        return self.root / "pg"

    @property
    def valkey(self) -> Path:
        """Valkey's append-only log and its configuration."""
        return self.root / "valkey"

    @property
    def media(self) -> Path:
        """Uploaded files."""
        return self.root / "media"

    @property
    def secrets(self) -> Path:
        """Generated passwords and the secret key, readable by the owner only."""
        return self.root / "secrets.env"

    @property
    def state(self) -> Path:
        """What the supervisor last said about itself and its services."""
        return self.run / "state.json"

    @property
    def lock(self) -> Path:
        """Locked for as long as a supervisor lives."""
        return self.run / "supervisor.lock"

    @property
    def users_lock(self) -> Path:
        """Shared by the commands and sessions that use the engines without a supervisor."""
        return self.run / "users.lock"

    def log_of(self, service: str, /) -> Path:
        """The log file of `service`."""
        return self.log / f"{service}.log"

    def prepare(self) -> None:
        """Make the folders. Logs and state name people and processes: they are for the owner alone."""
        for folder in (self.root, self.log, self.media, self.run, self.valkey):
            folder.mkdir(parents=True, exist_ok=True)
        for private in (self.valkey, self.log, self.run):
            private.chmod(0o700)

    def erase(self) -> None:
        """Delete all data. Only names of ours go: NEXUS_HOME may point at a folder with other things."""
        if self.postgres.is_symlink():
            shutil.rmtree(self.postgres.resolve().parent, ignore_errors=False)
            self.postgres.unlink()
        for name in ("pg", "valkey", "run", "log", "media", "static", "pycache"):
            if (self.root / name).exists():
                shutil.rmtree(self.root / name)
        for leftover in (self.secrets, *self.root.glob("demo-decided-*")):
            leftover.unlink(missing_ok=True)


def locate(environ: Mapping[str, str] = os.environ, /) -> Home:
    """The home that the environment names, else `var/` of the checkout, else of the current folder."""
    if named := environ.get("NEXUS_HOME"):
        return Home(Path(named).expanduser().resolve())
    base = _CHECKOUT if (_CHECKOUT / "pyproject.toml").exists() else Path.cwd()
    return Home(base / "var")
