"""What does a basket cost?"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from nexus.catalog.contracts.dto import Sellable
from nexus.kernel import clock
from nexus.kernel.money import exponent_of
from nexus.pricing import wiring
from nexus.pricing.application.quote_basket import BasketToQuote
from nexus.pricing.contracts.dto import (
    DEFAULT_CHANNEL,
    NOBODY,
    NOWHERE,
    BuyerFacts,
    Destination,
    GoodsFacts,
    Quote,
    QuoteLine,
)


def quote(
    lines: Sequence[QuoteLine],
    /,
    *,
    currency: str,
    at: datetime | None = None,
    buyer: BuyerFacts = NOBODY,
    destination: Destination = NOWHERE,
    channel: str = DEFAULT_CHANNEL,
    shipping_method: str | None = None,
    payment_method: str | None = None,
    coupons: Sequence[str] = (),
    gifts: Sequence[QuoteLine] = (),
    find_gifts: Callable[[Mapping[UUID, int]], Sequence[QuoteLine]] | None = None,
    count_orders: Callable[[], int | None] | None = None,
    explain_all: bool = False,
) -> Quote:
    """Price a basket: load, then a pure computation. One statement; one more for coupons, one for promotions with limits.

    `at` defaults to now, the shipping method to the shop's first. `coupons`: codes as the buyer typed them; those that do not
    apply are told in `Quote.refused_coupons`. `gifts`: a piece each of what promotions may give, is for sale and in stock;
    `find_gifts` finds these itself, given the variants and how many pieces of each have to be there for all offers; it is asked
    only when promotions give something, and that costs one statement more. `count_orders`: how many orders the buyer has placed
    before, asked only when a promotion looks at it. `explain_all`: every promotion that did not apply says why.

    Raises MissingPrice (naming all such variants), InvalidQuantity, UnknownShippingMethod, QuoteTooLarge, UnknownCurrency.
    """
    exponent_of(currency)
    command = BasketToQuote(
        lines=tuple(lines),
        currency=currency,
        at=at or clock.now(),
        buyer=buyer,
        destination=destination,
        channel=channel,
        shipping_method=shipping_method or None,
        payment_method=payment_method or None,
        coupons=tuple(coupons),
        gifts=tuple(gifts),
        find_gifts=find_gifts,
        count_orders=count_orders,
        explain_all=explain_all,
    )
    return wiring.quote_basket()(command)


def line_of(sold: Sellable, /, *, quantity: int) -> QuoteLine:
    """A line of a basket, with what the catalogue knows of the goods."""
    return QuoteLine(
        variant_id=sold.variant_id, quantity=quantity, tax_class=sold.tax_class, goods=goods_of(sold)
    )


def goods_of(sold: Sellable, /) -> GoodsFacts:
    """What promotions and shipping look at."""
    return GoodsFacts(
        product_id=sold.product_id,
        vendor_id=sold.vendor_id,
        category_ids=frozenset(sold.category_ids),
        tags=frozenset(sold.tags),
        brand=sold.brand,
        collections=frozenset(sold.collections),
        attributes=sold.attributes,
        weight_grams=sold.weight_grams,
        title=sold.product_title,
    )
