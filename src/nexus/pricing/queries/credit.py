"""Gift cards, store credit and their movements, to be looked at."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol
from uuid import UUID

from nexus.kernel.money import Money
from nexus.platform import db
from nexus.platform.http.keysets import Column, Keyset
from nexus.platform.tenancy import current_tenant
from nexus.pricing.contracts.credit import GiftCard, StoreCredit

NEWEST: Final = Keyset(
    Column("created_at", "timestamptz", descending=True), Column("id", "uuid", descending=True)
)
NEWEST_ENTRIES: Final = Keyset(
    Column("created_at", "timestamptz", descending=True, sql="e.created_at"),
    Column("id", "uuid", descending=True, sql="e.id"),
)
STATUSES: Final = ("active", "blocked", "expired", "empty")
_CARD: Final = "id, code_tail, currency, balance_minor, is_active, expires_at, note, created_at"
_CARDS: Final = f"SELECT {_CARD} FROM pricing_credit_account WHERE tenant_id = %s AND kind = 'gift_card'"  # noqa: S608
_IS: Final = {
    "active": "is_active AND balance_minor > 0 AND (expires_at IS NULL OR expires_at > %s)",
    "blocked": "NOT is_active AND %s::timestamptz IS NOT NULL",
    "expired": "expires_at <= %s",
    "empty": "balance_minor = 0 AND %s::timestamptz IS NOT NULL",
}
_ENTRIES: Final = """
SELECT e.id, e.account_id, a.kind, a.code_tail, a.currency, e.reason, e.amount_minor, e.balance_minor, e.order_id, e.note,
  e.actor, e.created_at
FROM pricing_credit_entry e JOIN pricing_credit_account a ON a.tenant_id = e.tenant_id AND a.id = e.account_id
WHERE e.tenant_id = %s AND a.tenant_id = %s"""
_OWN: Final = """
SELECT currency, balance_minor FROM pricing_credit_account
WHERE tenant_id = %s AND kind = 'store_credit' AND user_id = %s ORDER BY currency"""


class Page(Protocol):
    """Pieces of SQL for one page of a keyset list."""

    limit: int

    @property
    def where(self) -> str: ...
    @property
    def params(self) -> list[Any]: ...
    @property
    def order_by(self) -> str: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class CardFilter:
    """Which gift cards; None does not restrict. `tail`: the last characters of the code."""

    status: str | None = None
    currency: str | None = None
    tail: str | None = None


def cards(wanted: CardFilter, page: Page, /, *, at: datetime) -> list[Any]:
    """One page. One statement."""
    where, params = _conditions(wanted, at)
    return db.rows(
        f"{where} AND {page.where} ORDER BY {page.order_by} LIMIT {page.limit}", [*params, *page.params]
    )


def count_cards(wanted: CardFilter, /, *, at: datetime) -> int:
    where, params = _conditions(wanted, at)
    return int(db.rows(f"SELECT count(*) AS found FROM ({where}) AS wanted", params)[0].found)  # noqa: S608


def card(card_id: UUID, /) -> GiftCard | None:
    """One statement."""
    found = db.row(f"{_CARDS} AND id = %s", [current_tenant(), card_id])
    return gift_card(found) if found else None


def gift_card(row: Any, /) -> GiftCard:
    return GiftCard(
        id=row.id,
        tail=row.code_tail,
        balance=Money(row.balance_minor, row.currency),
        is_active=row.is_active,
        expires_at=row.expires_at,
        note=row.note,
    )


def entries(page: Page, /, *, account_id: UUID | None = None, user_id: UUID | None = None) -> list[Any]:
    """One page of the movements of an account, or of a buyer's store credit. One statement."""
    where, params = _of(account_id, user_id)
    return db.rows(
        f"{where} AND {page.where} ORDER BY {page.order_by} LIMIT {page.limit}", [*params, *page.params]
    )


def count_entries(*, account_id: UUID | None = None, user_id: UUID | None = None) -> int:
    where, params = _of(account_id, user_id)
    return int(db.rows(f"SELECT count(*) AS found FROM ({where}) AS wanted", params)[0].found)  # noqa: S608


def of_order(order_id: UUID, /) -> list[Any]:
    """Movements for an order, in the order in which they happened. One statement."""
    tenant_id = current_tenant()
    return db.rows(
        f"{_ENTRIES} AND e.order_id = %s ORDER BY e.created_at, e.id", [tenant_id, tenant_id, order_id]
    )


def store_credit(user_id: UUID, /) -> tuple[StoreCredit, ...]:
    """What the shop owes a buyer, by currency. One statement."""
    found = db.rows(_OWN, [current_tenant(), user_id])
    return tuple(
        StoreCredit(user_id=user_id, balance=Money(row.balance_minor, row.currency)) for row in found
    )


def gift_cards(card_ids: Collection[UUID], /) -> dict[UUID, GiftCard]:
    """Cards by id; absent ones are missing. One statement, none without ids."""
    if not card_ids:
        return {}
    found = db.rows(f"{_CARDS} AND id = ANY(%s::uuid[])", [current_tenant(), list(card_ids)])
    return {row.id: gift_card(row) for row in found}


def _conditions(wanted: CardFilter, at: datetime) -> tuple[str, list[Any]]:
    where: list[str] = [_CARDS]
    params: list[Any] = [current_tenant()]
    for condition, value in (
        (_IS.get(wanted.status or "", ""), at if wanted.status else None),
        ("currency = %s", wanted.currency),
        ("code_tail = %s", wanted.tail),
    ):
        if value is not None:
            where.append(condition)
            params.append(value)
    return " AND ".join(where), params


def _of(account_id: UUID | None, user_id: UUID | None) -> tuple[str, list[Any]]:
    tenant_id = current_tenant()
    if account_id is not None:
        return f"{_ENTRIES} AND e.account_id = %s", [tenant_id, tenant_id, account_id]
    return f"{_ENTRIES} AND a.kind = 'store_credit' AND a.user_id = %s", [tenant_id, tenant_id, user_id]
