"""Tantivy, embedded: an index of files for each shop below NEXUS_HOME/search, written by one process at a time."""

import fcntl
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import tantivy
from django.conf import settings

from nexus.kernel.ids import new_id
from nexus.search.engines.port import (
    MOST_RELEVANT,
    EngineUnavailable,
    Entry,
    Hits,
    Question,
    Tally,
    level_of,
    needed,
)  # fmt: skip
from nexus.search.engines.tantivy_documents import ATTRIBUTE_MARK, FACETS, SORTS, document, schema
from nexus.search.engines.tantivy_questions import Asking

_HEAP: Final = 30_000_000
_MOST_VALUES: Final = 10_000
_CURRENT, _NEXT, _LOCK = "current", "next", "lock"


class TantivyEngine:
    """`current` and `next` are small files with the name of a folder: which index is read is one rename."""

    def __init__(self, home: Path | None = None) -> None:
        self._home = home or Path(settings.NEXUS_HOME) / "search"
        self._open: dict[Path, tantivy.Index] = {}

    def search(self, tenant_id: UUID, asked: Question, /) -> Hits:
        index = self._read(tenant_id)
        asking, searcher = Asking(index), index.searcher()
        for least in needed(len(asked.slots)):
            query = asking.page(asked, asking.found(asked, least=least))
            if asked.order == "relevance":
                hits = self._relevant(searcher, query, asked)
            else:
                hits = self._sorted(searcher, query, asked, ascending=asking.is_ascending(asked))
            if hits.ids:
                return Hits(ids=hits.ids, scores=hits.scores, level=level_of(asked, least))
        return Hits(ids=(), scores=(), level=0)

    def count(self, tenant_id: UUID, asked: Question, /) -> int:
        index = self._read(tenant_id)
        query = self._strictest(index, asked)
        found: Any = index.searcher().search(query, 1, count=True)
        return int(found.count)

    def tally(self, tenant_id: UUID, asked: Question, /) -> Tally:
        index = self._read(tenant_id)
        fields = (*FACETS, "in_stock", "rating", "price")
        wanted = {name: {"terms": {"field": name, "size": _MOST_VALUES}} for name in fields}
        found = index.searcher().aggregate(self._strictest(index, asked), wanted)
        return _tally({name: found[name]["buckets"] for name in fields})

    @contextmanager
    def writing(self, tenant_id: UUID, /) -> Iterator[None]:
        """Waits for whoever writes: the lock is the kernel's, so it ends with the process."""
        place = self._home / str(tenant_id)
        place.mkdir(parents=True, exist_ok=True)
        with (place / _LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def write(
        self, tenant_id: UUID, entries: Sequence[Entry], removed: Sequence[UUID], /, *, version: int
    ) -> None:
        for pointer in (_CURRENT, _NEXT):
            if place := self._place(tenant_id, pointer):
                self._write(self._index(place), entries, removed)

    def begin(self, tenant_id: UUID, /) -> None:
        place = self._home / str(tenant_id) / str(new_id())
        place.mkdir(parents=True)
        tantivy.Index(schema(), path=str(place))
        self._point(tenant_id, _NEXT, place)

    def finish(self, tenant_id: UUID, /) -> None:
        old, new = self._place(tenant_id, _CURRENT), self._place(tenant_id, _NEXT)
        if new is None:
            raise EngineUnavailable("no index is being built")
        (self._home / str(tenant_id) / _NEXT).replace(self._home / str(tenant_id) / _CURRENT)
        if old:
            self._open.pop(old, None)
            shutil.rmtree(old, ignore_errors=True)

    def health(self, tenant_id: UUID, /) -> Mapping[str, Any]:
        index = self._read(tenant_id)
        return {
            "engine": "tantivy",
            "documents": index.searcher().num_docs,
            "segments": index.searcher().num_segments,
        }

    def _strictest(self, index: tantivy.Index, asked: Question) -> tantivy.Query:
        """The query of the page, whatever its cursor: as many slots as any product fills."""
        asking, searcher = Asking(index), index.searcher()
        queries = [asking.found(asked, least=least) for least in needed(len(asked.slots))]
        return next((one for one in queries if searcher.search(one, 1, count=False).hits), queries[-1])

    def _relevant(self, searcher: tantivy.Searcher, query: tantivy.Query, asked: Question) -> Hits:
        """The best ones in the order of score and id; those after the cursor of them."""
        found = searcher.search(query, MOST_RELEVANT, count=False).hits
        ranked = sorted(
            ((round(score * 1000), self._id(searcher, place)) for score, place in found),
            reverse=not asked.backward,
        )
        if asked.after is not None:
            cursor = (int(asked.after[0]), UUID(str(asked.after[1])))
            ranked = [one for one in ranked if (one > cursor if asked.backward else one < cursor)]
        page = ranked[: asked.limit]
        return Hits(ids=[one for _, one in page], scores=[score for score, _ in page])

    def _sorted(
        self, searcher: tantivy.Searcher, query: tantivy.Query, asked: Question, *, ascending: bool
    ) -> Hits:
        order = tantivy.Order.Asc if ascending else tantivy.Order.Desc
        found = searcher.search(
            query, asked.limit, count=False, order_by_field=SORTS[asked.order], order=order
        ).hits
        ids = [UUID(str(key)[-36:]) for key, _ in found]
        return Hits(ids=ids, scores=[0] * len(ids))

    @staticmethod
    def _id(searcher: tantivy.Searcher, place: Any) -> UUID:
        halves: list[Any] = [searcher.fast_field_values(name, [place])[0] for name in ("id_high", "id_low")]
        high, low = halves
        return UUID(int=int(high) << 64 | int(low))

    def _read(self, tenant_id: UUID) -> tantivy.Index:
        place = self._place(tenant_id, _CURRENT)
        if place is None:
            raise EngineUnavailable("the shop has no index yet: nexus search rebuild")
        index = self._index(place)
        index.reload()
        return index

    def _index(self, place: Path) -> tantivy.Index:
        if place not in self._open:
            try:
                self._open[place] = tantivy.Index.open(str(place))
            except ValueError as error:
                raise EngineUnavailable(str(error)) from error
        return self._open[place]

    @staticmethod
    def _write(index: tantivy.Index, entries: Sequence[Entry], removed: Sequence[UUID]) -> None:
        writer = index.writer(heap_size=_HEAP, num_threads=1)
        for document_id in (*removed, *(entry.id for entry in entries)):
            writer.delete_documents_by_term("id", str(document_id))
        for entry in entries:
            writer.add_document(document(entry))
        writer.commit()
        writer.wait_merging_threads()

    def _place(self, tenant_id: UUID, pointer: str) -> Path | None:
        try:
            name = (self._home / str(tenant_id) / pointer).read_text()
        except FileNotFoundError:
            return None
        return self._home / str(tenant_id) / name

    def _point(self, tenant_id: UUID, pointer: str, place: Path) -> None:
        fresh = place.with_suffix(".pointer")
        fresh.write_text(place.name)
        fresh.replace(self._home / str(tenant_id) / pointer)


def _tally(found: Mapping[str, Sequence[Mapping[str, Any]]]) -> Tally:
    counted: dict[str, dict[str, int]] = {}
    for name, buckets in found.items():
        for bucket in buckets:
            facet, value = name, str(bucket["key"])
            if name == "attribute":
                code, _, value = value.partition(ATTRIBUTE_MARK)
                facet = f"attr.{code}"
            counted.setdefault(facet, {})[value] = int(bucket["doc_count"])
    return counted
