"""Coupons, and the uses of them and of promotions."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from nexus.kernel import clock
from nexus.platform.tenancy import bound_tenant
from nexus.pricing import wiring
from nexus.pricing.application.keep_coupons import NewBatch, NewCoupon
from nexus.pricing.contracts.dto import BuyerFacts, Quote
from nexus.pricing.contracts.promotions import CouponBatchInfo, CouponInfo
from nexus.pricing.domain import coupons
from nexus.pricing.domain.coupon_drafts import Terms
from nexus.pricing.domain.ownership import author_for
from nexus.pricing.infrastructure import coupon_making, forgetting
from nexus.pricing.queries import coupons as queries


def normal_code(text: str, /) -> str:
    """The one spelling of everything that a person may type for the same code; quotes name codes so. Empty for nothing."""
    return coupons.normal_code(text)


def claim_uses(order_id: UUID, quote: Quote, /, *, buyer: BuyerFacts) -> None:
    """The order uses what its quote applied: once for each promotion, and for the coupon that let it.

    In the transaction that places the order, after the quote was made in it; `buyer` with account and address as the order has
    them. Without promotions no statement, with those of the catalogue one; else three, one more with
    coupons. Raises PromotionUsedUp and CouponUsedUp (409, naming
    which), BuyerNeeded, Busy.
    """
    wiring.claim_uses()(order_id, quote, buyer=buyer, at=clock.now())


def return_uses(order_id: UUID, /) -> None:
    """The order failed or was cancelled: what it used may be used again. The second time nothing happens. Raises Busy."""
    wiring.return_uses()(order_id, at=clock.now())


def forget_buyer(user_id: UUID, /) -> None:
    """The person was forgotten: addresses that they bought with are gone from what is known of uses and coupons."""
    forgetting.forget_buyer(user_id)


def create_coupon(
    promotion_id: UUID,
    code: str,
    /,
    *,
    user_id: UUID | None = None,
    email: str = "",
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    limit_total: int | None = None,
    limit_per_buyer: int | None = None,
    is_active: bool = True,
    for_vendors: Iterable[UUID] | None = None,
) -> CouponInfo:
    """A code that lets a promotion apply, to everybody or to one buyer. `for_vendors`: as in `save_promotion`.

    Raises InvalidCoupon naming the field, UnknownPromotion, CouponCodeTaken.
    """
    wish = NewCoupon(
        promotion_id=promotion_id,
        code=code,
        user_id=user_id,
        email=email,
        is_active=is_active,
        terms=Terms(
            starts_at=starts_at, ends_at=ends_at, limit_total=limit_total, limit_per_buyer=limit_per_buyer
        ),
    )
    return wiring.keep_coupons().add(wish, author_for(for_vendors), at=clock.now())


def change_coupon(
    coupon_id: UUID, /, *, changes: Mapping[str, Any], for_vendors: Iterable[UUID] | None = None
) -> CouponInfo:
    """Any of is_active, user_id, email, starts_at, ends_at, limit_total, limit_per_buyer. Raises UnknownCoupon, InvalidCoupon."""
    return wiring.keep_coupons().change(coupon_id, changes, author_for(for_vendors))


def delete_coupon(coupon_id: UUID, /, *, for_vendors: Iterable[UUID] | None = None) -> None:
    """Only one that was never used. Raises UnknownCoupon, CouponInUse."""
    wiring.keep_coupons().delete(coupon_id, author_for(for_vendors))


def coupon(coupon_id: UUID, /, *, for_vendors: Iterable[UUID] | None = None) -> CouponInfo | None:
    """One coupon, or None; somebody else's is None too. One statement."""
    found = queries.coupon(coupon_id)
    return found if found and author_for(for_vendors).may_see(found.vendor_id) else None


def create_coupon_batch(
    promotion_id: UUID,
    /,
    *,
    name: str,
    size: int,
    prefix: str = "",
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    limit_total: int | None = 1,
    limit_per_buyer: int | None = None,
    for_vendors: Iterable[UUID] | None = None,
) -> CouponBatchInfo:
    """So many codes that nobody can guess (at most 100,000), made in the background. Raises InvalidCoupon naming the
    field, UnknownPromotion."""
    wish = NewBatch(
        promotion_id=promotion_id,
        name=name,
        size=size,
        prefix=prefix,
        terms=Terms(
            starts_at=starts_at, ends_at=ends_at, limit_total=limit_total, limit_per_buyer=limit_per_buyer
        ),
    )
    return wiring.keep_coupons().add_batch(wish, author_for(for_vendors), at=clock.now())


def coupon_batch(batch_id: UUID, /, *, for_vendors: Iterable[UUID] | None = None) -> CouponBatchInfo | None:
    """How far it is, or None; somebody else's is None too. One statement."""
    found = queries.batch(batch_id)
    return found if found and author_for(for_vendors).may_see(found.vendor_id) else None


def make_coupons(batch_id: UUID, /, *, seconds: float | None = None) -> bool:
    """Make codes of the batch, for so long; whether some are left. With the tenant bound, outside any transaction; a worker
    that dies in between loses nothing and makes nothing twice."""
    return coupon_making.make(batch_id, seconds=seconds)


def unfinished_coupon_batches() -> tuple[UUID, ...]:
    """Batches with codes that are not there yet. One statement."""
    return coupon_making.due()


def coupons_of_batch(batch_id: UUID, /) -> Iterator[list[CouponInfo]]:
    """All of them in pages, each page in a transaction of its own. Call it with the tenant bound; iterate wherever."""
    return queries.pages_of(batch_id, bound_tenant())
