"""Rules of coupons that hold whoever writes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from nexus.pricing.contracts.promotion_errors import InvalidCoupon, UnknownPromotion
from nexus.pricing.contracts.promotions import CouponInfo, PromotionInfo
from nexus.pricing.domain.coupon_codes import normal_prefix
from nexus.pricing.domain.coupons import LONGEST_CODE, normal_code
from nexus.pricing.domain.lifecycle import ARCHIVED
from nexus.pricing.domain.ownership import Author

SHORTEST_CODE: Final = 3
LARGEST_BATCH: Final = 100_000
CHANGEABLE: Final = frozenset(
    {"is_active", "user_id", "email", "starts_at", "ends_at", "limit_total", "limit_per_buyer"}
)
_MOST: Final = 2**31 - 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """When and how often codes may be used."""

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    limit_total: int | None = None
    limit_per_buyer: int | None = None


def checked_code(text: str, /) -> str:
    """In its normal form. Raises InvalidCoupon."""
    code = normal_code(text)
    if not SHORTEST_CODE <= len(code) <= LONGEST_CODE or not code.isalnum():
        reason = f"{SHORTEST_CODE} to {LONGEST_CODE} letters and digits; spaces and dashes do not count."
        raise InvalidCoupon(errors={"code": [reason]})
    return code


def checked_promotion(promotion: PromotionInfo | None, author: Author, /) -> PromotionInfo:
    """Codes are for promotions that need one. Raises UnknownPromotion, InvalidCoupon."""
    if promotion is None or not author.may_see(promotion.vendor_id):
        raise UnknownPromotion(errors={"promotion_id": ["There is no such promotion."]})
    if not promotion.needs_coupon:
        raise InvalidCoupon(errors={"promotion_id": ["This promotion applies without a code."]})
    if promotion.status == ARCHIVED:
        raise InvalidCoupon(errors={"promotion_id": ["This promotion is archived."]})
    return promotion


def term_errors(terms: Terms | CouponInfo, /) -> dict[str, list[str]]:
    """By field."""
    errors = {}
    if terms.starts_at and terms.ends_at and terms.ends_at <= terms.starts_at:
        errors["ends_at"] = ["Must be after starts_at."]
    for name in ("limit_total", "limit_per_buyer"):
        limit = getattr(terms, name)
        if limit is not None and not 1 <= limit <= _MOST:
            errors[name] = ["Must be at least 1."]
    return errors


def check_coupon(coupon: CouponInfo, author: Author, /, *, knows_buyer: bool) -> None:
    """Raises InvalidCoupon naming every field. Sellers know their buyers by address alone."""
    errors = term_errors(coupon)
    if coupon.user_id and coupon.email:
        errors["email"] = ["A coupon belongs to an account or to an address, not to both."]
    if coupon.user_id and not author.is_staff:
        errors["user_id"] = ["Give it to an e-mail address."]
    elif coupon.user_id and not knows_buyer:
        errors["user_id"] = ["There is no such person."]
    if errors:
        raise InvalidCoupon(errors=errors)


def check_batch(size: int, prefix: str, terms: Terms, /) -> str:
    """The prefix in its normal form. Raises InvalidCoupon."""
    errors = term_errors(terms)
    if not 1 <= size <= LARGEST_BATCH:
        errors["size"] = [f"Must be between 1 and {LARGEST_BATCH:,}."]
    normal = ""
    try:
        normal = normal_prefix(prefix)
    except ValueError as error:
        errors["prefix"] = [str(error)]
    if errors:
        raise InvalidCoupon(errors=errors)
    return normal


def normal_changes(changes: Mapping[str, Any], /) -> dict[str, Any]:
    """What may be changed of a coupon; addresses in lower case. Raises ValueError for anything else."""
    if unknown := sorted(changes.keys() - CHANGEABLE):
        raise ValueError(f"not a coupon's to change: {', '.join(unknown)}")
    found = dict(changes)
    if "email" in found:
        found["email"] = str(found["email"] or "").strip().lower()
    return found
