"""Floors and costs of variants; never for the public."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from nexus.kernel.money import Money
from nexus.pricing.contracts.dto import Bounds
from nexus.pricing.contracts.errors import InvalidPrice, MissingPrice
from nexus.pricing.contracts.events import PriceChange, PriceChanged
from nexus.pricing.domain.prices import HIGHEST
from nexus.pricing.infrastructure import bounds as store
from nexus.pricing.infrastructure.journal import announce
from nexus.tenancy import facade as tenancy


def bounds_of(variant_ids: Collection[UUID], /) -> dict[UUID, Bounds]:
    """Below which price no promotion goes, and what a piece costs the seller, of variants that have a price. One statement."""
    currency = tenancy.tenant().currency
    return {
        row.variant_id: Bounds(
            variant_id=row.variant_id, floor=_money(row.floor_minor, currency), cost=_money(row.cost_minor, currency)
        )
        for row in store.read(variant_ids, currency=currency)
    }  # fmt: skip


def set_bounds(wanted: Iterable[Bounds], /) -> None:
    """In the shop's currency; None takes a bound away. Announces what differs, so that lists keep to the floor. Raises
    InvalidPrice, MissingPrice (all or none)."""
    currency, given = tenancy.tenant().currency, tuple(wanted)
    for one in given:
        for name, amount in (("floor", one.floor), ("cost", one.cost)):
            if amount is not None and not 0 <= amount.minor <= HIGHEST:
                message = f"Must be between 0 and {Money(HIGHEST, currency)}."
                raise InvalidPrice(errors={name: [message]}, variant_id=str(one.variant_id))
    known = {row.variant_id for row in store.read([one.variant_id for one in given], currency=currency)}
    if missing := sorted({one.variant_id for one in given} - known):
        raise MissingPrice(variants=[str(variant) for variant in missing], currency=currency)
    if changed := store.store(given, currency=currency):
        announce(PriceChanged(variants=tuple(_change(row, currency) for row in changed)))


def _change(row: Any, currency: str) -> PriceChange:
    return PriceChange(
        variant_id=row.variant_id,
        price=Money(row.list_minor, currency),
        compare_at=_money(row.compare_at_minor, currency),
    )


def _money(minor: int | None, currency: str) -> Money | None:
    return None if minor is None else Money(minor, currency)
