"""What other contexts ask of the catalog: exact answers, and how many statements they cost."""

from collections.abc import Callable
from typing import Any

from tests.catalog.marketplace import Market

from nexus.kernel.ids import new_id
from nexus.platform.tenancy import tenant_scope


def test_sellables_tell_everything_of_many_variants_by_one_statement(
    market: Market, sql_log: Callable[..., Any]
) -> None:
    from nexus.catalog import facade as catalog

    home = market.category("Home")
    kitchen = market.category("Kitchen", parent=home)
    seller = market.seller("Clay & Co")
    variants = (
        market.variant("10.00", sku="A", options={"size": "S"}, weight_grams=300),
        market.variant("11.00", sku="B", options={"size": "M"}),
    )
    product = market.product(
        vendor_id=seller.vendor_id, category=kitchen, variants=variants, tax_class="reduced"
    )
    draft = market.product("Draft", category=kitchen, status="draft")
    small, medium = product.variants

    with tenant_scope(market.tenant.id), sql_log() as statements:
        found = catalog.sellables([small.id, medium.id, draft.variants[0].id, new_id()])

    assert len(statements) == 1
    assert found.keys() == {small.id, medium.id, draft.variants[0].id}
    assert found[small.id] == catalog.Sellable(
        variant_id=small.id,
        product_id=product.id,
        sku="A",
        title="S",
        product_title="Red Mug",
        product_slug="red-mug",
        vendor_id=seller.vendor_id,
        vendor_name="Clay & Co",
        category_id=kitchen.id,
        category_ids=(home.id, kitchen.id),
        image_url=None,
        is_sellable=True,
        weight_grams=300,
        tax_class="reduced",
        attributes={"size": frozenset({"S"})},
    )
    assert found[medium.id].weight_grams is None
    assert not found[draft.variants[0].id].is_sellable


def test_a_suspended_vendor_sells_nothing_until_approved_again(market: Market) -> None:
    from nexus.catalog import facade as catalog

    seller = market.seller()
    product = market.product(vendor_id=seller.vendor_id)
    variant_id, staff = product.variants[0].id, market.staff()

    def is_sellable() -> bool:
        with tenant_scope(market.tenant.id):
            return catalog.sellables([variant_id])[variant_id].is_sellable

    staff.post(f"/api/vendors/{seller.vendor_id}/suspend/", {"reason": "Fakes"})
    assert not is_sellable()
    assert market.guest.get(f"/api/catalog/products/{product.id}/").status_code == 404
    assert market.guest.get("/api/catalog/products/").json()["results"] == []

    staff.post(f"/api/vendors/{seller.vendor_id}/approve/")
    assert is_sellable()
    assert market.guest.get(f"/api/catalog/products/{product.id}/").status_code == 200


def test_a_renamed_vendor_is_renamed_everywhere(market: Market) -> None:
    seller = market.seller("Old Name")
    market.product(vendor_id=seller.vendor_id)

    assert seller.api.patch("/api/vendors/me/", {"name": "New Name"}).status_code == 200

    (item,) = market.guest.get("/api/catalog/products/").json()["results"]
    assert item["vendor"]["name"] == "New Name"
    assert market.guest.get(f"/api/catalog/products/{item['id']}/").json()["vendor"]["name"] == "New Name"


def test_products_in_bulk_are_whole_products(market: Market, sql_log: Callable[..., Any]) -> None:
    from nexus.catalog import facade as catalog
    from nexus.catalog.facade import NewProduct

    kitchen, seller = market.category("Kitchen"), market.seller()
    new = [
        NewProduct(
            title=f"Mug {number % 5}",
            vendor_id=seller.vendor_id,
            category_id=kitchen.id,
            tags=("bulk",),
            variants=(market.variant(f"{number + 1}.00", sku=f"M-{number}", stock=number),),
        )
        for number in range(20)
    ]

    with sql_log() as statements, tenant_scope(market.tenant.id):
        ids = [
            product_id for batch in catalog.bulk_create_products(new, batch_size=10) for product_id in batch
        ]

    assert len(ids) == 20
    assert len(statements) <= 45, statements
    listed = market.guest.get("/api/catalog/products/?sort=price&page_size=50&tag=bulk").json()["results"]
    assert [item["price"] for item in listed] == [f"{number + 1}.00" for number in range(20)]
    assert [item["in_stock"] for item in listed] == [False] + [True] * 19
    assert len({item["slug"] for item in listed}) == 20


def test_a_batch_with_a_taken_sku_makes_nothing(market: Market) -> None:
    import pytest

    from nexus.catalog import facade as catalog
    from nexus.catalog.contracts.errors import SkuTaken
    from nexus.catalog.facade import NewProduct

    kitchen, seller = market.category("Kitchen"), market.seller()
    market.product("First", category=kitchen, sku="TAKEN")
    new = [
        NewProduct(
            title=title,
            vendor_id=seller.vendor_id,
            category_id=kitchen.id,
            variants=(market.variant("1.00", sku=sku),),
        )
        for title, sku in (("A", "FREE"), ("B", "TAKEN"))
    ]

    with pytest.raises(SkuTaken) as refused, tenant_scope(market.tenant.id):
        list(catalog.bulk_create_products(new))

    assert refused.value.facts["skus"] == ["TAKEN"]
    assert [i["title"] for i in market.guest.get("/api/catalog/products/").json()["results"]] == ["First"]


def test_two_writers_of_one_sku_make_one_variant(
    market: Market, in_threads: Callable[..., list[Any]]
) -> None:
    market.category("Kitchen")
    staff = market.staff()
    body = {"title": "Red Mug", "category": "kitchen", "price": "1.00", "sku": "ONLY-ONE"}

    answers = in_threads(
        4, lambda index: staff.with_headers().post("/api/catalog/products/", body).status_code
    )

    assert sorted(answers) == [201, 400, 400, 400]


def test_two_moves_at_once_never_close_a_cycle(market: Market, in_threads: Callable[..., list[Any]]) -> None:
    market.category("Left")
    market.category("Right")
    staff, moves = market.staff(), (("left", "right"), ("right", "left"))

    answers = in_threads(
        2,
        lambda i: (
            staff.with_headers()
            .patch(f"/api/catalog/categories/{moves[i][0]}/", {"parent": moves[i][1]})
            .status_code
        ),
    )

    assert sorted(answers) == [200, 400]
    assert sorted(
        entry["depth"] for entry in market.guest.get("/api/catalog/categories/").json()["results"]
    ) == [1, 2]
