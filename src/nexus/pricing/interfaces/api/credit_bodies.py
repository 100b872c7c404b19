"""Gift cards, store credit and their movements as the HTTP contract has them."""

from decimal import Decimal
from typing import Any

from nexus.kernel.money import InvalidAmount, Money
from nexus.pricing.contracts.credit import GiftCard
from nexus.pricing.contracts.credit_errors import InvalidCredit


def amount_in(amount: Decimal, currency: str, /) -> Money:
    """Raises InvalidCredit for more digits than the currency has."""
    try:
        return Money.of(amount, currency)
    except InvalidAmount as error:
        raise InvalidCredit(errors={"amount": [error.detail]}) from error


def card_body(card: GiftCard, /) -> dict[str, Any]:
    """For the staff."""
    return {"id": card.id, "note": card.note, **balance_body(card)}


def balance_body(card: GiftCard, /) -> dict[str, Any]:
    """For who knows the code."""
    return {
        "tail": card.tail,
        "balance": str(card.balance),
        "currency": card.balance.currency,
        "is_active": card.is_active,
        "expires_at": card.expires_at,
    }


def staff_entry(row: Any, /) -> dict[str, Any]:
    return {**own_entry(row), "actor": row.actor}


def own_entry(row: Any, /) -> dict[str, Any]:
    return {
        "id": row.id,
        "reason": row.reason,
        "amount": str(Money(row.amount_minor, row.currency)),
        "balance": str(Money(row.balance_minor, row.currency)),
        "currency": row.currency,
        "order_id": row.order_id,
        "note": row.note,
        "created_at": row.created_at,
    }
