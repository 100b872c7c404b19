"""The cart as the HTTP contract shows it: three statements (goods, prices, stock) whatever the number of lines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.dto import Sellable
from nexus.checkout.domain.cart import Cart, CartLine, demand
from nexus.inventory import facade as inventory
from nexus.kernel import clock
from nexus.kernel.money import Money
from nexus.pricing import facade as pricing
from nexus.pricing.contracts.dto import Quote, QuotedLine


def cart_body(
    cart: Cart,
    /,
    *,
    token: str | None,
    currency: str,
    country: str | None = None,
    shipping_method: str | None = None,
    known: dict[UUID, Sellable] | None = None,
) -> dict[str, Any]:
    """Items with what is wrong with each, and the totals of those that can be bought. `known` goods are not read again."""
    goods = known or {}
    if unknown := [line.variant_id for line in cart.lines if line.variant_id not in goods]:
        goods = goods | catalog.sellables(unknown)
    buyable = [line for line in cart.lines if line.variant_id in goods and goods[line.variant_id].is_sellable]
    quote = _quoted(buyable, goods, currency=currency, country=country, shipping_method=shipping_method)
    prices = {line.variant_id: line for line in quote.lines} if quote else {}
    stock = inventory.available([line.variant_id for line in buyable]) if buyable else {}
    return {
        "id": str(cart.id) if cart.id else None,
        "token": token,
        "currency": currency,
        "items": [_item(line, goods, prices, stock, currency) for line in cart.lines],
        "coupons": [],
        **_totals(quote, currency),
    }


def _quoted(
    lines: list[CartLine],
    goods: dict[UUID, Sellable],
    *,
    currency: str,
    country: str | None,
    shipping_method: str | None,
) -> Quote | None:
    """The quote of what has a price; lines without one are left out and show it."""
    while lines:
        wanted = [
            pricing.line_of(goods[variant], quantity=quantity) for variant, quantity in demand(lines).items()
        ]
        try:
            return pricing.quote(
                wanted,
                currency=currency,
                at=clock.now(),
                destination=pricing.Destination(country=country or ""),
                shipping_method=shipping_method,
            )
        except pricing.MissingPrice as missing:
            without = set(missing.facts["variants"])
            lines = [line for line in lines if str(line.variant_id) not in without]
    return None


def _item(
    line: CartLine,
    goods: dict[UUID, Sellable],
    prices: dict[UUID, QuotedLine],
    stock: dict[UUID, int],
    currency: str,
) -> dict[str, Any]:
    sold, price = goods.get(line.variant_id), prices.get(line.variant_id)
    free = stock.get(line.variant_id, 0)
    item: dict[str, Any] = {
        "id": str(line.id),
        "product": {
            "id": str(line.product_id),
            "title": sold.product_title if sold else "",
            "slug": sold.product_slug if sold else "",
            "image": sold.image_url if sold else None,
            "picture": catalog.picture_facts(sold.image) if sold and sold.image else None,
        },
        "variant": {
            "id": str(line.variant_id), "sku": sold.sku if sold else "", "title": sold.title if sold else "",
        },
        "vendor": {"id": str(sold.vendor_id), "name": sold.vendor_name} if sold else None,
        "quantity": line.quantity,
        "unit_price": str(price.unit_price) if price else None,
        "line_total": str(price.line_total) if price else str(Money.zero(currency)),
        "currency": currency,
        "available": free,
    }  # fmt: skip
    if problem := _problem(line, sold, price, free):
        item["problem"] = problem
    return item


def _problem(line: CartLine, sold: Sellable | None, price: QuotedLine | None, free: int) -> str | None:
    if sold is None or not sold.is_sellable:
        return "not_for_sale"
    if price is None:
        return "price_missing"
    if free < line.quantity:
        return "insufficient_stock" if free > 0 else "out_of_stock"
    return None


def _totals(quote: Quote | None, currency: str) -> dict[str, Any]:
    if quote is None:
        zero = str(Money.zero(currency))
        names = ("subtotal", "discount_total", "shipping_total", "tax_total", "total")
        return {**dict.fromkeys(names, zero), "shipping_method": "", "explanation": []}
    return {
        "subtotal": str(quote.subtotal),
        "discount_total": str(quote.discount_total),
        "shipping_total": str(quote.shipping_total),
        "tax_total": str(quote.tax_total),
        "total": str(quote.total),
        "shipping_method": quote.shipping_method,
        "explanation": [dict(step) for step in quote.explanation],
    }
