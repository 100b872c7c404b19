"""Products, prices and stock are changed through the services: everybody who copies from them follows."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest

from nexus.kernel import clock


def _product(shop: Any) -> Any:
    from nexus.catalog.models import Product

    return shop.row(Product, pk=shop.shelf.product_ids[0])


def _variant(shop: Any) -> Any:
    from nexus.catalog.models import Variant

    return shop.row(Variant, pk=shop.shelf.variant_ids[0])


def _price(shop: Any) -> tuple[str, str | None]:
    from nexus.platform.tenancy import bind_tenant, tenant_scope
    from nexus.pricing import facade as pricing

    with bind_tenant(shop.tenant.id), tenant_scope():
        found = pricing.prices(shop.shelf.variant_ids)[shop.shelf.variant_ids[0]]
    return str(found.list_price), str(found.compare_at) if found.compare_at else None


def _level(shop: Any) -> Any:
    from nexus.inventory.models import StockLevelRecord

    return shop.row(StockLevelRecord, variant_id=shop.shelf.variant_ids[0])


def _edited(shop: Any, **changes: Any) -> dict[str, Any]:
    product = _product(shop)
    now = {name: getattr(product, name) for name in ("title", "slug", "description", "status", "tax_class")}
    return {**now, "category": str(product.category_id), "tags": "", **changes}


def test_a_product_is_edited_and_announced(shop: Any) -> None:
    path = f"catalog/product/{shop.shelf.product_ids[0]}/do/edit/"

    page = shop.desk("owner").act(
        path, **_edited(shop, title="Blue mug", slug="blue-mug", tags="Kitchen, gift")
    )

    assert (page.status, page.messages) == (302, ["Blue mug is changed."])
    assert (_product(shop).title, _product(shop).slug, _product(shop).tags) == (
        "Blue mug",
        "blue-mug",
        ["kitchen", "gift"],
    )
    assert shop.facts("catalog.product", shop.shelf.product_ids[0]) == ["product_created", "product_changed"]


def test_a_taken_slug_is_said_at_its_field(shop: Any) -> None:
    from nexus.catalog.models import Product

    taken = shop.row(Product, pk=shop.shelf.product_ids[1]).slug
    before = _product(shop)

    page = shop.desk("owner").act(
        f"catalog/product/{before.pk}/do/edit/", **_edited(shop, slug=taken, title="Other")
    )

    assert page.status == 200
    assert "Another product has this slug." in page.text
    assert (_product(shop).title, _product(shop).slug) == (before.title, before.slug)
    assert shop.facts("catalog.product", before.pk) == ["product_created"]


def test_the_shop_sells_the_new_price_at_once(shop: Any) -> None:
    variant = _variant(shop)
    data = {
        "sku": variant.sku,
        "title": "Blue",
        "options": "colour: blue",
        "price": "12.50",
        "compare_at": "15.00",
        "position": "0",
        "is_active": "on",
    }

    page = shop.desk("owner").act(f"catalog/variant/{variant.pk}/do/edit/", **data)

    assert page.status == 302
    assert _price(shop) == ("12.50", "15.00")
    assert (_variant(shop).options, _variant(shop).title) == ({"colour": "blue"}, "Blue")
    assert shop.order()["total"] == "12.50"
    assert "12.50 <small>EUR" in shop.desk("owner").get("catalog/variant/").text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"price": "1.005"}, "too many digits"),
        ({"options": "just blue"}, "One pair a line"),
        ({"sku": ""}, "required"),
    ],
)
def test_a_bad_variant_changes_nothing(shop: Any, wrong: dict[str, str], said: str) -> None:
    variant = _variant(shop)
    data = {
        "sku": variant.sku,
        "title": "Other",
        "options": "",
        "price": "99.00",
        "position": "0",
        "is_active": "on",
        **wrong,
    }

    page = shop.desk("owner").act(f"catalog/variant/{variant.pk}/do/edit/", **data)

    assert (page.status, said in page.text) == (200, True)
    assert (_price(shop), _variant(shop).title) == (("10.00", None), variant.title)


def test_a_new_product_can_be_bought(shop: Any) -> None:
    from nexus.catalog.models import Product, Variant

    data = {
        "title": "Tea pot",
        "vendor": str(shop.shelf.vendor_id),
        "category": str(shop.shelf.category_id),
        "status": "published",
        "description": "Holds a litre.",
        "tags": "tea",
        "price": "30.00",
        "compare_at": "",
        "stock_quantity": "4",
        "sku": "POT-1",
        "options": "",
        "barcode": "",
    }

    page = shop.desk("owner").act("catalog/product/add/", **data)

    made = shop.row(Product, title="Tea pot")
    assert (page.status, page.url) == (302, f"/admin/catalog/product/{made.pk}/change/")
    variant = shop.row(Variant, sku="POT-1")
    shown = shop.desk("support").get(f"catalog/variant/{variant.pk}/change/").text
    assert "30.00 <small>EUR" in shown
    assert "<dt>Free to sell</dt><dd>4</dd>" in shown


def test_a_product_needs_a_price(shop: Any) -> None:
    from nexus.catalog.models import Product

    data = {
        "title": "Tea pot",
        "vendor": str(shop.shelf.vendor_id),
        "category": str(shop.shelf.category_id),
        "status": "published",
        "price": "",
        "stock_quantity": "4",
    }

    assert shop.desk("owner").act("catalog/product/add/", **data).status == 200
    assert shop.count(Product, title="Tea pot") == 0


def test_archiving_and_adding_a_variant(shop: Any) -> None:
    from nexus.catalog.models import Variant

    path = f"catalog/product/{shop.shelf.product_ids[0]}/do/"
    shop.desk("owner").act(
        f"{path}add-variant/", sku="BIG-1", options="size: L", price="14.00", stock_quantity="3"
    )
    shop.desk("owner").act(f"{path}archive/")

    assert shop.row(Variant, sku="BIG-1").options == {"size": "L"}
    assert _product(shop).status == "archived"


def test_what_was_archived_comes_back_as_a_draft_and_waits_for_its_hour(shop: Any) -> None:
    path, desk = f"catalog/product/{shop.shelf.product_ids[0]}/do/", shop.desk("owner")
    desk.act(f"{path}archive/")
    desk.act(f"{path}restore/")
    assert _product(shop).status == "draft"

    product = _product(shop)
    stated = {
        "title": product.title,
        "slug": product.slug,
        "category": str(product.category_id),
        "tax_class": "standard",
    }
    hour = (clock.now() + timedelta(days=2)).replace(second=0, microsecond=0)
    past = desk.act(f"{path}edit/", **stated, status="scheduled", publish_at="2020-01-01T08:00")
    assert "Must lie in the future" in past.text
    desk.act(f"{path}edit/", **stated, status="scheduled", publish_at=hour.strftime("%Y-%m-%dT%H:%M"))
    assert (_product(shop).status, _product(shop).publish_at) == ("scheduled", hour)
    desk.act(f"{path}edit/", **stated, status="published", publish_at=hour.strftime("%Y-%m-%dT%H:%M"))
    assert (_product(shop).status, _product(shop).publish_at) == ("published", None)


def _picture(color: str = "red") -> Any:
    from PIL import Image

    buffer = BytesIO()
    Image.new("RGB", (20, 10), color).save(buffer, "PNG")
    buffer.seek(0)
    buffer.name = "picture.png"
    return buffer


def test_pictures_are_added_described_and_removed(shop: Any) -> None:
    from nexus.catalog.models import ProductImage

    desk, path = shop.desk("owner"), f"catalog/product/{shop.shelf.product_ids[0]}/do/add-image/"

    page = desk.act(path, file=_picture(), alt="red")
    image = shop.row(ProductImage, product_id=shop.shelf.product_ids[0])
    desk.act(
        f"catalog/productimage/{image.pk}/do/edit/", alt="very red", position="2", focal_x="0", focal_y="100"
    )
    again = shop.row(ProductImage, pk=image.pk)
    gone = desk.act(f"catalog/productimage/{image.pk}/do/remove/")

    assert page.messages == ["Picture of 20 × 10 pixels added."]
    assert (image.width, image.height, image.alt) == (20, 10, "red")
    assert (again.alt, again.position, again.focal_x, again.focal_y) == ("very red", 2, 0, 100)
    assert gone.url == f"/admin/catalog/product/{shop.shelf.product_ids[0]}/change/"
    assert shop.count(ProductImage) == 0


def test_what_is_no_picture_is_refused(shop: Any) -> None:
    from nexus.catalog.models import ProductImage

    script = BytesIO(b"<svg onload=alert(1)>")
    script.name = "picture.png"

    page = shop.desk("owner").act(f"catalog/product/{shop.shelf.product_ids[0]}/do/add-image/", file=script)

    assert "Not a complete JPEG, PNG, WebP, AVIF or GIF picture." in page.text
    assert shop.count(ProductImage) == 0


def test_categories_grow_move_and_go(shop: Any) -> None:
    from nexus.catalog.models import Category

    desk = shop.desk("owner")
    desk.act("catalog/category/add/", name="Kitchen", parent="", slug="", position="1")
    kitchen = shop.row(Category, slug="kitchen")
    desk.act("catalog/category/add/", name="Mugs", parent=str(kitchen.pk), slug="", position="0")
    mugs = shop.row(Category, slug="mugs")
    assert mugs.path == "kitchen/mugs"

    below_itself = desk.act(
        f"catalog/category/{kitchen.pk}/do/edit/",
        name="Kitchen",
        parent=str(mugs.pk),
        slug="kitchen",
        position="1",
    )
    in_use = desk.act(f"catalog/category/{shop.shelf.category_id}/do/remove/")
    desk.act(f"catalog/category/{mugs.pk}/do/edit/", name="Cups", parent="", slug="cups", position="0")
    moved = shop.row(Category, pk=mugs.pk)
    desk.act(f"catalog/category/{kitchen.pk}/do/remove/")

    assert "This is the category itself or below it." in below_itself.text
    assert "still holds products or categories" in in_use.text
    assert moved.path == "cups"
    assert (shop.count(Category, pk=kitchen.pk), shop.count(Category, pk=shop.shelf.category_id)) == (0, 1)


def test_a_review_is_removed_and_the_rating_counted_anew(shop: Any) -> None:
    from nexus.catalog.models import Review
    from nexus.catalog.services.reviews import write_review
    from nexus.platform.tenancy import bind_tenant, tenant_scope

    with bind_tenant(shop.tenant.id), tenant_scope():
        review = write_review(
            str(shop.shelf.product_ids[0]),
            author_id=shop.people["buyer"],
            vendor_ids=frozenset(),
            rating=1,
            title="",
            comment="spam",
        )
    assert _product(shop).review_count == 1

    shop.desk("support").act(f"catalog/review/{review.pk}/do/remove/")

    assert (shop.count(Review), _product(shop).review_count, _product(shop).rating_sum) == (0, 0, 0)


def test_stock_is_adjusted_with_a_reason_and_a_name(shop: Any) -> None:
    level = _level(shop)

    page = shop.desk("support").act(
        f"inventory/stocklevelrecord/{level.pk}/do/adjust/", delta="-3", reason="damaged", note="wet box"
    )

    assert page.messages == ["-3: 7 on hand now, 7 free."]
    assert _level(shop).on_hand == 7
    shown = shop.desk("support").get(f"inventory/stocklevelrecord/{level.pk}/change/").text
    assert "damaged: wet box" in shown
    assert shop.email("support") in shown


def test_stock_never_falls_below_promises(shop: Any) -> None:
    shop.order(quantity=4)
    level = _level(shop)

    page = shop.desk("support").act(
        f"inventory/stocklevelrecord/{level.pk}/do/adjust/", delta="-7", reason="lost", note=""
    )

    assert (page.status, "cannot fall below what is reserved" in page.text) == (200, True)
    assert (_level(shop).on_hand, _level(shop).reserved) == (10, 4)


@pytest.mark.parametrize("delta", ["0", "", "x", "99999999999"])
def test_impossible_adjustments_change_nothing(shop: Any, delta: str) -> None:
    level = _level(shop)

    page = shop.desk("support").act(
        f"inventory/stocklevelrecord/{level.pk}/do/adjust/", delta=delta, reason="lost", note=""
    )

    assert (page.status, _level(shop).on_hand) == (200, 10)


def test_a_count_sets_what_is_on_hand(shop: Any) -> None:
    level, desk = _level(shop), shop.desk("support")

    desk.act(f"inventory/stocklevelrecord/{level.pk}/do/count/", on_hand="25", note="yearly")

    assert _level(shop).on_hand == 25
    assert "count: yearly" in desk.get(f"inventory/stocklevelrecord/{level.pk}/change/").text


def test_expired_promises_are_taken_back(shop: Any) -> None:
    from datetime import timedelta

    from nexus.kernel import clock

    shop.order(quantity=2)
    desk = shop.desk("support")
    early = desk.act("inventory/stocklevelrecord/do/release-expired/")

    with clock.use_clock(clock.SystemClock(timedelta(days=30))):
        late = desk.act("inventory/stocklevelrecord/do/release-expired/")

    assert (early.messages[-1:], late.messages[-1:]) == (
        ["No promise has run out."],
        ["2 pieces are free again."],
    )
    assert _level(shop).reserved == 0


def test_stock_is_found_by_sku_and_by_shortage(shop: Any) -> None:
    desk, sku = shop.desk("support"), _variant(shop).sku
    assert sku in desk.get(f"inventory/stocklevelrecord/?q={sku}").text
    assert "Nothing matches" in desk.get("inventory/stocklevelrecord/?free=low").text

    desk.act(f"inventory/stocklevelrecord/{_level(shop).pk}/do/count/", on_hand="5", note="")

    assert sku in desk.get("inventory/stocklevelrecord/?free=low").text
    assert "Nothing matches" in desk.get("inventory/stocklevelrecord/?free=none").text


def test_what_a_seller_proposes_is_read_and_decided_here(shop: Any, make_tenant: Any) -> None:
    from nexus.accounts.facade import sellers_of
    from nexus.catalog import facade as catalog
    from nexus.catalog.models import ChangeProposal
    from nexus.platform.events import actor_scope
    from nexus.platform.http import Actor
    from nexus.platform.tenancy import bind_tenant, tenant_scope
    from nexus.tenancy import queries
    from nexus.tenancy.models import Tenant

    Tenant.objects.using("owner").filter(pk=shop.tenant.id).update(
        settings={"catalog": {"approval": "new_and_edits"}}
    )
    queries.forget()
    product, vendor_id = _product(shop), shop.shelf.vendor_id
    seller = Actor(
        kind="user", id=shop.shelf.vendor_id, roles=frozenset({"seller"}), vendor_ids=frozenset({vendor_id})
    )
    with bind_tenant(shop.tenant.id), tenant_scope(), actor_scope(seller):
        assert sellers_of({vendor_id}) is not None
        catalog.change_product(product.pk, changes={"title": f"{product.title} anew"})
    proposal, desk = shop.row(ChangeProposal, product_id=product.pk), shop.desk("support")

    assert product.title in desk.get("catalog/changeproposal/").text
    page = desk.get(f"catalog/changeproposal/{proposal.pk}/change/").text
    assert "What it would change" in page
    assert " anew" in page
    desk.act(f"catalog/changeproposal/{proposal.pk}/do/approve/")
    assert _product(shop).title == f"{product.title} anew"
    assert shop.row(ChangeProposal, pk=proposal.pk).status == "approved"
