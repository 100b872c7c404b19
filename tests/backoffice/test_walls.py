"""One shop's back office shows nothing of another's; every statement says whose rows it means."""

from __future__ import annotations

from typing import Any

import pytest
from tests.factories.terms import charge_tax, ship_by


def _tables() -> list[str]:
    from django.apps import apps

    return [
        model._meta.db_table
        for model in apps.get_models()
        if any(one.name == "tenant_id" for one in model._meta.local_fields)
    ]


def _fill(shop: Any) -> None:
    """At least one row in everything the back office lists."""
    from nexus.catalog import facade as catalog
    from nexus.catalog.models import ChangeProposal, Review
    from nexus.integrations import facade as integrations
    from nexus.kernel import clock
    from nexus.orders import wiring
    from nexus.payments import facade as payments
    from nexus.payments.models import PaymentRecord
    from nexus.platform.events.delivery import drain
    from nexus.platform.tenancy import bind_tenant, tenant_scope
    from nexus.pricing.infrastructure import tax_statuses
    from nexus.search import facade as search
    from nexus.tenancy.facade import create_api_key
    from nexus.vendors import facade as vendors

    order = shop.order()
    payment = shop.row(PaymentRecord, order_id=order["id"])
    with bind_tenant(shop.tenant.id):
        integrations.create_import([b"title\nMug\n"], filename="goods.csv", vendor_id=shop.shelf.vendor_id)
        payments.capture(payment.pk)
        drain(shop.tenant.id)
        with tenant_scope():
            wiring.ask_to_cancel(payment.order_id, reason="too slow", by="guest")
            create_api_key("till", roles=["support"])
            vendors.create_store(
                shop.shelf.vendor_id, name="Corner", address="1 Main St", latitude=1.0, longitude=2.0
            )
            catalog.define_attribute(code="finish", name="Finish", kind="text")
            catalog.define_product_type(code="thing", name="Thing", attributes=[])
            catalog.create_brand(name="Nord")
            catalog.create_collection(name="Gifts")
            search.create_synonym(phrases=["sofa", "couch"])
            _price(shop)
            charge_tax(country="DE")
            ship_by("post", "Post", "4.90")
            tax_statuses.set_vat_id(shop.people["buyer"], "DE136695976", at=clock.now())
            ChangeProposal.objects.create(
                product_id=shop.shelf.product_ids[0],
                kind="edit",
                before={"title": "a"},
                changes={"title": "b"},
                created_at=clock.now(),
            )
            catalog.add_image(shop.shelf.product_ids[0], content=_png())
            Review.objects.create(
                product_id=shop.shelf.product_ids[0], author_id=shop.people["buyer"], author_name="B.", rating=5, comment="good",
                created_at=clock.now(), updated_at=clock.now(),
            )  # fmt: skip


def _price(shop: Any) -> None:
    """A group with a price list, dollars with a rate, a promotion in a lane with codes, a gift card."""
    from decimal import Decimal

    from nexus.accounts import facade as accounts
    from nexus.kernel import clock
    from nexus.kernel.money import Money
    from nexus.pricing import facade as pricing
    from nexus.pricing.contracts.price_lists import CurrencyInfo, RateInfo

    accounts.create_group(code="trade", name="Trade")
    pricing.create_price_list({"code": "trade", "name": "Trade", "currency": "EUR", "group": "trade"})
    pricing.put_currency(CurrencyInfo(currency="USD", converts=True))
    rate = RateInfo(base="EUR", currency="USD", rate=Decimal("1.1"), source="a bank", as_of=clock.now())
    pricing.add_rates([rate])
    pricing.create_lane(position=1, name="Codes")
    spec = {
        "code": "ten",
        "title": "Ten off",
        "needs_coupon": True,
        "benefit": {"type": "percentage", "percent": "10"},
    }
    promotion = pricing.save_promotion(spec, status="active")
    pricing.create_coupon(promotion.id, "TEN")
    pricing.create_coupon_batch(promotion.id, name="Flyers", size=1)
    pricing.issue_gift_cards(Money(1000, "EUR"))


def _png() -> bytes:
    from io import BytesIO

    from PIL import Image

    buffer = BytesIO()
    Image.new("RGB", (8, 8), "red").save(buffer, "PNG")
    return buffer.getvalue()


def _pages(shop: Any) -> list[tuple[Any, str]]:
    """(admin, path of the first record's folder) for every model that has a row in the shop."""
    from django.contrib import admin
    from django.urls import reverse

    from nexus.platform.tenancy import tenant_scope

    reverse("admin:index")
    with tenant_scope(shop.tenant.id):
        firsts = [
            (one, one.get_queryset(None).first())
            for model, one in admin.site._registry.items()
            if model.__name__ != "Tenant"
        ]
    assert [one.opts.label for one, first in firsts if first is None] == []
    return [(one, f"{one.opts.app_label}/{one.opts.model_name}/{first.pk}/") for one, first in firsts]


def test_every_page_and_form_opens_for_the_owner(shop: Any) -> None:
    _fill(shop)
    desk = shop.desk("owner")

    for admin, path in _pages(shop):
        assert desk.get(f"{path}change/").status == 200, path
        offered = [
            one.name for one in admin.record_actions if f"do/{one.name}/" in desk.get(f"{path}change/").text
        ]
        assert {name: desk.get(f"{path}do/{name}/").status for name in offered} == dict.fromkeys(offered, 200)


def test_another_shops_records_do_not_exist(shop: Any, rival: Any) -> None:
    _fill(rival)
    desk = shop.desk("owner")

    for admin, path in _pages(rival):
        assert desk.get(f"{path}change/").status == 404, path
        for action in admin.record_actions:
            assert desk.get(f"{path}do/{action.name}/").status == 404, (path, action.name)
            assert desk.post(f"{path}do/{action.name}/", once="x", reason="mine now").status == 404, (
                path,
                action.name,
            )


def test_another_shops_rows_are_in_no_list(shop: Any, rival: Any) -> None:
    _fill(rival)
    order = rival.order()
    desk = shop.desk("owner")

    assert order["number"] not in desk.get("orders/orderrecord/").text
    assert "There are no orders in this shop" in desk.get("orders/orderrecord/").text
    assert "Nothing matches" in desk.get(f"orders/orderrecord/?q={order['number']}").text
    assert rival.email("owner") not in desk.get("accounts/user/").text
    assert order["number"] not in desk.get(f"search/?s={order['number']}").text


def test_ticked_rows_of_another_shop_stay_as_they_are(shop: Any, rival: Any) -> None:
    from nexus.catalog.models import Product

    product_id = rival.shelf.product_ids[0]

    page = shop.desk("owner").post(
        "catalog/product/", action="archive", _selected_action=[str(product_id)], index="0"
    )

    assert page.status in {200, 302}
    assert rival.row(Product, pk=product_id).status == "published"


def test_every_statement_names_the_tenant_and_no_page_asks_djangos_log(shop: Any, admin_sql: Any) -> None:
    _fill(shop)
    desk, tables = shop.desk("owner"), _tables()

    with admin_sql() as statements:
        desk.get("")
        desk.get("search/?s=NX")
        for _, path in _pages(shop):
            desk.get(f"{path}change/")
            desk.get(f"{path.rsplit('/', 2)[0]}/")

    assert len(statements) > 100
    assert [sql for sql in statements if "django_admin_log" in sql] == []
    nameless = [sql for sql in statements if any(table in sql for table in tables) and "tenant_id" not in sql]
    assert nameless == []


def test_there_is_no_admin_log_table(tenant: Any) -> None:
    from nexus.platform import db

    assert db.row("SELECT to_regclass('django_admin_log') AS found").found is None


@pytest.mark.parametrize("method", ["log_addition", "log_change", "log_deletions"])
def test_nothing_reaches_djangos_log(shop: Any, admin_sql: Any, method: str) -> None:
    from types import SimpleNamespace

    from django.contrib import admin

    from nexus.catalog.models import Product

    request: Any = SimpleNamespace(user=SimpleNamespace(pk="somebody"))
    record = Product(pk=shop.shelf.product_ids[0], tenant_id=shop.tenant.id)
    arguments = (request, [record]) if method == "log_deletions" else (request, record, "message")

    with admin_sql() as statements:
        getattr(admin.site._registry[Product], method)(*arguments)

    assert statements == []
