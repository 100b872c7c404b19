"""What is read of a huge shop is bounded: the same answers come out when the bounds are so low that a small shop meets them."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.catalog.marketplace import Market

from nexus.kernel.ids import new_id
from nexus.platform.tenancy import tenant_scope

PRODUCTS = "/api/catalog/products/"
SUGGEST = "/api/catalog/search/suggest/?q="
TYPED = ("mu", "red+mu", "blue+ch", "red+mug+12", "red+absent+mu")
TEXTS = (
    "?q=red+mug",
    "?q=mug&sort=price",
    "?q=red+lamp+absent",
    "?q=chair&attr.colour=blue&sort=-price",
    "?q=SKU-00017",
)
FILTERED = (
    "?attr.colour=red&sort=price",
    "?tag=even&attr.colour=red&sort=newest",
    "?price_min=3&price_max=9&sort=newest",
    "?rating_min=1&sort=rating",
    "?in_stock=false",
    "?attr.colour=red&price_max=5&sort=-price&page_size=2",
)


@pytest.fixture
def shop(market: Market) -> Iterator[Market]:
    """Sixty products; answers are computed each time."""
    from nexus.catalog import facade as catalog
    from nexus.catalog.facade import NewProduct
    from nexus.search.interfaces.api import products
    from nexus.vendors import facade as vendors

    with tenant_scope(market.tenant.id):
        category, vendor = catalog.create_category(name="Things").id, vendors.house_vendor().id
        new = (
            NewProduct(
                title=f"{('Red', 'Blue')[n % 2]} {('Mug', 'Lamp', 'Chair')[n % 3]} {n}",
                vendor_id=vendor,
                category_id=category,
                tags=("even",) if n % 2 == 0 else (),
                attributes={"colour": ("red", "blue")[n % 2]},
                variants=(market.variant(f"{n * 37 % 50 + 1}.00", sku=f"SKU-{n:05d}", stock=n % 4),),
            )
            for n in range(60)
        )
        list(catalog.bulk_create_products(new))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(products.ProductListView, "cached", False)
        yield market


def _pages(market: Market, query: str) -> list[list[str]]:
    found, path = [], f"{PRODUCTS}{query}"
    while path and len(found) < 4:
        body = market.guest.get(path).json()
        found.append([one["title"] for one in body["results"]])
        path = body["next"]
    return found


def test_a_text_of_frequent_words_finds_what_reading_everything_finds(
    shop: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nexus.search.queries import matching

    everything = [_pages(shop, query) for query in TEXTS]
    monkeypatch.setattr(matching, "OFTEN", 3)

    assert [_pages(shop, query) for query in TEXTS] == everything
    assert [len(pages[0]) for pages in everything] == [10, 20, 10, 10, 1]


def test_a_short_walk_along_the_shelf_finds_what_reading_it_whole_finds(
    shop: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nexus.search.queries import listing

    monkeypatch.setattr(listing, "NEAR", 1_000)
    walked = [_pages(shop, query) for query in FILTERED]
    monkeypatch.setattr(listing, "NEAR", 1)

    assert [_pages(shop, query) for query in FILTERED] == walked
    assert [len(pages[0]) for pages in walked] == [24, 24, 7, 0, 15, 2]


@pytest.mark.parametrize(("bound", "limit"), [("OFTEN", 3), ("BEST", 40)])
def test_suggestions_of_frequent_words_are_what_reading_everything_suggests(
    shop: Market, monkeypatch: pytest.MonkeyPatch, bound: str, limit: int
) -> None:
    from nexus.search.interfaces.api.suggest import SuggestView
    from nexus.search.queries import suggestions

    monkeypatch.setattr(SuggestView, "cached", False)
    everything = [shop.guest.get(f"{SUGGEST}{typed}").json() for typed in TYPED]
    monkeypatch.setattr(suggestions, "OFTEN", 3)
    monkeypatch.setattr(suggestions, bound, limit)

    assert [shop.guest.get(f"{SUGGEST}{typed}").json() for typed in TYPED] == everything
    assert [len(answer["products"]) for answer in everything] == [8, 8, 8, 1, 0]


def test_the_most_frequent_completion_comes_first_unless_one_is_typed(shop: Market) -> None:
    _add(shop, "Muff")
    assert shop.guest.get(f"{SUGGEST}mu").json()["words"] == ["mug", "muff"]
    assert shop.guest.get(f"{SUGGEST}muff").json()["words"] == ["muff"]
    _add(shop, "Mu")
    assert shop.guest.get(f"{SUGGEST}mu").json()["words"] == ["mu", "mug", "muff"]


def test_facets_of_a_long_list_are_estimated_and_say_so(shop: Market) -> None:
    """60 * 16 products of which one in 16 is in the sample would take long to make: so the sample is put in their place."""
    exact = shop.guest.get(f"{PRODUCTS}?facets=true").json()["facets"]
    assert exact["attr.colour"] == [{"value": "blue", "count": 30}, {"value": "red", "count": 30}]

    _put_into_the_rarest_sample(shop, 60)
    facets: dict[str, Any] = shop.guest.get(f"{PRODUCTS}?facets=true").json()["facets"]
    chosen = shop.guest.get(f"{PRODUCTS}?facets=true&attr.colour=red").json()["facets"]

    assert [one["is_estimate"] for one in facets["attr.colour"]] == [True, True]
    assert sum(one["count"] for one in facets["attr.colour"]) == 60 * 16
    assert [one for one in chosen["attr.colour"] if one["value"] == "red"] == [{"value": "red", "count": 30}]
    assert [one["is_estimate"] for one in chosen["attr.colour"] if one["value"] == "blue"] == [True]


def _add(market: Market, title: str) -> None:
    from nexus.catalog import facade as catalog
    from nexus.catalog.facade import NewProduct
    from nexus.vendors import facade as vendors

    with tenant_scope(market.tenant.id):
        category = catalog.create_category(name=f"More {title}").id
        variants = (market.variant("1.00", sku=title, stock=1),)
        new = NewProduct(
            title=title, vendor_id=vendors.house_vendor().id, category_id=category, variants=variants
        )
        list(catalog.bulk_create_products([new]))


def _put_into_the_rarest_sample(market: Market, count: int) -> None:
    """Documents and places get ids that end in a zero byte."""
    from nexus.platform import db

    tenant = market.tenant.id
    with tenant_scope(tenant):
        old = [found.id for found in db.rows("SELECT id FROM search_document WHERE tenant_id = %s", [tenant])]
        assert len(old) == count
        new = [str(new_id())[:-2] + "00" for _ in old]
        for table, key in (
            ("search_document", "id"),
            ("search_placement", "document_id"),
            ("search_posting", "document_id"),
        ):
            db.execute(
                f"UPDATE {table} t SET {key} = ids.new FROM unnest(%s::uuid[], %s::uuid[]) AS ids(old, new) "
                f"WHERE t.tenant_id = %s AND t.{key} = ids.old",
                [old, new, tenant],
            )
        db.execute("UPDATE search_placement SET sample = 3 WHERE tenant_id = %s", [tenant])
