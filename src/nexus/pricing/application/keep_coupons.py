"""Write coupons, one at a time or in batches."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from nexus.kernel.ids import new_id
from nexus.pricing.application.promotion_ports import Uses
from nexus.pricing.contracts.promotion_errors import CouponInUse, UnknownCoupon
from nexus.pricing.contracts.promotions import CouponBatchInfo, CouponInfo, PromotionInfo
from nexus.pricing.domain.coupon_drafts import (
    Terms,
    check_batch,
    check_coupon,
    checked_code,
    checked_promotion,
    normal_changes,
)
from nexus.pricing.domain.ownership import Author
from nexus.pricing.domain.uses import Limits


class CouponBook(Protocol):
    """Where coupons are kept."""

    def lock(self, coupon_id: UUID, /) -> CouponInfo | None:
        """As it is, for the rest of the transaction. Raises Busy."""
        ...

    def add(self, new: CouponInfo, /) -> None:
        """Raises CouponCodeTaken."""
        ...

    def replace(self, changed: CouponInfo, /) -> None: ...

    def delete(self, coupon_id: UUID, /) -> None: ...

    def was_used(self, coupon_id: UUID, /) -> bool: ...

    def add_batch(self, new: CouponBatchInfo, /) -> None:
        """And wake whoever makes its codes, once the transaction has ended."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class NewCoupon:
    """What somebody wants: a code for a promotion. `owner`: account or address whose alone it is."""

    promotion_id: UUID
    code: str
    terms: Terms
    user_id: UUID | None = None
    email: str = ""
    is_active: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class NewBatch:
    """So many codes that nobody can guess."""

    promotion_id: UUID
    name: str
    size: int
    terms: Terms
    prefix: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class KeepCoupons:
    """Raises InvalidCoupon, UnknownPromotion, UnknownCoupon, CouponCodeTaken, CouponInUse."""

    coupons: CouponBook
    uses: Uses
    promotion: Callable[[UUID], PromotionInfo | None]
    knows_buyer: Callable[[UUID], bool]

    def add(self, wish: NewCoupon, author: Author, /, *, at: datetime) -> CouponInfo:
        """One code."""
        promotion = checked_promotion(self.promotion(wish.promotion_id), author)
        terms = wish.terms
        new = CouponInfo(
            id=new_id(), promotion_id=promotion.id, batch_id=None, code=checked_code(wish.code), is_active=wish.is_active,
            user_id=wish.user_id, email=wish.email.strip().lower(), starts_at=terms.starts_at, ends_at=terms.ends_at,
            limit_total=terms.limit_total, limit_per_buyer=terms.limit_per_buyer, created_at=at,
            vendor_id=promotion.vendor_id,
        )  # fmt: skip
        self._check(new, author)
        self.coupons.add(new)
        return new

    def change(self, coupon_id: UUID, changes: Mapping[str, Any], author: Author, /) -> CouponInfo:
        """What is stated; its code and its promotion stay."""
        before = self._locked(coupon_id, author)
        after = replace(before, **normal_changes(changes))
        if after == before:
            return before
        self._check(after, author)
        self.coupons.replace(after)
        self.uses.recount(coupon_id, before=_limits(before), after=_limits(after))
        return after

    def delete(self, coupon_id: UUID, author: Author, /) -> None:
        """Only one that was never used."""
        self._locked(coupon_id, author)
        if self.coupons.was_used(coupon_id):
            raise CouponInUse
        self.coupons.delete(coupon_id)

    def add_batch(self, wish: NewBatch, author: Author, /, *, at: datetime) -> CouponBatchInfo:
        """Its codes come in the background."""
        promotion = checked_promotion(self.promotion(wish.promotion_id), author)
        terms = wish.terms
        new = CouponBatchInfo(
            id=new_id(), promotion_id=promotion.id, name=wish.name.strip(), size=wish.size, made=0,
            prefix=check_batch(wish.size, wish.prefix, terms), starts_at=terms.starts_at, ends_at=terms.ends_at,
            limit_total=terms.limit_total, limit_per_buyer=terms.limit_per_buyer, created_at=at, finished_at=None,
            vendor_id=promotion.vendor_id,
        )  # fmt: skip
        self.coupons.add_batch(new)
        return new

    def _locked(self, coupon_id: UUID, author: Author) -> CouponInfo:
        found = self.coupons.lock(coupon_id)
        if found is None or not author.may_see(found.vendor_id):
            raise UnknownCoupon(coupon=str(coupon_id))
        return found

    def _check(self, coupon: CouponInfo, author: Author) -> None:
        knows = coupon.user_id is None or not author.is_staff or self.knows_buyer(coupon.user_id)
        check_coupon(coupon, author, knows_buyer=knows)


def _limits(coupon: CouponInfo) -> Limits:
    return Limits(
        subject_id=coupon.id, name=coupon.code, total=coupon.limit_total, per_buyer=coupon.limit_per_buyer
    )
