"""Reviews over HTTP: one per buyer, sums that stay right."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.catalog.marketplace import Market

FIVE = {"rating": 5, "title": "Lovely", "comment": "Holds coffee."}


@pytest.fixture
def path(market: Market) -> str:
    return f"/api/catalog/products/{market.product().id}/reviews/"


def _shown(market: Market) -> tuple[float | None, int]:
    (item,) = market.guest.get("/api/catalog/products/").json()["results"]
    detail = market.guest.get(f"/api/catalog/products/{item['slug']}/").json()
    assert (detail["rating"], detail["review_count"]) == (item["rating"], item["review_count"])
    return item["rating"], item["review_count"]


def test_a_review_is_shown_with_first_name_and_initial(market: Market, path: str) -> None:
    made = market.buyer(first_name="Grace").post(path, {**FIVE, "comment": "<b>Holds</b> coffee."})

    assert made.status_code == 201, made.content
    (review,) = market.guest.get(path).json()["results"]
    assert review == made.json()
    assert (review["author"], review["rating"], review["comment"], review["verified_purchase"]) == (
        {"name": "Grace B."}, 5, "Holds coffee.", False,
    )  # fmt: skip
    assert _shown(market) == (5.0, 1)


def test_one_review_per_buyer(market: Market, path: str) -> None:
    buyer = market.buyer()
    assert buyer.post(path, FIVE).status_code == 201

    again = buyer.post(path, {**FIVE, "rating": 1})

    assert (again.status_code, again.json()["code"]) == (409, "already_reviewed")
    assert _shown(market) == (5.0, 1)


def test_the_mean_follows_every_change(market: Market, path: str) -> None:
    first, second = market.buyer(), market.buyer()
    review = first.post(path, {**FIVE, "rating": 4}).json()
    second.post(path, {**FIVE, "rating": 1})
    assert _shown(market) == (2.5, 2)

    assert first.patch(f"{path}{review['id']}/", {"rating": 2}).json()["rating"] == 2
    assert _shown(market) == (1.5, 2)
    assert first.patch(f"{path}{review['id']}/", {"comment": "Changed my mind."}).json()["rating"] == 2
    assert first.delete(f"{path}{review['id']}/").status_code == 204
    assert _shown(market) == (1.0, 1)


def test_only_the_author_and_staff_change_a_review(market: Market, path: str) -> None:
    review = market.buyer().post(path, FIVE).json()
    stranger = market.buyer()

    assert stranger.patch(f"{path}{review['id']}/", {"rating": 1}).status_code == 403
    assert stranger.delete(f"{path}{review['id']}/").status_code == 403
    assert market.guest.delete(f"{path}{review['id']}/").status_code == 401
    assert _shown(market) == (5.0, 1)
    assert market.staff().delete(f"{path}{review['id']}/").status_code == 204
    assert _shown(market) == (None, 0)


def test_reviews_need_a_verified_address_and_a_product_that_is_not_ones_own(market: Market) -> None:
    seller = market.seller()
    product = market.product(vendor_id=seller.vendor_id)
    path = f"/api/catalog/products/{product.slug}/reviews/"

    assert market.guest.post(path, FIVE).status_code == 401
    unverified = market.buyer(verified=False).post(path, FIVE)
    assert (unverified.status_code, unverified.json()["code"]) == (403, "email_not_verified")
    own = seller.api.post(path, FIVE)
    assert (own.status_code, own.json()["code"]) == (403, "own_product")
    assert market.buyer().post("/api/catalog/products/no-such/reviews/", FIVE).status_code == 404
    assert _shown(market) == (None, 0)


@pytest.mark.parametrize(
    ("change", "field"),
    [({"rating": 0}, "rating"), ({"rating": 6}, "rating"), ({"rating": 4.5}, "rating"), ({"rating": None}, "rating"),
     ({"comment": ""}, "comment"), ({"comment": "<p></p>"}, "comment"), ({"comment": "x" * 5001}, "comment")],
)  # fmt: skip
def test_bad_reviews_are_refused_by_field(
    market: Market, path: str, change: dict[str, Any], field: str
) -> None:
    refused = market.buyer().post(path, {**FIVE, **change})

    assert (refused.status_code, list(refused.json()["errors"])) == (400, [field])
    assert _shown(market) == (None, 0)


@pytest.fixture
def purchases() -> Iterator[set[Any]]:
    """Who bought what, as the orders would say; afterwards the catalog asks whom it asked before."""
    from nexus.catalog.services import reviews

    bought: set[Any] = set()
    before = reviews._purchase_source
    reviews.register_purchase_source(lambda user_id, product_id: (user_id, product_id) in bought)
    yield bought
    reviews._purchase_source = before


def test_a_purchase_is_told_from_an_opinion(market: Market, purchases: set[Any]) -> None:
    product = market.product()
    buyer_id, buyer = market.person()
    purchases.add((buyer_id, product.id))
    path = f"/api/catalog/products/{product.id}/reviews/"

    assert buyer.post(path, FIVE).json()["verified_purchase"] is True
    assert market.buyer().post(path, FIVE).json()["verified_purchase"] is False


def test_pages_are_newest_first(market: Market, path: str) -> None:
    for stars in (1, 2, 3, 4, 5):
        market.buyer().post(path, {**FIVE, "rating": stars})

    first = market.guest.get(f"{path}?page_size=2&count=true").json()
    second = market.guest.get(first["next"]).json()

    assert ([r["rating"] for r in first["results"]], first["count"]) == ([5, 4], 5)
    assert [r["rating"] for r in second["results"]] == [3, 2]
    assert market.guest.get(f"{path}?sort=best").status_code == 400


def test_sums_stay_right_when_many_review_at_once(
    market: Market, path: str, in_threads: Callable[..., list[Any]]
) -> None:
    buyers = [market.buyer() for _ in range(8)]

    answers = in_threads(
        8, lambda index: buyers[index].post(path, {**FIVE, "rating": 1 + index % 5}).status_code
    )

    assert answers == [201] * 8
    assert _shown(market) == (round(sum(1 + i % 5 for i in range(8)) / 8, 2), 8)


def test_a_double_click_makes_one_review(
    market: Market, path: str, in_threads: Callable[..., list[Any]]
) -> None:
    buyer = market.buyer()

    answers = in_threads(4, lambda index: buyer.with_headers().post(path, FIVE).status_code)

    assert sorted(answers) == [201, 409, 409, 409]
    assert _shown(market) == (5.0, 1)
