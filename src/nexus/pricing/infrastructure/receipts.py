"""Receipts in PostgreSQL, and what an order's price comes to when it is computed once more."""

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.pricing.contracts.dto import BuyerFacts, Quote
from nexus.pricing.domain.quote import quote
from nexus.pricing.domain.receipts import Basis, read, written
from nexus.pricing.infrastructure.rulebook import offers_then

_CHUNK: Final = 1_000
_PSEUDONYM: Final = 16
_KEEP: Final = """
INSERT INTO pricing_receipt (id, tenant_id, order_id, priced_at, currency, total_minor, discount_minor, inputs)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s::jsonb)"""
_COLUMNS: Final = "id, order_id, priced_at, currency, total_minor, discount_minor, inputs::text AS inputs"
_ONE: Final = f"SELECT {_COLUMNS} FROM pricing_receipt WHERE tenant_id = %s AND order_id = %s"  # noqa: S608 - constants
_NEWEST: Final = f"""SELECT {_COLUMNS} FROM pricing_receipt
WHERE tenant_id = %s AND (priced_at, id) < (%s::timestamptz, %s::uuid)
ORDER BY priced_at DESC, id DESC LIMIT %s"""  # noqa: S608 - constants


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt:
    """What an order cost, and what that was computed from."""

    id: UUID
    order_id: UUID
    priced_at: datetime
    total: Money
    discount: Money
    basis: Basis


def keep(order_id: UUID, found: Quote, /) -> None:
    """One statement. Raises IntegrityError when the order has a receipt already."""
    basis = basis_of(found)
    kept = written(replace(basis, basket=replace(basis.basket, buyer=_nameless(basis.basket.buyer))))
    values = [found.at, found.currency, found.total.minor, found.discount_total.minor]
    db.execute(_KEEP, [new_id(), current_tenant(), order_id, *values, db.jsonb(kept)])


def _nameless(buyer: BuyerFacts) -> BuyerFacts:
    """Receipts outlive the people in them: an address is told from others by a keyed hash, and nothing else is asked of it."""
    if not buyer.email:
        return buyer
    text = current_tenant().bytes + buyer.email.strip().lower().encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()
    return replace(buyer, email=digest[:_PSEUDONYM])


def basis_of(found: Quote, /) -> Basis:
    """Raises TypeError for a quote that was not made by `QuoteBasket`."""
    if not isinstance(found.basis, Basis):
        raise TypeError("this quote does not know what it was computed from")
    return found.basis


def receipt_of(order_id: UUID, /) -> Receipt | None:
    """One statement."""
    found = db.row(_ONE, [current_tenant(), order_id])
    return found and _receipt(found)


def newest_first(*, before: datetime, most: int | None = None) -> Iterator[Receipt]:
    """Receipts of orders priced before an instant, newest first; one statement for each thousand."""
    at, last, left = before, UUID(int=0), most
    while left is None or left > 0:
        page = db.rows(_NEWEST, [current_tenant(), at, last, min(_CHUNK, left or _CHUNK)])
        yield from (_receipt(row) for row in page)
        if len(page) < _CHUNK:
            return
        at, last = page[-1].priced_at, page[-1].id
        left = None if left is None else left - len(page)


def recomputed(receipt: Receipt, /) -> Quote:
    """The quote once more, with the promotions that were in force, whatever was changed since. One statement, none for rules
    that are known."""
    basis = receipt.basis
    found = quote(
        basis.basket,
        offers_then(basis.rules_at, basis.lanes),
        basis.taxes,
        basis.shipping,
        at=receipt.priced_at,
        zone=ZoneInfo(basis.zone),
        explain_all=True,
    )
    return replace(found, basis=basis)


def _receipt(row: Any) -> Receipt:
    return Receipt(
        id=row.id,
        order_id=row.order_id,
        priced_at=row.priced_at,
        total=Money(row.total_minor, row.currency),
        discount=Money(row.discount_minor, row.currency),
        basis=read(row.inputs),
    )
