"""Promotions and coupons as other contexts and the screens see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

type PromotionStatus = Literal["draft", "active", "paused", "archived"]


@dataclass(frozen=True, kw_only=True, slots=True)
class PromotionInfo:
    """A promotion. `spec` is what the engine reads, ready for JSON (see docs/domains/promotions.md); the rest are parts of it
    that lists show. `version` counts changes; it holds from `starts_at` until just before `ends_at`, instants in UTC."""

    id: UUID
    code: str
    title: str
    description: str
    kind: str
    status: PromotionStatus
    vendor_id: UUID | None
    lane: int
    needs_coupon: bool
    starts_at: datetime | None
    ends_at: datetime | None
    limit_total: int | None
    limit_per_buyer: int | None
    spec: Mapping[str, Any]
    version: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class LaneInfo:
    """A lane: `strategy` says what its promotions do with each other."""

    id: UUID
    position: int
    name: str
    strategy: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CouponInfo:
    """A code that lets a promotion apply, in its normal form. `user_id` or `email`: it is this buyer's alone. Limits None: as
    often as the promotion allows. `vendor_id`: of the promotion; `used`: orders that used it and did not fail."""

    id: UUID
    promotion_id: UUID
    batch_id: UUID | None
    code: str
    is_active: bool
    user_id: UUID | None
    email: str
    starts_at: datetime | None
    ends_at: datetime | None
    limit_total: int | None
    limit_per_buyer: int | None
    created_at: datetime
    vendor_id: UUID | None
    used: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class CouponBatchInfo:
    """Codes that are made together: `made` of `size` are there; `finished_at` None: the others come in the background."""

    id: UUID
    promotion_id: UUID
    name: str
    prefix: str
    size: int
    made: int
    starts_at: datetime | None
    ends_at: datetime | None
    limit_total: int | None
    limit_per_buyer: int | None
    created_at: datetime
    finished_at: datetime | None
    vendor_id: UUID | None
