"""What pages cost: a handful of statements at any size, none when kept; what is written is seen at once."""

from collections.abc import Callable
from typing import Any

import pytest

PRODUCTS = "/api/catalog/products/"


@pytest.fixture
def cost(tenant: Any, sql_log: Callable[..., Any]) -> Callable[[str], int]:
    """Statements of a page that nobody has kept; whose shop it is is remembered for a while and not counted."""
    from tests.web.storefront.catalogue.visitor import Visitor

    from nexus.platform.cache import bump_generation

    def count(path: str) -> int:
        visitor = Visitor(tenant)
        bump_generation(tenant.id)
        with sql_log() as statements:
            assert visitor.get(path).status == 200
        return sum("tenancy_tenant" not in sql and "tenancy_domain" not in sql for sql in statements)

    return count


PAGES = {
    "/": 7,
    "/products/": 6,
    "/c/kitchen/": 6,
    "/c/kitchen/?tag=gift&attr.colour=red&price_max=900&in_stock=true&sort=price": 6,
    "/c/kitchen/?tag=nothing": 5,
    "/search/?q=thing": 6,
    "/search/?q=thign": 8,
    "/search/?q=xylophone": 6,
    "/search/suggest/?q=thing": 3,
    "/p/thing-1/": 8,
    "/sellers/": 4,
    "/brands/": 3,
    "/collections/": 4,
    "/b/nord/": 7,
    "/b/nord/?category=kitchen&attr.colour=red&sort=price": 7,
    "/sellers/clay/": 9,
    "/sitemap.xml": 2,
}


def test_pages_cost_the_same_for_three_and_for_sixty_products(
    market: Any, cost: Callable[[str], int]
) -> None:
    from nexus.catalog.models import Brand
    from nexus.platform.tenancy import tenant_scope

    kitchen, clay = market.category("Kitchen"), market.seller("Clay")
    with tenant_scope(market.tenant.id):
        nord = Brand.objects.create(name="Nord", slug="nord")

    def stock(first: int, last: int) -> None:
        for number in range(first, last):
            market.product(
                f"Thing {number}", category=kitchen, vendor_id=clay.vendor_id, price=f"{number + 1}.00", tags=("gift",),
                attributes={"colour": ("red", "blue")[number % 2]}, brand_id=nord.id, variants=(
                    market.variant("9.00", options={"size": "S"}), market.variant("8.00", options={"size": "M"}),
                ),
            )  # fmt: skip

    stock(0, 3)
    for stars in (5, 3):
        market.buyer().post(f"{PRODUCTS}thing-1/reviews/", {"rating": stars, "comment": "So it is."})
    few = {path: cost(path) for path in PAGES}
    stock(3, 60)

    assert {path: cost(path) for path in PAGES} == few
    assert few == PAGES


def test_kept_pages_cost_nothing_and_follow_a_write_at_once(market: Any, visit: Any, sql_log: Any) -> None:
    product = market.product(price="12.50")
    paths = ("/", "/products/", "/c/kitchen/", "/p/red-mug/", "/search/?q=mug", "/search/suggest/?q=mug")
    first = {path: visit.get(path) for path in paths}

    with sql_log() as statements:
        kept = {path: visit.get(path) for path in paths}
    assert statements == []
    assert {page.answer["X-Cache"] for page in kept.values()} == {"hit"}
    assert all("€12.50" in page for page in kept.values())
    same = visit.get("/p/red-mug/", If_None_Match=first["/p/red-mug/"].answer["ETag"])
    assert (same.status, same.source) == (304, "")

    assert market.staff().patch(f"{PRODUCTS}{product.id}/", {"price": "13.75"}).status_code == 200

    for path in paths:
        page = visit.get(path, If_None_Match=first[path].answer["ETag"])
        assert (page.status, "€13.75" in page, "€12.50" in page) == (200, True, False), path


def test_public_pages_know_nobody(market: Any, visit: Any, tenant: Any) -> None:
    from tests.web.storefront.catalogue.visitor import Visitor

    market.product()
    member = Visitor(tenant).log_in(market.person(first_name="Grace")[0])

    for path in ("/", "/products/", "/p/red-mug/", "/sellers/"):
        own, public = member.get(path), visit.get(path)
        assert own.source == public.source
        assert not own.answer.cookies
        assert "csrf" not in own.source
