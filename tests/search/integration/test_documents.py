"""Documents follow the shop: in the same transaction, whoever writes at the same time, and when they are written anew."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.catalog.marketplace import Market

from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.platform.tenancy import tenant_scope

PRODUCTS = "/api/catalog/products/"


def _shown(market: Market, slug: str = "red-mug") -> dict[str, Any]:
    return market.guest.get(f"{PRODUCTS}{slug}/").json()


def _differences(market: Market) -> list[Any]:
    from nexus.search.interfaces.verification import CHECKS

    with tenant_scope(market.tenant.id):
        return [finding for check in CHECKS for finding in check.run()]


def test_the_last_piece_reserved_shows_as_sold_out_and_back_when_released(
    market: Market, sql_log: Callable[..., Any]
) -> None:
    from nexus.inventory import facade as inventory
    from nexus.inventory.facade import StockLine

    product = market.product(
        stock=0,
        variants=(
            market.variant("10", stock=1, options={"size": "S"}),
            market.variant("12", stock=0, options={"size": "M"}),
        ),
    )
    order, line = new_id(), StockLine(variant_id=product.variants[0].id, quantity=1)
    assert _shown(market)["in_stock"] is True

    with tenant_scope(market.tenant.id):
        inventory.reserve(order, [line], expires_at=clock.now() + timedelta(minutes=5))
    assert [v["in_stock"] for v in _shown(market)["variants"]] == [False, False]
    assert _shown(market)["in_stock"] is False
    assert market.guest.get(PRODUCTS).json()["results"][0]["in_stock"] is False
    assert _differences(market) == []

    with sql_log() as statements, tenant_scope(market.tenant.id):
        inventory.release(order, reason="cancelled")
    assert [v["in_stock"] for v in _shown(market)["variants"]] == [True, False]
    assert market.guest.get(f"{PRODUCTS}?in_stock=true").json()["results"][0]["in_stock"] is True
    assert sum("search_" in sql for sql in statements) == 2, "a lock and one update"


def test_a_change_that_is_rolled_back_is_not_shown(market: Market) -> None:
    from nexus.pricing import facade as pricing

    product = market.product()

    def change() -> None:
        with tenant_scope(market.tenant.id):
            pricing.set_prices([(product.variants[0].id, Money.of("1.00", "EUR"), None)])
            raise LookupError("no")

    with pytest.raises(LookupError):
        change()

    assert _shown(market)["price"] == "12.50"
    assert _differences(market) == []


def test_a_price_set_elsewhere_is_shown(market: Market) -> None:
    from nexus.pricing import facade as pricing

    product = market.product()

    with tenant_scope(market.tenant.id):
        pricing.set_prices([(product.variants[0].id, Money.of("9.99", "EUR"), Money.of("12.50", "EUR"))])

    assert (_shown(market)["price"], _shown(market)["compare_at_price"]) == ("9.99", "12.50")


def test_writers_of_price_stock_and_title_do_not_undo_each_other(
    market: Market, in_threads: Callable[..., list[Any]]
) -> None:
    from nexus.inventory import facade as inventory
    from nexus.pricing import facade as pricing

    product = market.product(stock=5)
    variant_id, staff = product.variants[0].id, market.staff()

    def write(index: int) -> None:
        for turn in range(4):
            if index == 0:
                with tenant_scope(market.tenant.id):
                    pricing.set_prices([(variant_id, Money.of(f"{turn + 1}.00", "EUR"), None)])
            elif index == 1:
                with tenant_scope(market.tenant.id):
                    inventory.set_level(variant_id, turn % 2 * 3)
            else:
                answer = staff.with_headers().patch(f"{PRODUCTS}{product.id}/", {"title": f"Mug {turn}"})
                assert answer.status_code == 200, answer.content

    assert in_threads(3, write, tenant_id=market.tenant.id) == [None] * 3

    shown = _shown(market)
    assert (shown["price"], shown["in_stock"], shown["title"]) == ("4.00", True, "Mug 3")
    assert _differences(market) == []


def test_rebuilding_restores_what_was_lost(market: Market) -> None:
    from nexus.platform import db
    from nexus.search import facade as search

    market.product("Red Mug", tags=("gift",))
    market.product("Blue Mug", status="draft")
    with tenant_scope(market.tenant.id):
        for table in ("search_placement", "search_posting", "search_category"):
            db.execute(f"DELETE FROM {table} WHERE tenant_id = %s", [market.tenant.id])
        db.execute(
            "UPDATE search_document SET item = '{}', body = '{}', text_digest = 'old' WHERE tenant_id = %s",
            [market.tenant.id],
        )
    assert len(_differences(market)) == 2

    assert list(search.rebuild()) == [2]

    assert _differences(market) == []
    for query in ("", "?q=mug", "?tag=gift", "?category=kitchen"):
        assert [item["title"] for item in market.guest.get(f"{PRODUCTS}{query}").json()["results"]] == [
            "Red Mug"
        ]


def test_rebuilding_inside_a_scope_belongs_to_the_caller(market: Market) -> None:
    from nexus.search import facade as search

    market.product()

    with tenant_scope(market.tenant.id):
        assert list(search.rebuild()) == [1]


def test_a_product_without_a_price_is_not_shown(market: Market) -> None:
    from nexus.platform import db
    from nexus.search import facade as search

    product = market.product()
    with tenant_scope(market.tenant.id):
        db.execute("DELETE FROM pricing_price WHERE tenant_id = %s", [market.tenant.id])
        list(search.rebuild())

    assert market.guest.get(f"{PRODUCTS}{product.id}/").status_code == 404
    assert market.guest.get(PRODUCTS).json()["results"] == []


def test_what_is_written_can_be_read_in_the_same_scope(market: Market) -> None:
    from nexus.catalog import facade as catalog
    from nexus.catalog.facade import NewProduct
    from nexus.platform import db
    from nexus.search import facade as search
    from nexus.vendors import facade as vendors

    kitchen = market.category("Kitchen")
    with tenant_scope(market.tenant.id):
        new = NewProduct(
            title="Mug",
            vendor_id=vendors.house_vendor().id,
            category_id=kitchen.id,
            variants=(market.variant("1"),),
        )
        first = catalog.create_product(new)
        search.flush()
        stored = db.row(
            "SELECT is_public FROM search_document WHERE tenant_id = %s AND id = %s",
            [market.tenant.id, first.id],
        )
        second = catalog.create_product(new)

    assert stored is not None
    assert stored.is_public
    assert {item["id"] for item in market.guest.get(PRODUCTS).json()["results"]} == {
        str(first.id),
        str(second.id),
    }


def test_categories_made_at_the_same_time_are_all_known(
    market: Market, in_threads: Callable[..., list[Any]]
) -> None:
    staff = market.staff()

    answers = in_threads(
        4,
        lambda index: (
            staff.with_headers().post("/api/catalog/categories/", {"name": f"Room {index}"}).status_code
        ),
    )

    assert answers == [201] * 4
    for index in range(4):
        assert market.guest.get(f"{PRODUCTS}?category=room-{index}").status_code == 200
    assert staff.delete("/api/catalog/categories/room-0/").status_code == 204
    assert market.guest.get(f"{PRODUCTS}?category=room-0").status_code == 400


def test_who_finds_a_document_already_written_by_somebody_else_rewrites_it(market: Market) -> None:
    """Both saw no document to lock: the second must neither fail nor leave the first one's words behind."""
    from nexus.catalog import facade as catalog
    from nexus.search.services.attributes import definitions_of
    from nexus.search.services.documents import document_of
    from nexus.search.services.offers import announced_offers
    from nexus.search.services.writing import write

    made = market.product("Red mug")
    with tenant_scope(market.tenant.id):
        product = replace(catalog.products([made.id])[made.id], title="Blue bowl")
        offers = announced_offers([variant.id for variant in product.variants])
        write(
            [
                document_of(
                    product, offers, currency="EUR", locale="en", definitions=definitions_of([product])
                )
            ],
            {},
        )

    titles = {
        text: [found["title"] for found in market.guest.get(f"{PRODUCTS}?q={text}").json()["results"]]
        for text in ("bowl", "blue bowl", "red")
    }
    assert titles == {"bowl": ["Blue bowl"], "blue bowl": ["Blue bowl"], "red": []}
