"""What happened to prices and to what the shop owes its buyers."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nexus.kernel.events import DomainEvent, event
from nexus.kernel.money import Money


@dataclass(frozen=True, kw_only=True, slots=True)
class PriceChange:
    """The new list price of a variant (its currency is the price list's)."""

    variant_id: UUID
    price: Money
    compare_at: Money | None


@event("pricing.price_changed.v1")
class PriceChanged(DomainEvent):
    """List prices are new or different; variants whose price stayed the same are not mentioned."""

    variants: tuple[PriceChange, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CreditMovement:
    """What was added to an account (a gift card or a buyer's store credit) or taken off it, and what it holds then."""

    account_id: UUID
    amount: Money
    balance: Money


@event("pricing.gift_cards_issued.v1")
class GiftCardsIssued(DomainEvent):
    """New gift cards, all worth the same."""

    cards: tuple[UUID, ...]
    amount: Money
    expires_at: datetime | None = None


@event("pricing.credit_granted.v1")
class CreditGranted(DomainEvent):
    """The shop owes a buyer so much more."""

    user_id: UUID
    movement: CreditMovement
    reason: str


@event("pricing.credit_spent.v1")
class CreditWasSpent(DomainEvent):
    """Gift cards and store credit paid a part of an order, or all of it."""

    order_id: UUID
    movements: tuple[CreditMovement, ...]


@event("pricing.credit_returned.v1")
class CreditWasReturned(DomainEvent):
    """What gift cards and store credit had paid of an order is back on them."""

    order_id: UUID
    movements: tuple[CreditMovement, ...]


@event("pricing.credit_adjusted.v1")
class CreditAdjusted(DomainEvent):
    """Somebody put another balance on a gift card or store credit, by hand."""

    movement: CreditMovement
    reason: str


@event("pricing.gift_cards_expired.v1")
class GiftCardsExpired(DomainEvent):
    """The time of these gift cards is over, and what was left on them is gone."""

    movements: tuple[CreditMovement, ...]


@event("pricing.gift_card_blocked.v1")
class GiftCardWasBlocked(DomainEvent):
    """A gift card was taken out of use, or put into use again."""

    account_id: UUID
    is_active: bool
