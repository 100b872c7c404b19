"""Gift cards and store credit as others see them: money that the shop owes and that pays orders."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from nexus.kernel.money import Money

type CreditKind = Literal["gift_card", "store_credit"]


@dataclass(frozen=True, kw_only=True, slots=True)
class GiftCard:
    """A gift card without its code; `tail`: the last four characters, by which people tell their cards apart."""

    id: UUID
    tail: str
    balance: Money
    is_active: bool = True
    expires_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class IssuedGiftCard:
    """A new card with its secret code, which nobody can ever read again: only a keyed hash of it is kept."""

    card: GiftCard
    code: str = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class StoreCredit:
    """What the shop owes a buyer in one currency."""

    user_id: UUID
    balance: Money


@dataclass(frozen=True, kw_only=True, slots=True)
class CreditSpent:
    """What one gift card (`tail`) or a buyer's store credit pays, or would pay, of an order."""

    account_id: UUID
    kind: CreditKind
    amount: Money
    tail: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class RefusedGiftCard:
    """A card that pays nothing: the failed rule, as in `contracts.credit_errors`, and why in the buyer's words."""

    account_id: UUID
    reason: str
    text: str
    tail: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CreditPlan:
    """What would pay how much of an amount, in the order in which it is spent; nothing is reserved."""

    spent: tuple[CreditSpent, ...] = ()
    refused: tuple[RefusedGiftCard, ...] = ()
    store_credit: Money | None = None

    def left_of(self, amount: Money, /) -> Money:
        """What stays to be paid by other means."""
        return amount - sum((part.amount for part in self.spent), start=Money.zero(amount.currency))
