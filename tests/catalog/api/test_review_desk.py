"""Reviews that wait, are let in, refused, answered, judged by readers and reported."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.catalog.api.test_reviews import FIVE, _shown
from tests.catalog.marketplace import Market

from nexus.platform.events.delivery import drain

QUEUE = "/api/catalog/reviews/"


@pytest.fixture
def moderated(make_tenant: Callable[..., Any]) -> Callable[..., Market]:
    """`moderated(moderation="all")`: a shop with these wishes about reviews."""
    return lambda **wishes: Market(make_tenant(settings={"reviews": wishes}))


def _path(market: Market, **facts: Any) -> str:
    return f"/api/catalog/products/{market.product(**facts).id}/reviews/"


def _read(market: Market, path: str, query: str = "") -> list[int]:
    return [review["rating"] for review in market.guest.get(f"{path}{query}").json()["results"]]


def test_what_waits_is_seen_by_its_author_and_the_staff_until_it_is_let_in(
    moderated: Callable[..., Market],
) -> None:
    market = moderated(moderation="all")
    path, author, staff = _path(market), market.buyer(), market.staff()
    made = author.post(path, FIVE).json()

    assert made["status"] == "pending"
    assert (_read(market, path), _shown(market)) == ([], (None, 0))
    assert author.get(path).json()["results"] == [made]
    assert market.buyer().get(QUEUE).status_code == 403
    (waiting,) = staff.get(f"{QUEUE}?count=true").json()["results"]
    assert (waiting["id"], waiting["product"]["title"], waiting["reports"]) == (made["id"], "Red Mug", [])

    assert staff.post(f"{QUEUE}{made['id']}/approve/").json()["status"] == "published"
    assert staff.post(f"{QUEUE}{made['id']}/approve/").status_code == 200
    assert (_read(market, path), _shown(market)) == ([5], (5.0, 1))

    refused = staff.post(f"{QUEUE}{made['id']}/reject/", {"reason": ""})
    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["reason"])
    assert (
        staff.post(f"{QUEUE}{made['id']}/reject/", {"reason": "Names a person."}).json()["status"]
        == "rejected"
    )
    assert (_read(market, path), _shown(market)) == ([], (None, 0))
    assert author.get(path).json()["results"][0]["reason"] == "Names a person."

    assert (
        author.patch(f"{path}{made['id']}/", {"rating": 4}).json()["status"] == "pending"
    )  # not by itself back in
    assert _shown(market) == (None, 0)
    assert staff.get(f"{QUEUE}?status=rejected").json()["results"] == []
    assert market.seller().api.post(f"{QUEUE}{made['id']}/approve/").status_code == 403
    assert author.delete(f"{path}{made['id']}/").status_code == 204
    assert (staff.post(f"{QUEUE}{made['id']}/approve/").status_code, _shown(market)) == (404, (None, 0))


def test_blocked_words_wait_and_reports_bring_back(moderated: Callable[..., Market]) -> None:
    market = moderated(moderation="flagged", blocked_words=["Scam"], reports_to_hide=2)
    path, staff = _path(market), market.staff()
    assert market.buyer().post(path, {**FIVE, "comment": "A SCAM!"}).json()["status"] == "pending"
    made = market.buyer().post(path, {**FIVE, "comment": "No scampi."}).json()
    assert (made["status"], _shown(market)) == ("published", (5.0, 1))
    one = f"{path}{made['id']}/"

    first, second = market.buyer(), market.buyer()
    assert first.post(f"{one}report/", {"reason": "Rude <b>words</b>"}).status_code == 204
    again = first.post(f"{one}report/")
    assert (again.status_code, again.json()["code"], _shown(market)) == (409, "already_reported", (5.0, 1))
    assert market.guest.post(f"{one}report/").status_code == 401
    assert second.post(f"{one}report/").status_code == 204
    assert (_read(market, path), _shown(market)) == ([], (None, 0))
    assert first.post(f"{one}report/").status_code == 404  # out of sight

    found = {entry["id"]: entry for entry in staff.get(QUEUE).json()["results"]}[made["id"]]
    assert (found["report_count"], found["reports"]) == (2, ["Rude words"])
    assert staff.post(f"{QUEUE}{made['id']}/approve/").status_code == 200
    assert market.buyer().post(f"{one}report/").status_code == 204  # the count began anew
    assert _shown(market) == (5.0, 1)


@pytest.mark.parametrize(
    "wishes", [{}, {"moderation": "some"}, {"blocked_words": ["holds"], "reports_to_hide": 1}]
)
def test_a_shop_that_wishes_nothing_publishes_everything(
    moderated: Callable[..., Market], wishes: dict[str, Any]
) -> None:
    market = moderated(**wishes)
    path = _path(market)
    made = market.buyer().post(path, FIVE).json()
    assert market.buyer().post(f"{path}{made['id']}/report/").status_code == 204
    assert (made["status"], _read(market, path), _shown(market)) == ("published", [5], (5.0, 1))


def test_the_seller_of_the_product_answers(market: Market) -> None:
    seller, stranger, staff = market.seller(), market.seller(), market.staff()
    path = _path(market, vendor_id=seller.vendor_id)
    one = f"{path}{market.buyer().post(path, FIVE).json()['id']}/answer/"

    assert stranger.api.put(one, {"text": "Mine"}).status_code == 403
    assert market.buyer().put(one, {"text": "Mine"}).status_code == 403
    for wrong in ("", "<p></p>", "x" * 2001):
        refused = seller.api.put(one, {"text": wrong})
        assert (refused.status_code, list(refused.json()["errors"])) == (400, ["text"])
    assert market.guest.get(path).json()["results"][0]["answer"] is None

    assert seller.api.put(one, {"text": "Thank <b>you</b>."}).json()["answer"]["text"] == "Thank you."
    assert staff.put(one, {"text": "Thanks!"}).status_code == 200
    assert market.guest.get(path).json()["results"][0]["answer"]["text"] == "Thanks!"
    assert seller.api.delete(one).status_code == 204
    assert seller.api.delete(one).status_code == 404
    assert market.guest.get(path).json()["results"][0]["answer"] is None


def test_readers_find_reviews_helpful_once_each(market: Market) -> None:
    path, author, reader = _path(market), market.buyer(), market.buyer()
    made = author.post(path, FIVE).json()
    one = f"{path}{made['id']}/vote/"

    def counts() -> tuple[int, int]:
        (review,) = market.guest.get(path).json()["results"]
        return review["helpful_count"], review["unhelpful_count"]

    own = author.put(one, {"helpful": True})
    assert (own.status_code, own.json()["code"], counts()) == (403, "own_review", (0, 0))
    assert market.guest.put(one, {"helpful": True}).status_code == 401
    assert list(reader.put(one, {"helpful": "perhaps"}).json()["errors"]) == ["helpful"]
    for helpful, expected in ((True, (1, 0)), (True, (1, 0)), (False, (0, 1)), (False, (0, 1))):
        assert reader.put(one, {"helpful": helpful}).status_code == 200
        assert counts() == expected
    assert market.buyer().put(one, {"helpful": True}).json()["helpful_count"] == 1
    assert (reader.delete(one).status_code, reader.delete(one).status_code, counts()) == (204, 204, (1, 0))


def test_lists_are_sorted_and_narrowed(market: Market) -> None:
    path = _path(market)
    made = {stars: market.buyer().post(path, {**FIVE, "rating": stars}).json()["id"] for stars in (2, 5, 3)}
    market.buyer().put(f"{path}{made[3]}/vote/", {"helpful": True})

    for query, stars in (("", [3, 5, 2]), ("?sort=helpful", [3, 5, 2]), ("?sort=rating", [2, 3, 5]),
                         ("?sort=-rating", [5, 3, 2]), ("?stars=5", [5]), ("?verified=true", []),
                         ("?verified=false", [3, 5, 2])):  # fmt: skip
        assert _read(market, path, query) == stars, query
    first = market.guest.get(f"{path}?sort=helpful&page_size=1&count=true").json()
    assert (first["count"], _read(market, first["next"])) == (3, [5])
    for query in ("?sort=best", "?stars=6", "?verified=perhaps", "?author=x"):
        assert market.guest.get(f"{path}{query}").status_code == 400, query


def test_another_shop_knows_nothing_of_it(market: Market, other_market: Market) -> None:
    path = _path(market)
    made = market.buyer().post(path, FIVE).json()

    assert other_market.staff().get(f"{QUEUE}?status=published").json()["results"] == []
    assert other_market.staff().post(f"{QUEUE}{made['id']}/reject/", {"reason": "No."}).status_code == 404
    assert other_market.buyer().put(f"{path}{made['id']}/vote/", {"helpful": True}).status_code == 404
    assert _shown(market) == (5.0, 1)


def test_sellers_hear_of_what_everybody_reads_and_authors_of_refusals_and_answers(
    moderated: Callable[..., Market],
) -> None:
    market = moderated(moderation="all")
    seller, author, staff = market.seller(), market.buyer(), market.staff()
    product = market.product(vendor_id=seller.vendor_id)
    path = f"/api/catalog/products/{product.id}/reviews/"
    made = author.post(path, FIVE).json()

    assert (_news(market, seller.api), _news(market, author)) == ([], [])
    staff.post(f"{QUEUE}{made['id']}/reject/", {"reason": "Names a person."})
    assert _news(market, author) == [("review_rejected", f"/p/{product.slug}/review/")]
    assert _news(market, seller.api) == []
    for decision, reason in (("approve", ""), ("reject", "Again."), ("approve", "")):
        staff.post(f"{QUEUE}{made['id']}/{decision}/", {"reason": reason})
    seller.api.put(f"{path}{made['id']}/answer/", {"text": "Thank you."})

    assert _news(market, seller.api) == [("new_review", f"/seller/reviews/#review-{made['id']}")]
    assert [kind for kind, _ in _news(market, author)] == [
        "review_answered", "review_rejected", "review_rejected",
    ]  # fmt: skip


def _news(market: Market, client: Any) -> list[tuple[str, str]]:
    drain(market.tenant.id)
    drain(market.tenant.id)
    return [(note["kind"], note["link"]) for note in client.get("/api/notifications/").json()["results"]]
