"""The cart as the HTTP contract shows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.dto import Sellable
from nexus.checkout.domain.cart import CartLine
from nexus.checkout.domain.priced_cart import PricedCart
from nexus.checkout.queries.shipping_body import shipping_body
from nexus.kernel.money import Money, total
from nexus.pricing.contracts.dto import Quote, QuotedLine, RefusedCoupon, UsedPromotion


def cart_body(priced: PricedCart, /, *, token: str | None) -> dict[str, Any]:
    """Items with what is wrong with each, gifts, coupons with what is wrong with each, and the totals of what can be bought."""
    cart = priced.cart
    return {
        "id": str(cart.id) if cart.id else None,
        "token": token,
        "currency": priced.currency,
        "items": [*_items(priced), *_gifts(priced)],
        "coupons": list(cart.terms.coupons),
        "coupon_details": [_coupon(code, priced) for code in cart.terms.coupons],
        "promotions": [promotion_body(used) for used in (priced.quote.promotions if priced.quote else ())],
        **_totals(priced.quote, priced.currency),
        **_credit(priced),
        **shipping_body(priced),
    }


def _credit(priced: PricedCart) -> dict[str, Any]:
    """What gift cards and store credit would pay. A card is named by its id and the end of its code."""
    plan, terms = priced.credit, priced.cart.terms
    of_buyer = [part.amount for part in plan.spent if part.kind == "store_credit"]
    return {
        "gift_cards": [_card(card, priced) for card in terms.gift_cards],
        "use_credit": terms.use_credit,
        "store_credit": str(total(of_buyer, currency=priced.currency)),
        "credit_total": str(priced.total - priced.amount_due),
        "amount_due": str(priced.amount_due),
    }


def _card(card: UUID, priced: PricedCart) -> dict[str, Any]:
    spent = next((part for part in priced.credit.spent if part.account_id == card), None)
    refused = next((one for one in priced.credit.refused if one.account_id == card), None)
    return {
        "id": str(card),
        "tail": (spent or refused).tail if spent or refused else "",
        "amount": str(spent.amount if spent else Money.zero(priced.currency)),
        "currency": priced.currency,
        **({"problem": {"code": refused.reason, "text": refused.text}} if refused else {}),
    }


def promotion_body(used: UsedPromotion, /) -> dict[str, Any]:
    """A promotion that applied: what it took off in all."""
    return {
        "code": used.code, "title": used.title, "amount": str(used.amount), "currency": used.amount.currency,
        "coupon": used.coupon,
    }  # fmt: skip


def _items(priced: PricedCart) -> Iterator[dict[str, Any]]:
    quoted = priced.quote.lines if priced.quote else ()
    prices = {line.variant_id: line for line in quoted if not line.is_gift}
    for line in priced.cart.lines:
        yield _item(line, priced, prices.get(line.variant_id))


def _item(line: CartLine, priced: PricedCart, price: QuotedLine | None) -> dict[str, Any]:
    sold, free = priced.goods.get(line.variant_id), priced.stock.get(line.variant_id, 0)
    item: dict[str, Any] = {
        "id": str(line.id),
        **_goods(sold, product_id=line.product_id, variant_id=line.variant_id),
        "quantity": line.quantity,
        "unit_price": str(price.unit_price) if price else None,
        "compare_at_price": str(price.compare_at) if price and price.compare_at else None,
        "discount": str(price.discount if price else Money.zero(priced.currency)),
        "line_total": str(price.line_total if price else Money.zero(priced.currency)),
        "currency": priced.currency,
        "available": free,
        "is_gift": False,
    }
    if problem := _problem(line, sold, price, free):
        item["problem"] = problem
    return item


def _gifts(priced: PricedCart) -> Iterator[dict[str, Any]]:
    """What promotions put in. Their id is the variant's: no line of the cart is called so, and none can be changed by it."""
    for line in priced.quote.lines if priced.quote else ():
        if line.is_gift:
            sold = priced.goods[line.variant_id]
            yield {
                "id": str(line.variant_id),
                **_goods(sold, product_id=sold.product_id, variant_id=line.variant_id),
                "quantity": line.quantity,
                "unit_price": str(line.unit_price),
                "compare_at_price": None,
                "discount": str(line.discount),
                "line_total": str(line.line_total),
                "currency": priced.currency,
                "available": priced.stock.get(line.variant_id, 0),
                "is_gift": True,
            }


def _goods(sold: Sellable | None, *, product_id: UUID, variant_id: UUID) -> dict[str, Any]:
    return {
        "product": {
            "id": str(product_id),
            "title": sold.product_title if sold else "",
            "slug": sold.product_slug if sold else "",
            "image": sold.image_url if sold else None,
            "picture": catalog.picture_facts(sold.image) if sold and sold.image else None,
        },
        "variant": {
            "id": str(variant_id), "sku": sold.sku if sold else "", "title": sold.title if sold else "",
        },
        "vendor": {"id": str(sold.vendor_id), "name": sold.vendor_name} if sold else None,
    }  # fmt: skip


def _problem(line: CartLine, sold: Sellable | None, price: QuotedLine | None, free: int) -> str | None:
    if sold is None or not sold.is_sellable:
        return "not_for_sale"
    if price is None:
        return "price_missing"
    if free < line.quantity:
        return "insufficient_stock" if free > 0 else "out_of_stock"
    return None


def _coupon(code: str, priced: PricedCart) -> dict[str, Any]:
    used = (
        next((one for one in priced.quote.promotions if one.coupon == code), None) if priced.quote else None
    )
    detail: dict[str, Any] = {
        "code": code,
        "applied": used is not None,
        "title": used.title if used else "",
        "amount": str(used.amount if used else Money.zero(priced.currency)),
        "currency": priced.currency,
    }
    if refusal := priced.refusal_of(code):
        detail["problem"] = _refusal(refusal)
    return detail


def _refusal(refusal: RefusedCoupon) -> dict[str, Any]:
    return {
        "code": refusal.reason,
        "text": refusal.text,
        **({"missing": str(refusal.missing)} if refusal.missing is not None else {}),
        **({"missing_quantity": refusal.missing_quantity} if refusal.missing_quantity is not None else {}),
        **({"of": refusal.of} if refusal.of else {}),
    }


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
