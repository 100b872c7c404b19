"""Pricing a cart to show it: three statements (goods, prices, stock) whatever the number of lines; one more for coupons."""

from __future__ import annotations

from uuid import UUID

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.dto import Sellable
from nexus.checkout.domain.cart import Cart, CartLine, demand
from nexus.checkout.domain.priced_cart import PricedCart
from nexus.checkout.domain.shopper import STRANGER, Shopper
from nexus.inventory import facade as inventory
from nexus.kernel import clock
from nexus.pricing import facade as pricing
from nexus.pricing.contracts.dto import Quote, QuoteLine


def price_cart(
    cart: Cart, /, *, currency: str, shopper: Shopper = STRANGER, known: dict[UUID, Sellable] | None = None
) -> PricedCart:
    """The cart priced now, for this shopper. `known` goods are not read again. Raises UnknownShippingMethod."""
    goods = known or {}
    if unknown := [line.variant_id for line in cart.lines if line.variant_id not in goods]:
        goods = goods | catalog.sellables(unknown)
    buyable = [line for line in cart.lines if line.variant_id in goods and goods[line.variant_id].is_sellable]
    quote = _quoted(buyable, goods, cart=cart, currency=currency, shopper=shopper)
    stock = inventory.available([line.variant_id for line in buyable]) if buyable else {}
    return PricedCart(cart=cart, currency=currency, goods=goods, quote=quote, stock=stock)


def _quoted(
    lines: list[CartLine], goods: dict[UUID, Sellable], *, cart: Cart, currency: str, shopper: Shopper
) -> Quote | None:
    """The quote of what has a price; lines without one are left out and show it. Coupons are judged even when nothing is left."""
    while lines or cart.terms.coupons:
        wanted = [
            pricing.line_of(goods[variant], quantity=quantity) for variant, quantity in demand(lines).items()
        ]
        try:
            return _quote(wanted, cart=cart, currency=currency, shopper=shopper)
        except pricing.MissingPrice as missing:
            without = set(missing.facts["variants"])
            lines = [line for line in lines if str(line.variant_id) not in without]
    return None


def _quote(wanted: list[QuoteLine], *, cart: Cart, currency: str, shopper: Shopper) -> Quote:
    return pricing.quote(
        wanted,
        currency=currency,
        at=clock.now(),
        buyer=shopper.buyer,
        destination=shopper.destination,
        channel=shopper.channel,
        shipping_method=shopper.shipping_method,
        payment_method=shopper.payment_method,
        coupons=cart.terms.coupons,
    )
