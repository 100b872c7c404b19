"""What pages say: names instead of ids, words instead of codes, times with their zone, the shop on every page."""

from __future__ import annotations

import re
from typing import Any

import pytest


def _facts(text: str, card: str) -> dict[str, str]:
    """Names and values of a card, without markup."""
    body = text.split(f">{card}</h2>")[1].split("</section>")[0]
    found = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", body, re.DOTALL)
    return {name: " ".join(re.sub(r"<[^>]+>", " ", value).split()) for name, value in found}


def _crumbs(text: str) -> list[str]:
    """What stands in the head of the page."""
    head = re.search(r"<h1[^>]*>(.*?)</h1>", text, re.DOTALL)
    assert head is not None
    parts = [" ".join(part.split()) for part in re.sub(r"<[^>]+>", "|", head[1]).split("|")]
    return [part for part in parts if part and part != "chevron_right"]


def _reservation(shop: Any) -> Any:
    from nexus.inventory.models import ReservationRecord

    return shop.row(ReservationRecord)


def test_the_shop_stands_first_on_every_page(shop: Any) -> None:
    order, desk = shop.order(), shop.desk("owner")

    assert _crumbs(desk.get("").text) == [shop.tenant.name, "Today"]
    assert _crumbs(desk.get("orders/orderrecord/").text) == [shop.tenant.name, "Orders"]
    page = desk.get(f"orders/orderrecord/{order['id']}/change/").text
    assert _crumbs(page) == [shop.tenant.name, "Orders", order["number"]]


def test_a_record_keeps_its_letters_above_its_page(shop: Any) -> None:
    page = shop.desk("owner").get(f"accounts/user/{shop.people['buyer']}/change/")

    assert _crumbs(page.text)[-1] == shop.email("buyer")


def test_a_time_carries_its_zone(shop: Any) -> None:
    from datetime import UTC, datetime
    from zoneinfo import ZoneInfo

    from django.utils import timezone

    from nexus.platform.backoffice import shown

    with timezone.override(ZoneInfo("Europe/Berlin")):
        summer = shown(datetime(2026, 7, 1, 22, 30, tzinfo=UTC))
        winter = shown(datetime(2026, 12, 1, 22, 30, tzinfo=UTC))

    assert "2 Jul 2026, 00:30 <small>CEST</small>" in summer
    assert "1 Dec 2026, 23:30 <small>CET</small>" in winter


def test_a_promise_names_its_order(shop: Any) -> None:
    order = shop.order()
    desk, promise = shop.desk("support"), _reservation(shop)

    page = desk.get(f"inventory/reservationrecord/{promise.pk}/change/").text

    assert _facts(page, "Reservation")["Order"] == order["number"]
    assert order["number"] in desk.get("inventory/reservationrecord/").text
    assert order["number"] in desk.get(f"inventory/stocklevelrecord/{promise.level_id}/change/").text


def test_a_process_names_its_payment_and_says_what_it_waits_for(shop: Any) -> None:
    from nexus.checkout.models import ProcessRecord
    from nexus.payments.models import PaymentRecord

    paid, later = shop.order(), shop.order(method="in_store")
    desk = shop.desk("support")
    waits = shop.row(ProcessRecord, order_id=paid["id"])
    confirms = shop.row(ProcessRecord, order_id=later["id"])

    first = _facts(
        desk.get(f"checkout/processrecord/{waits.pk}/change/").text, f"Process of {paid['number']}"
    )
    second = _facts(
        desk.get(f"checkout/processrecord/{confirms.pk}/change/").text, f"Process of {later['number']}"
    )

    assert (first["Waits for"], first["Pays by"]) == ("payment", "manual")
    assert first["Payment"] == shop.row(PaymentRecord, pk=waits.payment_id).reference
    assert (second["Waits for"], second["Pays by"]) == ("confirmation by the worker", "in store")


def test_a_delivery_and_its_event_say_what_they_are_about(shop: Any) -> None:
    from nexus.platform.events.models import DeliveryRecord

    order = shop.order()
    desk, due = shop.desk("support"), shop.row(DeliveryRecord, handler="notifications.order_placed")

    delivery = desk.get(f"events/deliveryrecord/{due.pk}/change/").text
    event = desk.get(f"events/eventrecord/{due.event_id}/change/").text

    assert _crumbs(delivery)[-1] == "notifications.order_placed"
    assert _facts(delivery, "Event")["About"] == order["number"]
    assert _facts(event, "Event")["About"] == order["number"]


def test_a_mail_names_its_order(shop: Any, drain: Any) -> None:
    from nexus.notifications.models import MailMessage

    order = shop.order()
    drain()
    mail = shop.row(MailMessage, order_id=order["id"])

    page = shop.desk("support").get(f"notifications/mailmessage/{mail.pk}/change/").text

    assert _facts(page, "Belongs to")["Order"] == order["number"]


@pytest.mark.parametrize(
    "path",
    ["pricing/pricerecord", "inventory/stocklevelrecord", "catalog/variant", "catalog/product", "catalog/category",
     "orders/orderrecord", "payments/paymentrecord", "checkout/processrecord", "inventory/reservationrecord", "vendors/vendor"],
)  # fmt: skip
def test_no_page_is_called_by_an_id_or_a_code(shop: Any, path: str) -> None:
    shop.order(method="in_store")
    desk = shop.desk("owner")
    found = re.search(rf"/admin/{path}/[0-9a-f-]+/change/", desk.get(f"{path}/").text)
    assert found is not None

    title = _crumbs(desk.get(found[0].removeprefix("/admin/")).text)[-1]

    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-|_", title), title


def test_a_refund_says_how_much_is_left(shop: Any) -> None:
    from nexus.payments.models import PaymentRecord

    order = shop.order()
    payment = shop.row(PaymentRecord, order_id=order["id"])
    desk = shop.desk("owner")
    assert desk.act(f"payments/paymentrecord/{payment.pk}/do/capture/").status == 302

    form = desk.get(f"payments/paymentrecord/{payment.pk}/do/refund/").text

    assert f"At most {order['total']} {order['currency']}." in form


def test_what_an_operator_did_is_said_to_be_an_operators(shop: Any, operator: Any) -> None:
    from nexus.inventory.models import StockLevelRecord
    from nexus.payments.models import PaymentRecord

    order, desk = shop.order(method="in_store"), operator(shop.tenant)
    payment = shop.row(PaymentRecord, order_id=order["id"])
    level = shop.row(StockLevelRecord, variant_id=shop.shelf.variant_ids[0])
    desk.act(f"payments/paymentrecord/{payment.pk}/do/capture/")
    desk.act(f"inventory/stocklevelrecord/{level.pk}/do/adjust/", delta="2", reason="found", note="")

    paid = shop.desk("owner").get(f"payments/paymentrecord/{payment.pk}/change/").text
    counted = shop.desk("owner").get(f"inventory/stocklevelrecord/{level.pk}/change/").text

    assert "Payment completed" in paid
    assert "· an operator</p>" in paid
    assert "<dd>in store</dd>" in paid
    assert "in_store" not in paid
    assert "<td>an operator</td>" in counted
