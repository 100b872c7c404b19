"""Prices of single variants."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from nexus.kernel import clock
from nexus.kernel.money import Money
from nexus.pricing import wiring
from nexus.pricing.contracts.dto import PastPrice, Price
from nexus.pricing.infrastructure import past_prices
from nexus.tenancy import facade as tenancy


def set_prices(
    new_prices: Iterable[tuple[UUID, Money, Money | None]], /, *, keep_compare_at: bool = False
) -> None:
    """Set list prices: (variant, price, compare-at or None). One statement; announces what differs.

    `keep_compare_at`: variants that have a price keep their compare-at price. Raises InvalidPrice,
    CurrencyMismatch.
    """
    new = (
        Price(variant_id=variant, list_price=price, compare_at=before)
        for variant, price, before in new_prices
    )
    wiring.set_prices()(new, at=clock.now(), keep_compare_at=keep_compare_at)


def prices(variant_ids: Iterable[UUID], /, *, currency: str | None = None) -> dict[UUID, Price]:
    """List prices by variant, in the tenant's currency unless told otherwise; one statement.

    Variants without a price are absent.
    """
    return wiring.price_book().load(set(variant_ids), currency=currency or tenancy.tenant().currency)


def lowest_prices(
    variant_ids: Iterable[UUID],
    /,
    *,
    before: datetime | None = None,
    days: int = 30,
    currency: str | None = None,
) -> dict[UUID, Money]:
    """The lowest list price that held at any moment of so many days before an instant (now), by variant; one statement.

    A price that held when these days began counts, whenever it began; variants without any are absent. `days` are those of the
    shop's calendar or 24 hours each, whichever is longer. What a present reduction is compared with by law stands in
    `Price.lowest_before`, and costs no statement.
    """
    wanted = currency or tenancy.tenant().currency
    found = past_prices.lowest(set(variant_ids), before=before or clock.now(), days=days)
    return {entry.variant_id: Money(entry.minor, wanted) for entry in found if entry.currency == wanted}


def remember_prices(past: Iterable[PastPrice], /) -> None:
    """Prices that held before the shop came here, or before these variants did; what is known of the same time stays.

    Reductions that run are compared with them too. Raises InvalidPrice for what cannot have been.
    """
    wiring.remember_prices()(tuple(past), at=clock.now())


def forget_old_prices() -> int:
    """Take away past prices that ended more than 400 days ago, some thousands at once; how many."""
    return past_prices.forget_old(clock.now())
