"""A stock level as staff read it, and what is low on the dashboard."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.urls import reverse

from nexus.accounts import facade as accounts
from nexus.catalog import facade as catalog
from nexus.inventory.models import AdjustmentRecord, ReservationRecord, StockLevelRecord
from nexus.platform import db
from nexus.platform.backoffice import Code, Facts, Figure, Section, Table, Tile, link_to, links_to, words
from nexus.platform.backoffice.values import OPERATOR, Tone, badge
from nexus.platform.tenancy import current_tenant

TONES: Final[Mapping[str, Tone]] = {"open": "warn", "committed": "good", "released": "idle"}
_SHOWN: Final = 20
_LOW: Final = 5


def title_of(sellable: catalog.Sellable, /) -> str:
    """Product and, when it has a name, variant."""
    return f"{sellable.product_title}, {sellable.title}" if sellable.title else sellable.product_title


def level_sections(record: Any, /) -> Iterable[Section]:
    """The page: promises by one statement, adjustments by one, their people by one."""
    found = record.sellable
    yield Facts(title="Stock", rows=[
        ("On hand", record.on_hand), ("Promised", record.reserved), ("Free", record.on_hand - record.reserved),
        ("Location", record.location), ("SKU", Code(found.sku) if found else None),
        ("Product", link_to("catalog.product", found.product_id, title_of(found)) if found else None),
        ("Seller", link_to("vendors.vendor", found.vendor_id, found.vendor_name) if found else None),
    ])  # fmt: skip
    yield _promises(record)
    yield _adjustments(record)


def reservation_sections(record: Any, /) -> Iterable[Section]:
    """The page of one promise."""
    found = record.sellable
    yield Facts(title="Reservation", rows=[
        ("State", badge(record.state, TONES)), ("Pieces", record.quantity), ("Came back", record.restocked),
        ("Product", link_to("catalog.product", found.product_id, title_of(found)) if found else None),
        ("Order", record.order),
        ("Level", link_to("inventory.stocklevelrecord", record.level_id, "stock level")),
    ])  # fmt: skip
    yield Facts(title="Time", rows=[
        ("Made", record.created_at), ("Good until", record.expires_at), ("Closed", record.closed_at),
        ("Closed because", words(record.close_reason)),
    ])  # fmt: skip


def _promises(record: StockLevelRecord) -> Section:
    found = ReservationRecord.objects.filter(level_id=record.pk, state="open").order_by("expires_at")[:_SHOWN]
    orders = links_to("orders.orderrecord", [one.order_id for one in found])
    return Table(
        title="Open promises", head=("Order", "Pieces", "Made", "Until"), wide=False,
        rows=[(orders[one.order_id], Figure(one.quantity),
               one.created_at, one.expires_at) for one in found],
        empty="None: everything on hand is free.",
    )  # fmt: skip


def _adjustments(record: StockLevelRecord) -> Section:
    found = list(
        AdjustmentRecord.objects.filter(variant_id=record.variant_id, level_id=record.pk).order_by("-id")[
            :_SHOWN
        ]
    )
    people = accounts.users({one.actor_id for one in found if one.actor_kind == "user" and one.actor_id})
    return Table(
        title="Latest adjustments", head=("When", "Change", "On hand then", "Reason", "By"),
        rows=[(one.created_at, Figure(f"{one.delta:+d}"), Figure(one.on_hand), one.reason, _by(one, people)) for one in found],
        empty="Never adjusted by hand.",
    )  # fmt: skip


def _by(one: AdjustmentRecord, people: Mapping[Any, Any]) -> str:
    person = people.get(one.actor_id)
    if person is not None:
        return str(person.email)
    return OPERATOR if one.actor_kind == "user" else str(one.actor_kind)


def low_stock_tile() -> list[Tile]:
    """How many variants have (almost) nothing left. One statement."""
    found = db.row(
        "SELECT count(*) FILTER (WHERE on_hand <= reserved) AS out, count(*) AS low FROM inventory_level "
        "WHERE tenant_id = %s AND on_hand - reserved <= %s",
        [current_tenant(), _LOW],
    )
    low, out = (found.low, found.out) if found else (0, 0)
    url = reverse("admin:inventory_stocklevelrecord_changelist") + "?free=low"
    return [Tile(title="Low stock", values=[low], note=f"{out} sold out, the rest {_LOW} or fewer", url=url,
                 tone="warn" if low else "good")]  # fmt: skip


def low_stock() -> Section:
    """What runs out next: still there, but few. Two statements: the levels, and their names."""
    found = db.rows(
        "SELECT id, variant_id, on_hand, reserved FROM inventory_level WHERE tenant_id = %s AND on_hand - reserved <= %s "
        "ORDER BY on_hand - reserved DESC, id LIMIT 6",
        [current_tenant(), _LOW],
    )
    named = catalog.sellables([one.variant_id for one in found]) if found else {}
    return Table(
        title="Low stock", head=("Product", "On hand", "Promised", "Free"), wide=False,
        rows=[(link_to("inventory.stocklevelrecord", one.id, title_of(named[one.variant_id]) if one.variant_id in named else "?"),
               Figure(one.on_hand), Figure(one.reserved), Figure(one.on_hand - one.reserved, strong=True)) for one in found],
        empty="Every variant has more than five pieces left.",
        more=reverse("admin:inventory_stocklevelrecord_changelist") + "?free=low",
    )  # fmt: skip
