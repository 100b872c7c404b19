"""OpenSearch over its REST API: https://docs.opensearch.org/latest/api-reference/ (bulk, search, count, aliases).

Each shop has an alias of its own; a rebuild fills a new index and moves the alias to it at once. Versions of documents are ours
(`external_gte`), so an old writer cannot undo a newer one.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final
from uuid import UUID

import httpx
import orjson
from django.conf import settings

from nexus.kernel.ids import new_id
from nexus.search.engines import opensearch_questions as questions
from nexus.search.engines.port import EngineUnavailable, Entry, Hits, Question, Tally, level_of, needed

_SECONDS: Final = 5.0
_CONFLICT: Final = 409
_NOT_FOUND: Final = 404


class OpenSearchEngine:
    """`transport`: for tests; otherwise the network."""

    def __init__(self, url: str = "", *, transport: httpx.BaseTransport | None = None) -> None:
        self._http = httpx.Client(
            base_url=url or settings.NEXUS_OPENSEARCH_URL, timeout=_SECONDS, transport=transport,
            headers={"Content-Type": "application/json"},
        )  # fmt: skip

    def search(self, tenant_id: UUID, asked: Question, /) -> Hits:
        for least in needed(len(asked.slots)):
            body = self._ask("POST", f"/{_current(tenant_id)}/_search", questions.page(asked, least=least))
            if hits := _complete(body)["hits"]["hits"]:
                ids = [UUID(hit["_id"]) for hit in hits]
                scores = [round((hit.get("_score") or 0) * 1000) for hit in hits]
                return Hits(ids=ids, scores=scores, level=level_of(asked, least))
        return Hits(ids=(), scores=(), level=0)

    def count(self, tenant_id: UUID, asked: Question, /) -> int:
        for least in needed(len(asked.slots)):
            body = self._ask(
                "POST", f"/{_current(tenant_id)}/_count", {"query": questions.found(asked, least=least)}
            )
            if counted := int(_complete(body)["count"]):
                return counted
        return 0

    def tally(self, tenant_id: UUID, asked: Question, /) -> Tally:
        least = self._filled(tenant_id, asked)
        body = self._ask("POST", f"/{_current(tenant_id)}/_search", questions.tallied(asked, least=least))
        return _tally(_complete(body)["aggregations"])

    @contextmanager
    def writing(self, tenant_id: UUID, /) -> Iterator[None]:
        """Nothing to hold: versions tell old from new."""
        yield

    def write(
        self, tenant_id: UUID, entries: Sequence[Entry], removed: Sequence[UUID], /, *, version: int
    ) -> None:
        for alias in (_current(tenant_id), _next(tenant_id)):
            if self._exists(alias):
                self._bulk(alias, entries, removed, version)

    def begin(self, tenant_id: UUID, /) -> None:
        """A build that was left behind goes first."""
        stale = self._indices(_next(tenant_id))
        for name in stale:
            self._ask("DELETE", f"/{name}")
        aliases: dict[str, Any] = {"aliases": {_next(tenant_id): {}}}
        self._ask("PUT", f"/{_current(tenant_id)}-{new_id().hex}", questions.INDEX | aliases)

    def finish(self, tenant_id: UUID, /) -> None:
        built, old = self._indices(_next(tenant_id)), self._indices(_current(tenant_id))
        if not built:
            raise EngineUnavailable("no index is being built")
        self._ask("POST", f"/{built[0]}/_refresh")
        actions: list[dict[str, Any]] = [{"remove_index": {"index": name}} for name in old]
        actions += [{"add": {"index": built[0], "alias": _current(tenant_id)}}]
        actions += [{"remove": {"index": built[0], "alias": _next(tenant_id)}}]
        self._ask("POST", "/_aliases", {"actions": actions})

    def health(self, tenant_id: UUID, /) -> Mapping[str, Any]:
        state = self._ask("GET", f"/_cluster/health/{_current(tenant_id)}")
        counted = self._ask("GET", f"/{_current(tenant_id)}/_count")
        return {"engine": "opensearch", "status": state["status"], "documents": counted["count"]}

    def _filled(self, tenant_id: UUID, asked: Question) -> int:
        """As many slots as any product fills."""
        tried = list(needed(len(asked.slots)))
        for least in tried[:-1]:
            body = {"query": questions.found(asked, least=least), "terminate_after": 1}
            if _complete(self._ask("POST", f"/{_current(tenant_id)}/_count", body))["count"]:
                return least
        return tried[-1]

    def _bulk(self, index: str, entries: Sequence[Entry], removed: Sequence[UUID], version: int) -> None:
        lines: list[Any] = []
        for entry in entries:
            lines += [{"index": _versioned(entry.id, version)}, questions.source(entry)]
        lines += [{"delete": _versioned(one, version)} for one in removed]
        if not lines:
            return
        answer = self._send("POST", f"/{index}/_bulk", b"\n".join(map(orjson.dumps, lines)) + b"\n")
        failed = [next(iter(item.values())) for item in answer["items"]] if answer["errors"] else []
        refused = [
            one for one in failed if one["status"] >= 400 and one["status"] not in (_CONFLICT, _NOT_FOUND)
        ]
        if (
            refused
        ):  # a newer version is there (409), or it was gone already (404): both are as they should be
            raise EngineUnavailable(f"{len(refused)} documents were refused: {refused[0].get('error')}"[:500])

    def _indices(self, alias: str) -> list[str]:
        answer = self._request("GET", f"/_alias/{alias}", b"")
        return [] if answer.status_code == _NOT_FOUND else list(_json(answer))

    def _exists(self, alias: str) -> bool:
        return self._request("HEAD", f"/_alias/{alias}", b"").status_code != _NOT_FOUND

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        return self._send(method, path, b"" if body is None else orjson.dumps(body))

    def _send(self, method: str, path: str, content: bytes) -> Any:
        return _json(self._request(method, path, content))

    def _request(self, method: str, path: str, content: bytes) -> httpx.Response:
        try:
            return self._http.request(method, path, content=content)
        except httpx.HTTPError as error:
            raise EngineUnavailable(f"OpenSearch does not answer: {type(error).__name__}") from error


def _current(tenant_id: UUID) -> str:
    return f"nexus-{tenant_id}"


def _next(tenant_id: UUID) -> str:
    return f"nexus-{tenant_id}-next"


def _versioned(document_id: UUID, version: int) -> dict[str, Any]:
    return {"_id": str(document_id), "version": version, "version_type": "external_gte"}


def _json(answer: httpx.Response) -> Any:
    """Raises EngineUnavailable for every refusal: no index, too many requests, an error of its own."""
    if answer.status_code >= 400:
        raise EngineUnavailable(f"OpenSearch answered {answer.status_code}: {answer.text[:300]}")
    try:
        return orjson.loads(answer.content)
    except orjson.JSONDecodeError as error:
        raise EngineUnavailable("OpenSearch answered something that is no JSON") from error


def _complete(body: Any) -> Any:
    """A part of the shards is not an answer: products would be missing without a word."""
    if body.get("timed_out") or body["_shards"]["failed"]:
        raise EngineUnavailable("only a part of the index has answered")
    return body


def _tally(found: Mapping[str, Any]) -> Tally:
    counted: dict[str, dict[str, int]] = {}
    for name, aggregation in found.items():
        for bucket in aggregation["buckets"]:
            facet, value = name, str(bucket.get("key_as_string", bucket["key"]))
            if name == "attribute":
                code, _, value = value.partition(questions.ATTRIBUTE_MARK)
                facet = f"attr.{code}"
            counted.setdefault(facet, {})[value] = int(bucket["doc_count"])
    return counted
