"""What happened to prices."""

from dataclasses import dataclass
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
