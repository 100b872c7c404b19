"""Lists: complete, without overlap, in both directions, and closed to made-up cursors."""

from typing import Any

import pytest


def walk(client: Any, path: str, link: str = "next") -> list[list[int]]:
    pages, at = [], path
    while at:
        body = client.get(at).json()
        pages.append(body["results"])
        at = body[link]
    return pages


def test_keyset_forward(sample: Any) -> None:
    assert walk(sample, "/api/listing/") == [
        list(range(25, 15, -1)),
        list(range(15, 5, -1)),
        list(range(5, 0, -1)),
    ]


def test_keyset_backward_gives_the_same_pages(sample: Any) -> None:
    first = sample.get("/api/listing/?page_size=7").json()
    assert first["previous"] is None
    second = sample.get(first["next"]).json()
    third = sample.get(second["next"]).json()
    assert sample.get(third["previous"]).json()["results"] == second["results"]
    back = sample.get(sample.get(third["previous"]).json()["previous"]).json()
    assert (back["results"], back["previous"]) == (first["results"], None)
    assert sample.get(back["next"]).json()["results"] == second["results"]


def test_keyset_with_mixed_directions(sample: Any) -> None:
    pages = walk(sample, "/api/listing/?order=mixed&page_size=4")
    expected = sorted(range(1, 26), key=lambda n: (n % 3, -n))
    assert [number for page in pages for number in page] == expected
    assert [len(page) for page in pages] == [4, 4, 4, 4, 4, 4, 1]


def test_the_last_page_that_is_exactly_full_has_no_next(sample: Any) -> None:
    assert sample.get("/api/listing/?page_size=25").json()["next"] is None
    assert sample.get("/api/numbered/?page_size=25").json()["next"] is None


def test_count_only_when_asked(sample: Any) -> None:
    assert "count" not in sample.get("/api/listing/").json()
    assert sample.get("/api/listing/?count=true").json()["count"] == 25
    assert sample.get("/api/numbered/?count=true").json()["count"] == 25


@pytest.mark.parametrize(
    "query", ["page_size=0", "page_size=101", "page_size=x", "page_size=-1", "count=perhaps", "page_size=9e9"]
)
@pytest.mark.parametrize("path", ["/api/listing/", "/api/numbered/"])
def test_bad_sizes(sample: Any, path: str, query: str) -> None:
    response = sample.get(f"{path}?{query}")
    assert (response.status_code, list(response.json()["errors"])) == (400, [query.partition("=")[0]])


@pytest.mark.parametrize("page", ["0", "-1", "x", str(2**70), "100000"])
def test_bad_page_numbers(sample: Any, page: str) -> None:
    assert sample.get(f"/api/numbered/?page={page}").json()["errors"].keys() == {"page"}


@pytest.mark.parametrize("cursor", ["x", "====", "AAAAAAAAAAAAAAAAAAAAAAAA", "é", "%00", "a" * 1900])
def test_made_up_cursors(sample: Any, cursor: str) -> None:
    assert sample.get(f"/api/listing/?cursor={cursor}").status_code == 400


def test_a_tampered_cursor_and_one_of_another_order(sample: Any) -> None:
    link = sample.get("/api/listing/").json()["next"]
    cursor = link.partition("cursor=")[2]
    for position in (0, len(cursor) // 2, len(cursor) - 3):
        swapped = cursor[:position] + ("A" if cursor[position] != "A" else "B") + cursor[position + 1 :]
        assert sample.get(f"/api/listing/?cursor={swapped}").json()["code"] == "invalid_cursor"
    assert sample.get(f"/api/listing/?order=mixed&cursor={cursor}").json()["code"] == "invalid_cursor"


def test_numbered_pages(sample: Any) -> None:
    pages = walk(sample, "/api/numbered/")
    assert [number for page in pages for number in page] == list(range(1, 26))
    last = sample.get("/api/numbered/?page=3").json()
    assert (last["previous"], last["next"]) == ("/api/numbered/?page=2", None)
    assert sample.get("/api/numbered/?page=9").json()["results"] == []


def test_links_keep_the_other_parameters(sample: Any) -> None:
    assert "page_size=5" in sample.get("/api/listing/?page_size=5&count=true").json()["next"]


def test_paging_a_queryset(tenant: Any) -> None:
    """The ORM form of a page, on the table of idempotency keys."""
    from django.test import RequestFactory

    from nexus.kernel.clock import now
    from nexus.platform.http import Column, Keyset, paginate_keyset
    from nexus.platform.http.requests import ApiRequest
    from nexus.platform.idempotency.models import KeyRecord
    from nexus.platform.tenancy import tenant_scope

    order = Keyset(Column("status", "int"), Column("key", "text", descending=True))
    with tenant_scope(tenant.id):
        for number in range(7):
            KeyRecord.objects.create(
                owner="o", key=f"k{number}", request_hash=b"", created_at=now(), status=number % 2
            )

        def page_at(link: str) -> dict[str, Any]:
            request = ApiRequest(RequestFactory().get(link))
            return paginate_keyset(
                request, KeyRecord.objects.all(), order, item=lambda record: record.key, default_size=3
            )

        first = page_at("/x/?count=true")
        second = page_at(first["next"])
        third = page_at(second["next"])
    assert (first["results"], first["count"]) == (["k6", "k4", "k2"], 7)
    assert (second["results"], third["results"], third["next"]) == (["k0", "k5", "k3"], ["k1"], None)
