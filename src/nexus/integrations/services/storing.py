"""Files of imports: kept where no address serves them, read from a local path."""

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.files import File
from django.core.files.storage import storages

from nexus.integrations.contracts.errors import unreadable
from nexus.integrations.services.reading.rows import MOST_BYTES


def storage() -> Any:
    """The store `private` of the settings."""
    return storages["private"]


@contextmanager
def received(chunks: Iterable[bytes], /) -> Iterator[tuple[Path, str, int]]:
    """The upload as a local file for as long as the block runs, with its SHA-256 and size. Raises UnreadableFile when it is
    too large; nothing is kept then."""
    digest, size = hashlib.sha256(), 0
    with NamedTemporaryFile(prefix="nexus-import-") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > MOST_BYTES:
                raise unreadable(f"The file is larger than {MOST_BYTES // 1024 // 1024} MB.")
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        yield Path(file.name), digest.hexdigest(), size


def keep(path: Path, name: str, /) -> str:
    """Copy the file into the store; its key there."""
    with path.open("rb") as file:
        return str(storage().save(name, File(file)))


def forget(key: str, /) -> None:
    """Remove it; again is harmless."""
    storage().delete(key)


@contextmanager
def local_copy(key: str, /) -> Iterator[Path]:
    """The kept file by a path on this machine: its own where the store is a folder, a copy elsewhere.

    Raises FileNotFoundError.
    """
    try:
        found = Path(storage().path(key))
    except NotImplementedError:
        found = None
    if found is not None:
        if not found.exists():
            raise FileNotFoundError(key)
        yield found
        return
    with NamedTemporaryFile(prefix="nexus-import-") as copy, storage().open(key, "rb") as file:
        shutil.copyfileobj(file, copy, 1024 * 1024)
        copy.flush()
        yield Path(copy.name)
