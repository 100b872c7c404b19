"""The adapter of OpenSearch against answers in the shapes of its documentation (`recordings.json`); no cluster takes part."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from tests.catalog.marketplace import Market
from tests.search.engines.test_contract import LISTS, PRODUCTS, stock

from nexus.kernel.ids import new_id
from nexus.search.engines.opensearch_engine import OpenSearchEngine
from nexus.search.engines.port import EngineUnavailable, Entry, Question

RECORDED = json.loads((Path(__file__).parent / "recordings.json").read_text())
TENANT = new_id()


class Cluster:
    """Answers in order, or what `answer` says; remembers what was asked."""

    def __init__(self, *names: str, status: int = 200) -> None:
        self.answers = [(status, RECORDED[name]) for name in names]
        self.asked: list[tuple[str, str, Any]] = []
        self.hits: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        lines = [json.loads(line) for line in request.content.splitlines()]
        self.asked.append((request.method, request.url.path, lines[0] if len(lines) == 1 else lines))
        if self.answers:
            status, body = self.answers.pop(0)
            return httpx.Response(status, json=body)
        hits = [{"_index": "nexus", "_id": one, "_score": 1.5, "sort": [1.5, one]} for one in self.hits]
        return httpx.Response(
            200, json={**RECORDED["search"], **RECORDED["count"], "count": len(hits), "hits": {"hits": hits}}
        )

    def engine(self) -> OpenSearchEngine:
        return OpenSearchEngine("http://search.test", transport=httpx.MockTransport(self))


def test_lists_show_what_the_engine_names_in_its_order(
    market: Market, use_engine: Callable[..., None]
) -> None:
    cluster = Cluster()
    stock(market)
    ids = {
        item["title"]: item["id"] for item in market.guest.get(f"{PRODUCTS}?page_size=50").json()["results"]
    }
    use_engine("opensearch", opensearch=cluster.engine)

    for query, titles in LISTS:
        cluster.hits = [ids[title] for title in titles]
        answer = market.guest.get(f"{PRODUCTS}?{query}&count=true").json()
        assert [item["title"] for item in answer["results"]] == titles, query
        assert answer["count"] == len(titles), query
    assert {path for _, path, _ in cluster.asked} == {
        f"/nexus-{market.tenant.id}/{end}" for end in ("_search", "_count")
    }


def test_a_page_is_asked_for_behind_its_cursor() -> None:
    cluster, last = Cluster(), new_id()
    found = cluster.engine().search(
        TENANT,
        Question(
            order="price",
            after=(1200, str(last)),
            backward=True,
            shelves=[TENANT],
            ranges={"watts": (5, 9)},
            limit=3,
        ),
    )
    (_, path, body) = cluster.asked[0]

    assert (found.ids, path) == ((), f"/nexus-{TENANT}/_search")
    assert body["search_after"] == [1200, str(last)]
    assert body["sort"] == [{"price": {"order": "desc"}}, {"id": {"order": "desc"}}]
    assert (body["size"], body["track_total_hits"]) == (3, False)
    nested = {
        "bool": {
            "filter": [
                {"term": {"numbers.code": "watts"}},
                {"range": {"numbers.value": {"gte": 5, "lte": 9}}},
            ]
        }
    }
    assert body["query"] == {"bool": {"filter": [
        {"term": {"shelf": str(TENANT)}}, {"nested": {"path": "numbers", "query": nested}},
    ]}}  # fmt: skip


def test_facets_come_from_aggregations() -> None:
    tally = Cluster("aggregations").engine().tally(TENANT, Question())

    assert tally == {
        "tag": {"gift": 2}, "attr.colour": {"red": 1}, "in_stock": {"true": 2}, "rating": {"0": 1, "450": 1},
        "price": {"1200": 1, "1400": 1},
    }  # fmt: skip


def _entry() -> Entry:
    return Entry(
        id=UUID(int=1), terms={"red": 1500, "=mug-1": 10_000_000, "tea": 50, "#gift": 0}, shelves=[TENANT],
        category_ids=[], vendor_id=TENANT, brand_id=None, price_minor=1200, rating_points=0, sold_count=0, in_stock=True,
        tags=["gift"], facets={"colour": ["red"]}, numbers={"watts": [5_000_000]},
    )  # fmt: skip


def test_documents_are_written_with_versions_and_an_old_writer_is_ignored() -> None:
    cluster = Cluster("acknowledged", "bulk_overtaken", "acknowledged", "bulk")
    cluster.engine().write(TENANT, [_entry()], [UUID(int=2)], version=77)
    (_, path, lines) = cluster.asked[1]

    assert path == f"/nexus-{TENANT}/_bulk"
    assert lines[0] == {"index": {"_id": str(UUID(int=1)), "version": 77, "version_type": "external_gte"}}
    assert (lines[1]["title"], lines[1]["description"], lines[1]["terms"]) == (
        "red",
        "tea",
        ["=mug-1", "#gift"],
    )
    assert lines[1]["numbers"] == [{"code": "watts", "value": 5_000_000}]
    assert lines[2] == {"delete": {"_id": str(UUID(int=2)), "version": 77, "version_type": "external_gte"}}
    assert cluster.asked[3][1] == f"/nexus-{TENANT}-next/_bulk"


def test_a_new_index_replaces_the_old_one_at_once() -> None:
    cluster = Cluster("acknowledged")
    cluster.answers = [
        (200, {"built": {"aliases": {}}}),
        (200, {"old": {"aliases": {}}}),
        *[(200, RECORDED["acknowledged"])] * 2,
    ]
    cluster.engine().finish(TENANT)

    assert cluster.asked[2][1] == "/built/_refresh"
    assert cluster.asked[3] == ("POST", "/_aliases", {"actions": [
        {"remove_index": {"index": "old"}},
        {"add": {"index": "built", "alias": f"nexus-{TENANT}"}},
        {"remove": {"index": "built", "alias": f"nexus-{TENANT}-next"}},
    ]})  # fmt: skip


@pytest.mark.parametrize(
    ("name", "status"),
    [("no_index", 404), ("too_many", 429), ("too_many", 503), ("partial", 200), ("timed_out", 200)],
)
def test_what_is_no_whole_answer_is_none(name: str, status: int) -> None:
    with pytest.raises(EngineUnavailable):
        Cluster(name, status=status).engine().search(TENANT, Question())


def test_refused_documents_are_told() -> None:
    with pytest.raises(EngineUnavailable, match="mapper_parsing_exception"):
        Cluster("acknowledged", "bulk_refused").engine().write(TENANT, [_entry()], (), version=1)


def test_a_cluster_that_does_not_answer_costs_the_shop_nothing(
    market: Market, use_engine: Callable[..., None]
) -> None:
    def hang(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectTimeout("too slow", request=request)

    market.product("Red Mug", tags=("gift",))
    use_engine(
        "opensearch",
        opensearch=lambda: OpenSearchEngine("http://search.test", transport=httpx.MockTransport(hang)),
    )
    answer = market.guest.get(f"{PRODUCTS}?q=mugs&facets=true&count=true").json()

    assert ([item["title"] for item in answer["results"]], answer["count"]) == (["Red Mug"], 1)
    assert answer["facets"]["tag"] == [{"value": "gift", "count": 1}]
