"""What reads cost: the same number of statements at any size, none when kept, and ranges of an index instead of scans."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.catalog.marketplace import Market

from nexus.platform.tenancy import tenant_scope

PRODUCTS = "/api/catalog/products/"
MANY = 2000


def _stock_shop(market: Market, count: int, *, first: int = 0) -> None:
    """Products over five categories below one department."""
    from nexus.catalog import facade as catalog
    from nexus.catalog.facade import NewProduct
    from nexus.vendors import facade as vendors

    with tenant_scope(market.tenant.id):
        known = {category.slug: category.id for category in catalog.categories()}
        if not known:
            department = catalog.create_category(name="Department").id
            known = {
                f"category-{n}": catalog.create_category(name=f"Category {n}", parent_id=department).id
                for n in range(5)
            }
        vendor_id, slugs = vendors.house_vendor().id, sorted(slug for slug in known if slug != "department")
        new = (
            NewProduct(
                title=f"{('Red', 'Blue')[n % 2]} {('Mug', 'Lamp', 'Chair')[n % 3]} {n}",
                vendor_id=vendor_id,
                category_id=known[slugs[n % 5]],
                tags=("even",) if n % 2 == 0 else (),
                attributes={"colour": ("red", "blue")[n % 2]},
                variants=(market.variant(f"{n * 37 % 500 + 1}.00", sku=f"SKU-{n:05d}"),),
            )
            for n in range(first, first + count)
        )
        for _ in catalog.bulk_create_products(new):
            pass


@pytest.fixture
def uncached() -> Iterator[None]:
    """Every read is computed."""
    from nexus.search.interfaces.api import products, suggest

    views = (
        products.ProductListView,
        products.ProductDetailView,
        products.RelatedProductsView,
        suggest.SuggestView,
    )
    with pytest.MonkeyPatch.context() as patch:
        for view in views:
            patch.setattr(view, "cached", False)
        yield


READS = (
    ("?sort=price&category=category-1&page_size=100", 3),
    ("?sort=price&category=department&page_size=100", 3),
    ("?page_size=100", 3),
    ("?q=mug&page_size=100", 3),
    ("?q=red+mug&sort=price&in_stock=true&page_size=100", 3),
    ("?tag=even&attr.colour=red&sort=-price&page_size=100", 3),
    ("?count=true", 4),
    ("?facets=true", 4),
    ("?q=red+mug+lamp", 3),
    ("?q=chiar", 5),
)


def test_reads_cost_the_same_for_ten_and_a_thousand_products(
    market: Market, sql_log: Callable[..., Any], uncached: None
) -> None:
    def costs() -> list[int]:
        market.guest.get(PRODUCTS)  # the tenant is remembered from here on
        found = []
        for query, _ in READS:
            with sql_log() as statements:
                assert market.guest.get(f"{PRODUCTS}{query}").json()["results"]
            found.append(sum("tenancy_tenant" not in sql for sql in statements))
        return found

    _stock_shop(market, 10)
    few = costs()
    _stock_shop(market, 990, first=10)
    market.guest.get(PRODUCTS)  # on a slow machine it was forgotten meanwhile

    assert costs() == few == [cost for _, cost in READS]


def test_detail_related_and_suggestions_cost_one_statement_each_besides_the_edition(
    market: Market, sql_log: Callable[..., Any], uncached: None
) -> None:
    _stock_shop(market, 30)
    slug = market.guest.get(PRODUCTS).json()["results"][0]["slug"]

    for path in (f"{PRODUCTS}{slug}/", f"{PRODUCTS}{slug}/related/", "/api/catalog/search/suggest/?q=red+mu"):
        with sql_log() as statements:
            assert market.guest.get(path).status_code == 200
        assert len(statements) == 3, (path, statements)


def test_kept_answers_cost_no_statement_until_something_changes(
    market: Market, sql_log: Callable[..., Any]
) -> None:
    product = market.product()
    paths = (
        f"{PRODUCTS}?sort=price",
        f"{PRODUCTS}{product.slug}/",
        "/api/catalog/categories/",
        "/api/catalog/search/suggest/?q=mug",
    )
    for path in paths:
        market.guest.get(path)

    with sql_log() as statements:
        answers = [market.guest.get(path) for path in paths]
    assert statements == []
    assert {answer["X-Cache"] for answer in answers} == {"hit"}

    market.staff().patch(f"{PRODUCTS}{product.id}/", {"price": "1.00"})
    assert market.guest.get(paths[0]).json()["results"][0]["price"] == "1.00"
    assert market.guest.get(paths[1]).json()["price"] == "1.00"


def test_a_product_is_stored_by_a_fixed_number_of_statements(
    market: Market, sql_log: Callable[..., Any]
) -> None:
    market.product()

    def cost(count: int) -> int:
        choices = tuple(market.variant("10", options={"size": str(n)}) for n in range(count))
        with sql_log() as statements:
            market.product(f"Shirt of {count}", variants=choices)
        return len(statements)

    assert cost(1) == cost(100)


@pytest.fixture
def explain(market: Market) -> Callable[[str], str]:
    """The plan of the last statement of a GET, as the application's role gets it, with fresh statistics."""
    from django.db import connection, connections

    def plan(path: str) -> str:
        asked: list[tuple[str, Any]] = []

        def remember(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            asked.append((sql, params))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(remember):
            assert market.guest.get(path).status_code == 200
        sql, params = asked[-1]
        with tenant_scope(market.tenant.id), connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF) {sql}", params)
            return "\n".join(line for (line,) in cursor.fetchall())

    _stock_shop(market, MANY)
    with connections["owner"].cursor() as cursor:
        # What other tests wrote and took away makes one index larger than another; for a shelf of which the planner knows nothing
        # but an average it then prefers the smaller one and a sort.
        cursor.execute("REINDEX TABLE search_placement")
        cursor.execute(
            "ANALYZE search_document, search_placement, search_posting, search_spelling, search_category"
        )
    return plan


RANGES = (
    ("?category=category-1&sort=price", "search_placement_price"),
    ("?category=department&sort=-price", "search_placement_price"),
    ("?sort=price", "search_placement_price"),
    ("?category=category-1&sort=newest", "search_placement_pkey"),
    ("?category=department&sort=best_selling", "search_placement_sold"),
    ("?sort=rating", "search_placement_rating"),
)


def test_a_shelf_is_read_as_a_range_of_its_index(
    explain: Callable[[str], str], market: Market, uncached: None
) -> None:
    for query, index in RANGES:
        following = market.guest.get(f"{PRODUCTS}{query}").json()["next"]
        for path in (f"{PRODUCTS}{query}", following):
            plan = explain(path)
            assert index in plan, plan
            assert "Seq Scan on search_placement" not in plan, plan
            assert "Seq Scan on search_document" not in plan, plan
            (range_scan,) = [line for line in plan.splitlines() if index in line]
            assert "rows=25" in range_scan.split("actual")[1], plan


def test_a_text_is_found_by_index_in_spite_of_row_security(
    explain: Callable[[str], str], uncached: None
) -> None:
    for query in ("?q=lamp", "?q=SKU-00017", "?q=red+lamp&sort=price", "?tag=even&category=category-1"):
        plan = explain(f"{PRODUCTS}{query}")
        assert "search_posting_pkey" in plan, plan
        assert "Seq Scan on search_posting" not in plan, plan


def test_four_hundred_variants_read_and_change_like_four(
    market: Market, sql_log: Callable[..., Any], uncached: None
) -> None:
    staff, costs = market.staff(), []
    for size in (4, 400):
        choices = tuple(market.variant("10.00", options={"size": str(n)}) for n in range(size))
        product = market.product(f"Shirt in {size} sizes", variants=choices)
        with sql_log() as read:
            body = market.guest.get(f"{PRODUCTS}{product.slug}/").json()
        with sql_log() as seen:
            assert market.guest.get(f"/p/{product.slug}/").status_code == 200
        with sql_log() as changed:
            path = f"{PRODUCTS}{product.id}/variants/{product.variants[-1].id}/"
            assert staff.patch(path, {"price": "9.00"}).status_code == 200
        assert len(body["variants"]) == size
        assert market.guest.get(f"{PRODUCTS}{product.slug}/").json()["price"] == "9.00"
        costs.append(
            [sum("tenancy_tenant" not in sql for sql in statements) for statements in (read, seen, changed)]
        )
        assert sum("FROM catalog_productimage" in sql for sql in changed) == 1, "for its document"

    assert costs[0] == costs[1]
    assert costs[0][0] == 3
