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
from nexus.pricing.contracts.promotion_errors import (
    BuyerNeeded,
    CouponUsedUp,
    IllegalPromotionStatus,
    InvalidPromotion,
    PromotionCodeTaken,
    PromotionInUse,
    PromotionUsedUp,
    StalePromotion,
    UnknownPromotion,
)
from nexus.pricing.contracts.promotions import PromotionInfo
from nexus.pricing.facade.coupons import (
    claim_uses,
    normal_code,
    return_uses,
)
from nexus.pricing.facade.prices import (
    forget_old_prices,
    lowest_prices,
    prices,
    remember_prices,
    set_prices,
)
from nexus.pricing.facade.promotions import (
    delete_promotion,
    promotion,
    promotions,
    save_promotion,
    set_status,
)
from nexus.pricing.facade.quoting import (
    goods_of,
    line_of,
    quote,
)
from nexus.pricing.facade.terms import (
    require_shipping,
    shipping_options,
    shipping_rates,
    taxes_shown,
)

__all__ = [
    "DEFAULT_CHANNEL", "BuyerFacts", "BuyerNeeded", "CouponUsedUp", "Destination", "GoodsFacts", "IllegalPromotionStatus",
    "InvalidPrice", "InvalidPromotion", "InvalidQuantity", "MissingPrice", "NoShipping", "PastPrice", "Price",
    "PromotionCodeTaken", "PromotionInUse", "PromotionInfo", "PromotionUsedUp", "Quote", "QuoteLine", "QuoteTooLarge",
    "QuotedLine", "RefusedShipping", "ShippingOption", "ShippingRate", "StalePromotion", "Step", "UnknownPromotion",
    "UnknownShippingMethod", "claim_uses", "delete_promotion", "forget_old_prices", "goods_of", "line_of", "lowest_prices",
    "normal_code", "prices", "promotion", "promotions", "quote", "remember_prices", "require_shipping", "return_uses",
    "save_promotion", "set_prices", "set_status", "shipping_options", "shipping_rates", "taxes_shown",
from nexus.pricing.facade.quoting import goods_of, line_of, quote
from nexus.pricing.facade.receipts import keep_receipt, recompute
from nexus.pricing.facade.terms import require_shipping, shipping_options, shipping_rates, taxes_shown

    "DEFAULT_CHANNEL", "BuyerFacts", "Destination", "GoodsFacts", "InvalidPrice", "InvalidQuantity", "MissingPrice", "NoShipping",
    "PastPrice", "Price", "Quote", "QuoteLine", "QuoteTooLarge", "QuotedLine", "RefusedShipping", "ShippingOption",
    "ShippingRate", "Step", "UnknownShippingMethod", "forget_old_prices", "goods_of", "keep_receipt", "line_of", "lowest_prices", "prices",
    "quote", "recompute", "remember_prices", "require_shipping", "set_prices", "shipping_options", "shipping_rates", "taxes_shown",
]  # fmt: skip
