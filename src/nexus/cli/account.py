"""The account PostgreSQL runs as: it refuses root, so root lends it another one."""

import os
import pwd
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nexus.cli.problems import Problem

_CANDIDATES = ("postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """A user of the operating system, by number."""

    uid: int
    gid: int


def for_postgres(data: Path, /, *, environ: Mapping[str, str] = os.environ) -> Account | None:
    """Who runs PostgreSQL: nobody else (None) unless we are root; then the owner of `data`, if it exists."""
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        owner = data.stat()
        return Account(owner.st_uid, owner.st_gid)
    return _unprivileged(environ.get("NEXUS_POSTGRES_USER", ""))


def _unprivileged(named: str, /) -> Account:
    for name in (named,) if named else _CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(entry.pw_uid, entry.pw_gid)
    raise Problem(
        "PostgreSQL does not run as root and no unprivileged account was found.",
        hint="Create one and name it in NEXUS_POSTGRES_USER, or run nexus as a normal user.",
    )


def can_enter(folder: Path, /, *, account: Account) -> bool:
    """Whether `account` may pass through `folder` and every folder above it."""
    folder = folder.resolve()
    return all(_may_pass(step, account) for step in (folder, *folder.parents) if step.exists())


def _may_pass(folder: Path, account: Account, /) -> bool:
    found = folder.stat()
    if found.st_uid == account.uid:
        return bool(found.st_mode & stat.S_IXUSR)
    if found.st_gid == account.gid:
        return bool(found.st_mode & stat.S_IXGRP)
    return bool(found.st_mode & stat.S_IXOTH)
