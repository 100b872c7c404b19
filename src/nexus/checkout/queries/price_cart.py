"""Pricing a cart to show it: three statements (goods, prices, stock) whatever the number of lines; more only for coupons, credit
and offers that need them, see `quoting`."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.dto import Sellable
from nexus.checkout.domain.cart import Cart, CartLine, demand
from nexus.checkout.domain.priced_cart import PricedCart, QuotedGoods
from nexus.checkout.domain.shopper import STRANGER, Shopper
from nexus.checkout.queries.quoting import quote_goods
from nexus.inventory import facade as inventory
from nexus.kernel import clock
from nexus.pricing import facade as pricing
from nexus.pricing.contracts.credit import CreditPlan


def price_cart(
    cart: Cart, /, *, currency: str, shopper: Shopper = STRANGER, known: dict[UUID, Sellable] | None = None
) -> PricedCart:
    """The cart priced now, for this shopper. `known` goods are not read again. Raises UnknownShippingMethod."""
    goods = known or {}
    if unknown := [line.variant_id for line in cart.lines if line.variant_id not in goods]:
        goods = goods | catalog.sellables(unknown)
    buyable = [line for line in cart.lines if line.variant_id in goods and goods[line.variant_id].is_sellable]
    quoted = _quoted(buyable, goods, cart=cart, currency=currency, shopper=shopper)
    stock = inventory.available([line.variant_id for line in buyable]) if buyable else {}
    priced = PricedCart(
        cart=cart,
        currency=currency,
        goods={**(quoted.gifts if quoted else {}), **goods},
        quote=quoted.quote if quoted else None,
        stock={**(quoted.stock if quoted else {}), **stock},
    )
    return replace(priced, credit=_credit(priced, shopper))


def _credit(priced: PricedCart, shopper: Shopper) -> CreditPlan:
    """One statement, none without cards and credit."""
    terms = priced.cart.terms
    return pricing.plan_credit(
        priced.total,
        account_ids=terms.gift_cards,
        user_id=shopper.buyer.user_id,
        use_store_credit=terms.use_credit,
    )


def _quoted(
    lines: list[CartLine], goods: dict[UUID, Sellable], *, cart: Cart, currency: str, shopper: Shopper
) -> QuotedGoods | None:
    """The quote of what has a price; lines without one are left out and show it. Coupons are judged even when nothing is left."""
    coupons = cart.terms.coupons
    while lines or coupons:
        try:
            return quote_goods(
                goods, demand(lines), currency=currency, shopper=shopper, coupons=coupons, at=clock.now()
            )
        except pricing.MissingPrice as missing:
            without = set(missing.facts["variants"])
            lines = [line for line in lines if str(line.variant_id) not in without]
    return None
