"""A draft, set up to be tried on stretches of past orders."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from uuid import UUID

from nexus.catalog import facade as catalog
from nexus.kernel import clock
from nexus.pricing import wiring
from nexus.pricing.application.quote_basket import BasketToQuote
from nexus.pricing.application.try_promotion import KnownCosts, TriedPage, tried_pages
from nexus.pricing.domain.asked_for import Gives, counts_orders
from nexus.pricing.domain.basket import BasketLine
from nexus.pricing.domain.promotions import Promotion
from nexus.pricing.domain.trials import Trial
from nexus.pricing.facade.quoting import line_of
from nexus.pricing.infrastructure import costs, past_orders
from nexus.pricing.infrastructure.transactions import short_scope


def tried(
    draft: Promotion, vendor_id: UUID | None, stretches: Iterable[past_orders.Stretch], /
) -> Iterator[TriedPage]:
    """One stretch after the other; two or three statements each."""
    trial = Trial(draft, vendor_id, gifts_in_currency([draft]))
    load = partial(past_orders.page, counts_orders=counts_orders(draft))
    return tried_pages(trial, map(load, stretches), KnownCosts(costs.load_costs))


def gifts_in_currency(promotions: Iterable[Promotion], /) -> Callable[[str], tuple[BasketLine, ...]]:
    """A piece each of what these give, at today's price in a currency, if it is for sale; asked for once. Three statements,
    none when they give nothing."""
    variants = frozenset(
        variant for one in promotions if isinstance(one.benefit, Gives) for variant, _ in one.benefit.gives
    )

    @cache
    def lines(currency: str) -> tuple[BasketLine, ...]:
        return _priced(variants, currency) if variants else ()

    return lines


def _priced(variants: frozenset[UUID], currency: str) -> tuple[BasketLine, ...]:
    with short_scope():
        sold = [one for one in catalog.sellables(variants).values() if one.is_sellable]
        gifts = tuple(line_of(one, quantity=1) for one in sold)
        asked = BasketToQuote(lines=(), gifts=gifts, currency=currency, at=clock.now())
        return wiring.quote_basket().loaded(asked).basket.gifts
