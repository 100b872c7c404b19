"""An order as staff read it: who, what, how the price came about, what happened."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.urls import reverse

from nexus.accounts import facade as accounts
from nexus.kernel.ids import parse_id
from nexus.orders.contracts.dto import Address, OrderInfo, OrderLine
from nexus.orders.models import OrderRecord
from nexus.orders.queries import details
from nexus.orders.queries.history import history
from nexus.orders.queries.sight import Sight
from nexus.platform.backoffice import (
    Badge,
    Code,
    Facts,
    Figure,
    Moment,
    Picture,
    Section,
    Table,
    Timeline,
    link_to,
    money,
    words,
)  # fmt: skip
from nexus.platform.backoffice.values import Tone, badge

TONES: Final[Mapping[str, Tone]] = {
    "pending": "warn", "confirmed": "info", "processing": "info", "shipped": "info", "delivered": "good", "returned": "idle",
    "cancelled": "bad", "on_hold": "warn", "authorized": "info", "completed": "good", "failed": "bad", "voided": "idle",
    "refunded": "idle", "partially_refunded": "warn", "open": "warn", "approved": "good", "rejected": "bad",
}  # fmt: skip
_MOMENT_TONES: Final[Mapping[str, Tone]] = {
    "order_placed": "info", "order_confirmed": "good", "order_cancelled": "bad", "order_put_on_hold": "warn",
    "cancellation_requested": "warn", "order_transitioned": "info",
}  # fmt: skip


def order_sections(order_id: UUID, /) -> Iterable[Section]:
    """The page: the order by one statement, its history by one, names of those who acted by one."""
    order = details.order(order_id)
    if order is None:
        raise LookupError(f"order {order_id} has a row and cannot be read")
    yield _head(order)
    yield _buyer(order)
    yield _lines(order)
    if len(order.vendor_orders) > 1:
        yield _parts(order)
    yield _explanation(order)
    yield _timeline(order)


def _head(order: OrderInfo) -> Section:
    return Facts(title=f"Order {order.number}", rows=[
        ("Status", badge(order.status, TONES)), ("Payment", badge(order.payment_status, TONES)),
        ("Goods", badge(order.fulfilment_status, TONES)), ("Total", order.totals.total), ("Placed", order.placed_at),
        ("Pays by", words(order.payment_method)), ("Ships by", order.shipping_method), ("Cancelled because", order.cancel_reason),
        ("Id", Code(str(order.id))),
    ])  # fmt: skip


def _buyer(order: OrderInfo) -> Section:
    buyer = order.buyer
    who = (
        link_to("accounts.user", order.user_id, buyer.email)
        if order.user_id
        else (buyer.email, Badge("guest"))
    )
    billing = buyer.billing_address
    return Facts(title="Buyer", rows=[
        ("Account", who), ("Name", buyer.name), ("Ship to", _address(buyer.shipping_address)),
        ("Bill to", _address(billing) if billing else "the same address"), ("Phone", buyer.shipping_address.phone),
    ])  # fmt: skip


def _address(address: Address) -> str:
    parts = (
        address.name,
        address.address_line,
        f"{address.postal_code} {address.city}".strip(),
        address.region,
        address.country,
    )
    return ", ".join(part for part in parts if part)


def _lines(order: OrderInfo) -> Section:
    totals = order.totals
    return Table(
        title="Lines", head=("", "Product", "SKU", "Seller", "Price", "Quantity", "Discount", "Tax", "Total"),
        rows=[_line(line) for line in order.lines],
        feet=[("Goods", totals.subtotal), ("Discount", -totals.discount_total), ("Shipping", totals.shipping_total),
              ("Tax on top", totals.tax_total), ("Total", totals.total)],
    )  # fmt: skip


def _line(line: OrderLine) -> tuple[Any, ...]:
    title = f"{line.title}, {line.variant_title}" if line.variant_title else line.title
    return (
        Picture(line.image_url, line.title) if line.image_url else "",
        link_to("catalog.product", line.product_id, title),
        Code(line.sku),
        link_to("vendors.vendor", line.vendor_id, line.vendor_name),
        Figure(line.unit_price),
        Figure(line.quantity),
        Figure(line.discount if line.discount else None),
        Figure(line.tax if line.tax else None),
        Figure(line.total, strong=True),
    )


def _parts(order: OrderInfo) -> Section:
    return Table(
        title="Sellers' parts", head=("Seller", "Status", "Goods", "Discount", "Shipping", "Tax", "Total"),
        rows=[
            (link_to("vendors.vendor", part.vendor_id, part.vendor_name), badge(part.status, TONES), Figure(part.totals.subtotal),
             Figure(part.totals.discount_total), Figure(part.totals.shipping_total), Figure(part.totals.tax_total),
             Figure(part.totals.total, strong=True))
            for part in order.vendor_orders
        ],
    )  # fmt: skip


def _explanation(order: OrderInfo) -> Section:
    skus = {str(line.variant_id): line.sku for line in order.lines}
    return Table(
        title="How the price came about", head=("Part", "Line", "What", "Applied", "Amount"),
        rows=[
            (step.get("part", ""), skus.get(step.get("variant_id", ""), ""), _told(step), step.get("applied", True),
             Figure(f"{step['amount']} {order.currency}" if step.get("amount") else None))
            for step in order.explanation
        ],
        empty="The quote of this order came without an explanation.",
    )  # fmt: skip


def _told(step: Mapping[str, Any]) -> str:
    text = str(step.get("text") or step.get("code", ""))
    missing = step.get("missing")
    return f"{text} (missing: {missing})" if missing else text


def _timeline(order: OrderInfo) -> Section:
    entries = history(order.id, sight=Sight(role="staff"))
    ids = {known for entry in entries if (known := parse_id(entry["actor"].get("id")))}
    people = accounts.users(ids) if ids else {}
    sellers = {str(part.vendor_id): part.vendor_name for part in order.vendor_orders}
    return Timeline(
        title="What happened", wide=False, moments=[_moment(entry, people, sellers) for entry in entries]
    )


def _moment(entry: Mapping[str, Any], people: Mapping[UUID, Any], sellers: Mapping[str, str]) -> Moment:
    person = people.get(parse_id(entry["actor"].get("id")))  # type: ignore[arg-type]
    return Moment(
        at=datetime.fromisoformat(entry["occurred_at"]),
        what=entry["type"].removeprefix("order_").replace("_", " ").capitalize(),
        by=f"{person.email} ({entry['by']})" if person else entry["by"],
        facts=_facts(entry["data"], sellers),
        tone=_MOMENT_TONES.get(entry["type"], "idle"),
        url=reverse("admin:events_eventrecord_change", args=[entry["id"]]),
    )


def _facts(data: Mapping[str, Any], sellers: Mapping[str, str]) -> list[tuple[str, Any]]:
    named = dict(data)
    if "vendor_ids" in named:
        named["sellers"] = ", ".join(sellers.get(one, one) for one in named.pop("vendor_ids"))
    if "total" in named:
        named["total"] = f"{named['total']} {named.pop('currency', '')}"
    return [(name.replace("_", " "), value) for name, value in named.items() if value]


def orders_of_user(record: Any, /) -> Iterable[Section]:
    """On a user's page: their latest orders."""
    found = OrderRecord.objects.filter(user_id=record.pk).order_by("-placed_at", "-id")[:10]
    yield Table(
        title="Latest orders", head=("Order", "Placed", "Status", "Payment", "Total"),
        rows=[(link_to("orders.orderrecord", one.pk, one.number), one.placed_at, badge(one.status, TONES),
               badge(one.payment_status, TONES), Figure(money(one.total_minor, one.currency))) for one in found],
        empty="No orders.",
    )  # fmt: skip
