"""Batches of rows, read by a thread of their own: while PostgreSQL writes one, the next is being read."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Full, Queue
from threading import Event, Thread
from typing import Any, Final

from nexus.integrations.services.reading import files
from nexus.integrations.services.stating import Group, Reader

ROWS: Final = 1500
_AHEAD: Final = 2


@dataclass(frozen=True, slots=True)
class Source:
    """A file and how it is read."""

    path: Path
    format: str
    dialect: Mapping[str, Any]
    mapping: Mapping[str, str]
    currency: str


def reader_of(source: Source, /) -> Reader:
    return Reader(source.mapping, currency=source.currency)


def batches(source: Source, reader: Reader, /, *, position: int) -> Iterator[list[Group]]:
    """Batches of about ROWS rows from the position on: a whole number of products each, the same ones whenever they are
    read. Raises Unreadable."""
    rows = files.rows_of(source.path, source.format, dict(source.dialect))
    skipped = 0
    batch: list[Group] = []
    size = 0
    for group in reader.groups(rows):
        if skipped < position:
            skipped += group.rows
            continue
        batch.append(group)
        size += group.rows
        if size >= ROWS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


class _Failed:
    def __init__(self, error: BaseException, /) -> None:
        self.error = error


_END: Final = object()


@contextmanager
def ahead[T](items: Iterable[T], /) -> Iterator[Iterator[T]]:
    """The items, made by a thread that is at most two of them ahead and ends with the block."""
    queue: Queue[Any] = Queue(_AHEAD)
    stop = Event()
    thread = Thread(target=_fill, args=(queue, stop, items), daemon=True)
    thread.start()
    try:
        yield _taken(queue)
    finally:
        stop.set()
        thread.join()


def _taken(queue: "Queue[Any]") -> Iterator[Any]:
    while (found := queue.get()) is not _END:
        if isinstance(found, _Failed):
            raise found.error
        yield found


def _fill(queue: "Queue[Any]", stop: Event, items: Iterable[Any]) -> None:
    try:
        for item in items:
            if not _put(queue, stop, item):
                return
        _put(queue, stop, _END)
    except BaseException as error:  # noqa: BLE001 - raised again by whoever takes the items
        _put(queue, stop, _Failed(error))


def _put(queue: "Queue[Any]", stop: Event, item: Any) -> bool:
    while not stop.is_set():
        try:
            queue.put(item, timeout=0.2)
        except Full:
            continue
        return True
    return False
