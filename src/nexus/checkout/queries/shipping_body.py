"""How the goods of a cart can be sent, as the HTTP contract shows it."""

from typing import Any

from nexus.checkout.domain.priced_cart import PricedCart
from nexus.pricing.contracts.dto import RefusedShipping, ShippingOption


def shipping_body(priced: PricedCart, /) -> dict[str, Any]:
    """The ways to choose from, those that this cart cannot have and why, and why it cannot be sent at all where that is so.

    `is_estimate`: a more complete address could change shipping and taxes.
    """
    quote = priced.quote
    problem = quote.shipping_problem if quote else None
    return {
        "shipping_options": [_option(option) for option in (quote.shipping_options if quote else ())],
        "shipping_refused": [_refused(refused) for refused in (quote.shipping_refused if quote else ())],
        "shipping_problem": _refused(problem) if problem else None,
        "is_estimate": quote.is_estimate if quote else False,
    }


def _option(option: ShippingOption) -> dict[str, Any]:
    missing = option.missing_for_free
    return {
        "code": option.code,
        "name": option.name,
        "price": str(option.price),
        "currency": option.price.currency,
        "missing_for_free": None if missing is None else str(missing),
        "store_id": str(option.store_id) if option.store_id else None,
    }


def _refused(refused: RefusedShipping) -> dict[str, str]:
    return {"code": refused.code, "name": refused.name, "reason": refused.reason, "text": refused.text}
