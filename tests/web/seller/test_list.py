"""Who is let into the portal, and the list of products."""

from __future__ import annotations

from typing import Any

import pytest


def test_guests_log_in_first_and_come_back(tenant: Any) -> None:
    from tests.web.storefront.catalogue.visitor import Visitor

    answer = Visitor(tenant).get("/seller/products/?status=draft")

    assert (answer.status, answer.place) == (
        302,
        "/account/login/?next=%2Fseller%2Fproducts%2F%3Fstatus%3Ddraft",
    )


def test_who_sells_nothing_is_told_how_to_begin(market: Any, enter: Any) -> None:
    buyer, _ = market.person()
    stranger, _ = market.person(verified=False)

    for user_id in (buyer, stranger):
        page = enter(user_id).get("/seller/products/")
        assert (page.status, "You do not sell here yet" in page, "Apply to sell" in page) == (403, True, True)


@pytest.mark.parametrize(
    ("status", "words"),
    [("applied", "Your application is being looked at"), ("suspended", "The shop has suspended this seller")],
)
def test_who_may_not_sell_sees_but_changes_nothing(
    market: Any, enter: Any, known: Any, status: str, words: str
) -> None:
    market.category()
    seller = market.seller(status=status)
    mug = market.product(vendor_id=seller.vendor_id)
    browser = enter(seller.user_id)

    page = browser.get("/seller/products/")
    refused = browser.post(f"/seller/products/{mug.id}/quick/", price="1.00", stock="1")

    assert (page.status, words in page, "Red Mug" in page, 'name="price"' in page) == (200, True, True, False)
    assert refused.status == 403
    assert list(known(mug.id)[1].values()) == [("12.50", 7)]


def test_other_sellers_things_are_not_there(market: Any, clay: Any, desk: Any, known: Any) -> None:
    iron = market.seller("Iron")
    pan = market.product("Pan", vendor_id=iron.vendor_id)
    before = known(pan.id)

    assert "Pan" not in desk.get("/seller/products/")
    for path in (f"/seller/products/{pan.id}/", f"/seller/products/{pan.id}/quick/"):
        assert desk.post(path, price="1", stock="1", title="Mine").status == 404
    page = desk.post("/seller/products/bulk/", ids=[str(pan.id)], action="archive", next="/seller/products/")
    assert page.place == "/seller/products/"
    assert "There is no such product any more." in desk.get("/seller/products/")
    assert desk.post("/seller/as/", vendor=str(iron.vendor_id)).status == 404
    assert known(pan.id) == before


def test_looking_for_products_and_paging(market: Any, clay: Any, desk: Any) -> None:
    for number in range(25):
        market.product(f"Cup {number:02}", vendor_id=clay.vendor_id, sku=f"CUP-{number:02}", status="draft")
    market.product("100% Jug", vendor_id=clay.vendor_id, sku="JUG_1")
    market.product("1000 Jugs", vendor_id=clay.vendor_id, status="archived")

    first = desk.get("/seller/products/?q=cup")
    older = next(link for link in first.links if "cursor=" in link)

    assert (first.text.count('id="row-'), desk.get(older).text.count('id="row-')) == (24, 1)
    assert "q=cup" in older
    for query, titles in (
        ("q=100%25", ["100% Jug"]),
        ("q=jug_", ["100% Jug"]),
        ("q=CUP-07", ["Cup 07"]),
        ("q=jug&status=archived", ["1000 Jugs"]),
        ("status=published", ["100% Jug"]),
        ("status=waiting", []),
        ("cursor=nonsense&q=JUG_", ["100% Jug"]),
    ):
        page = desk.part(f"/seller/products/?{query}")
        assert ([one for one in ("100% Jug", "1000 Jugs", "Cup 07") if one in page]) == titles, query
        assert "<html" not in page.source


def test_price_and_stock_in_place(market: Any, clay: Any, desk: Any, known: Any) -> None:
    mug = market.product(vendor_id=clay.vendor_id, sku="MUG")
    path, stamp = f"/seller/products/{mug.id}/quick/", {"seen_stock": "7"}

    saved = desk.client.post(
        path,
        {"price": "13,20", "stock": "9", **stamp},
        headers={"HX-Request": "true", "HX-Request-Type": "partial"},
    )
    assert (saved.status_code, b"Saved" in saved.content, b"<html" in saved.content) == (200, True, False)
    assert known(mug.id)[1] == {"MUG": ("13.20", 9)}

    for typed, words in (
        ({"price": "-1", "stock": "9"}, "A price cannot be negative."),
        ({"price": "1.234", "stock": "9"}, "Write a price like 12.50."),
        ({"price": "2.00", "stock": "many"}, "Write a whole number of pieces"),
        ({"price": "13.20", "stock": "20"}, "Meanwhile there are 9 pieces."),
    ):
        desk.post(path, **typed, **stamp)
        assert words in desk.get("/seller/products/"), typed
        assert known(mug.id)[1] == {"MUG": ("13.20", 9)}


def test_several_at_once_each_by_itself(market: Any, clay: Any, desk: Any, known: Any) -> None:
    made = [market.product(title, vendor_id=clay.vendor_id, status="draft") for title in ("Cup", "Jug")]
    tagged = market.product("Vase", vendor_id=clay.vendor_id, tags=tuple(f"t{n}" for n in range(30)))
    ids = [str(one.id) for one in (*made, tagged)]

    desk.post("/seller/products/bulk/", ids=ids, action="publish", next="/seller/products/")
    assert "2 products were changed" not in desk.get("/seller/products/")
    assert [known(one.id)[0].status for one in made] == ["published", "published"]

    desk.post("/seller/products/bulk/", ids=ids, action="tag", tag="Gift", next="/seller/products/")
    page = desk.get("/seller/products/")
    assert "2 products were changed." in page
    assert "Vase: At most 30 tags of at most 40 characters." in page
    assert [known(one.id)[0].tags for one in made] == [("gift",), ("gift",)]

    desk.post("/seller/products/bulk/", ids=ids[:1], action="erase")
    assert "Choose products, and what to do with them." in desk.get("/seller/products/")


def test_somebody_of_several_sellers_changes_over(market: Any, clay: Any, desk: Any, tenant: Any) -> None:
    from nexus.accounts import facade as accounts
    from nexus.platform.tenancy import tenant_scope
    from nexus.vendors import facade as vendors

    iron = market.seller("Iron")
    with tenant_scope(tenant.id):
        vendors.add_staff(iron.vendor_id, user_id=clay.user_id)
        accounts.grant_role(clay.user_id, "seller", subject_id=iron.vendor_id)
    market.product("Cup", vendor_id=clay.vendor_id)
    market.product("Pan", vendor_id=iron.vendor_id)

    assert ["Cup" in desk.get("/seller/products/"), "Pan" in desk.get("/seller/products/")] == [True, False]
    desk.post("/seller/as/", vendor=str(iron.vendor_id))
    assert ["Cup" in desk.get("/seller/products/"), "Pan" in desk.get("/seller/products/")] == [False, True]


def test_the_staff_of_a_shop_act_for_the_house(market: Any, enter: Any) -> None:
    market.category()
    market.product("Own Mug")
    owner, _ = market.person(roles=("owner",))

    page = enter(owner).get("/seller/products/")

    assert (page.status, "Own Mug" in page) == (200, True)


def test_the_list_costs_the_same_for_any_number(market: Any, clay: Any, desk: Any, sql_log: Any) -> None:
    def cost() -> int:
        with sql_log() as statements:
            assert desk.get("/seller/products/").status == 200
        return len(statements)

    market.product("Cup", vendor_id=clay.vendor_id)
    desk.get("/seller/products/")
    few = cost()
    for number in range(12):
        sizes = tuple(market.variant("5.00", options={"size": str(size)}) for size in range(8))
        market.product(f"Shirt {number}", vendor_id=clay.vendor_id, variants=sizes)

    assert (few, cost()) == (few, few)
    assert few <= 9
