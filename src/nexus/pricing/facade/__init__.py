"""Pricing's front door. Every function runs inside the caller's tenant scope; `contracts` has the values."""

from nexus.pricing.contracts.dto import (
    DEFAULT_CHANNEL,
    BuyerFacts,
    Destination,
    GoodsFacts,
    PastPrice,
    Price,
    Quote,
    QuotedLine,
    QuoteLine,
    RefusedShipping,
    ShippingOption,
    ShippingRate,
    Step,
)
from nexus.pricing.contracts.errors import (
    InvalidPrice,
    InvalidQuantity,
    MissingPrice,
    NoShipping,
    QuoteTooLarge,
    UnknownShippingMethod,
)
from nexus.pricing.facade.prices import (
    forget_old_prices,
    lowest_prices,
    prices,
    remember_prices,
    set_prices,
)
from nexus.pricing.facade.quoting import goods_of, line_of, quote
from nexus.pricing.facade.terms import require_shipping, shipping_options, shipping_rates, taxes_shown

__all__ = [
    "DEFAULT_CHANNEL", "BuyerFacts", "Destination", "GoodsFacts", "InvalidPrice", "InvalidQuantity", "MissingPrice", "NoShipping",
    "PastPrice", "Price", "Quote", "QuoteLine", "QuoteTooLarge", "QuotedLine", "RefusedShipping", "ShippingOption",
    "ShippingRate", "Step", "UnknownShippingMethod", "forget_old_prices", "goods_of", "line_of", "lowest_prices", "prices",
    "quote", "remember_prices", "require_shipping", "set_prices", "shipping_options", "shipping_rates", "taxes_shown",
]  # fmt: skip
