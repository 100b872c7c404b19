"""Pages cost the same at 10 and at 100 rows."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

import pytest


def _more_products(shop: Any, many: int) -> None:
    from nexus.catalog import facade as catalog
    from nexus.catalog.contracts.dto import NewProduct, NewVariant
    from nexus.kernel.money import Money

    new = [
        NewProduct(title=f"Thing {secrets.token_hex(4)}", vendor_id=shop.shelf.vendor_id, category_id=shop.shelf.category_id,
                   variants=(NewVariant(price=Money.of("9.00", "EUR"), stock_quantity=3),))
        for _ in range(many)
    ]  # fmt: skip
    list(catalog.bulk_create_products(new))


def _copies(model: Any, many: int, **changes: Any) -> None:
    """As many rows like the one that is there, each with an id and what else must differ."""
    from nexus.kernel.ids import new_id

    [pattern] = model.objects.all()[:1]
    fields = {one.attname: getattr(pattern, one.attname) for one in model._meta.concrete_fields}
    rows = [
        model(**fields | {"id": new_id()} | {name: change() for name, change in changes.items()})
        for _ in range(many)
    ]
    model.objects.bulk_create(rows, ignore_conflicts=True)


def _fresh() -> Any:
    from nexus.kernel.ids import new_id

    return new_id()


def _word() -> str:
    return secrets.token_hex(8)


def _more_rows(shop: Any, many: int) -> None:
    from nexus.accounts.models import User
    from nexus.checkout.models import ProcessRecord
    from nexus.inventory.models import ReservationRecord
    from nexus.notifications.models import MailMessage
    from nexus.orders.models import OrderRecord
    from nexus.payments.models import PaymentRecord
    from nexus.platform.events.models import DeliveryRecord, EventRecord

    _copies(OrderRecord, many, number=_word)
    _copies(PaymentRecord, many, reference=_word, order_id=_fresh)
    _copies(ProcessRecord, many, order_id=_fresh)
    _copies(ReservationRecord, many, order_id=_fresh)
    _copies(DeliveryRecord, many, event_id=_fresh, status=lambda: "parked")
    _copies(EventRecord, many, stream_id=_fresh)
    _copies(MailMessage, many, key=_word)
    _more_credit(many)
    _more_definitions(many)
    _copies(User, many, email=lambda: f"{_word()}@example.com")
    _more_products(shop, many)


def _more_credit(many: int) -> None:
    from nexus.kernel.money import Money
    from nexus.pricing import facade

    facade.issue_gift_cards(Money(500, "EUR"), count=many)


def _more_definitions(many: int) -> None:
    from nexus.catalog.models import Attribute, Brand, Collection, ProductType

    for model, named in ((Attribute, "code"), (ProductType, "code"), (Brand, "slug"), (Collection, "slug")):
        facts = {"kind": "text"} if model is Attribute else {}
        rows = [model(name="Fjella", **facts, **{named: _word()}) for _ in range(many)]
        model.objects.bulk_create(rows, ignore_conflicts=True)


LISTS = (
    "orders/orderrecord/", "payments/paymentrecord/", "notifications/mailmessage/", "catalog/product/", "catalog/variant/",
    "catalog/category/", "inventory/stocklevelrecord/", "inventory/reservationrecord/", "pricing/pricerecord/", "accounts/user/",
    "vendors/vendor/", "checkout/processrecord/", "events/deliveryrecord/", "events/eventrecord/", "catalog/attribute/",
    "catalog/producttype/", "catalog/brand/", "catalog/collection/", "pricing/creditaccountrecord/",
)  # fmt: skip


@pytest.fixture
def busy(shop: Any, drain: Any) -> Any:
    shop.order()
    drain()
    return shop


def test_lists_and_dashboard_cost_the_same_at_10_and_100_rows(busy: Any, admin_sql: Any) -> None:
    from nexus.platform.tenancy import bind_tenant, tenant_scope

    desk = busy.desk("owner")
    costs: list[dict[str, int]] = []
    for many in (10, 90):
        with bind_tenant(busy.tenant.id), tenant_scope():
            _more_rows(busy, many)
        costs.append({})
        for path in ("", *LISTS):
            with admin_sql() as statements:
                page = desk.get(path + ("?all=" if path and path != "events/eventrecord/" else ""))
            assert page.status == 200, path
            costs[-1][path] = len(statements)
        assert "There are no" not in desk.get("orders/orderrecord/").text

    assert costs[0] == costs[1]
    assert max(cost for path, cost in costs[1].items() if path) <= 7, costs
    assert costs[1][""] <= 16, costs


def test_the_log_is_never_counted(busy: Any, admin_sql: Any) -> None:
    with admin_sql() as statements:
        busy.desk("owner").get("events/eventrecord/")

    assert [sql for sql in statements if "count(" in sql.lower() and "events_log" in sql] == []


def test_an_orders_page_costs_the_same_with_more_lines(shop: Any, admin_sql: Any) -> None:
    from tests.factories.buying import buy

    desk, costs = shop.desk("support"), []
    for variants in (shop.shelf.variant_ids[:1], shop.shelf.variant_ids):
        order = buy(shop.api, list(variants), method="manual")
        with admin_sql() as statements:
            assert desk.get(f"orders/orderrecord/{order['id']}/change/").status == 200
        costs.append(len(statements))

    assert costs[0] == costs[1]
    assert costs[0] <= 14


def test_today_is_today_in_the_shops_time_zone(make_tenant: Any) -> None:
    """23:30 in Auckland is the morning of the same day in UTC; an order of an hour later is tomorrow's."""
    from datetime import UTC, datetime

    from tests.backoffice.desk import open_shop

    from nexus.kernel import clock

    shop = open_shop(make_tenant(time_zone="Pacific/Auckland", currency="EUR"))
    desk = shop.desk("owner")
    with clock.use_clock(clock.FixedClock(datetime(2030, 6, 10, 11, 30, tzinfo=UTC))) as now:
        shop.order()
        today = _figures(desk.get("").text)
        now.advance(timedelta(hours=1))  # type: ignore[attr-defined]
        tomorrow = _figures(desk.get("").text)

    assert (today["Orders today"], tomorrow["Orders today"]) == ("1", "0")


def _figures(text: str) -> dict[str, str]:
    import re

    return dict(re.findall(r'<h2>([^<]+)</h2>\s*<p class="bo-number">([^<]+)</p>', text))


def test_an_empty_shop_has_a_friendly_dashboard(tenant: Any) -> None:
    from tests.backoffice.desk import Desk

    from nexus.accounts import facade as accounts
    from nexus.platform.tenancy import tenant_scope

    with tenant_scope(tenant.id):
        owner = accounts.create_user("o@example.com", None, roles=("owner",), verified=True)

    text = Desk(tenant).log_in(owner.id).get("").text

    for said in ("0.00 <small>EUR", "Nobody waits for an answer.", "None. Every order is paid, confirmed or cancelled.",
                 "Every variant has more than five pieces left.", "up to date"):  # fmt: skip
        assert said in text, said
