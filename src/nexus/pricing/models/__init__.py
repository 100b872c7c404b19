"""Rows of pricing."""

from nexus.pricing.models.coupons import CouponBatchRecord, CouponRecord, RedemptionRecord, UseRecord
from nexus.pricing.models.credit import CreditAccountRecord, CreditEntryRecord
from nexus.pricing.models.lists import (
    CurrencyRuleRecord,
    ExchangeRateRecord,
    PriceEntryRecord,
    PriceListRecord,
)
from nexus.pricing.models.prices import PastPriceRecord, PriceRecord
from nexus.pricing.models.promotions import (
    EditionRecord,
    LaneRecord,
    PromotionRecord,
    PromotionVersionRecord,
    SimulationRecord,
)
from nexus.pricing.models.receipts import ReceiptRecord
from nexus.pricing.models.terms import (
    ProvidedRecord,
    ShippingMethodRecord,
    TaxRateRecord,
    TaxStatusRecord,
    TermsRecord,
    ZoneRecord,
)

__all__ = [
    "CouponBatchRecord", "CouponRecord", "CreditAccountRecord", "CreditEntryRecord", "CurrencyRuleRecord", "EditionRecord",
    "ExchangeRateRecord", "LaneRecord", "PastPriceRecord", "PriceEntryRecord", "PriceListRecord", "PriceRecord",
    "PromotionRecord", "PromotionVersionRecord", "ProvidedRecord", "ReceiptRecord", "RedemptionRecord", "ShippingMethodRecord",
    "SimulationRecord", "TaxRateRecord", "TaxStatusRecord", "TermsRecord", "UseRecord", "ZoneRecord",
]  # fmt: skip
