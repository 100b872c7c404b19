"""Codes of coupons: their normal form, and why one cannot be used, in the buyer's words."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from nexus.pricing.contracts.dto import BuyerFacts
from nexus.pricing.domain.refusals import Refusal
from nexus.pricing.domain.uses import ALL_BUYERS, buyer_keys

LONGEST_CODE: Final = 64
_LEFT_OUT: Final = ("Z", "C", "Pd", "Pc")
"""Unicode categories of spaces, invisible characters, dashes and underscores."""
PAUSED: Final = Refusal(code="coupon_paused", text="This code cannot be used at the moment.")
USED_UP: Final = Refusal(code="coupon_used_up", text="This code has been used up.")
USED_BY_YOU: Final = Refusal(code="coupon_used_by_you", text="You have used this code already.")
NOT_YOURS: Final = Refusal(code="coupon_not_yours", text="This code belongs to somebody else.")
LOG_IN: Final = Refusal(
    code="coupon_not_yours", text="This code belongs to one customer; log in as the one who received it."
)
SAME_OFFER: Final = Refusal(code="coupon_same_offer", text="Another code for the same offer is in the cart.")
EXPIRED_CODE: Final = "coupon_expired"
NOT_YET_CODE: Final = "coupon_not_yet"


def normal_code(text: str, /) -> str:
    """The one spelling of everything that a person may type for the same code: upper case of Unicode's compatible form, without
    spaces, dashes and what cannot be seen. Applying it twice changes nothing. Empty when nothing is left."""
    before, found = "", text
    while before != found:
        before = found
        folded = unicodedata.normalize("NFKC", found.casefold().upper())
        found = "".join(sign for sign in folded if not unicodedata.category(sign).startswith(_LEFT_OUT))
    return found


@dataclass(frozen=True, kw_only=True, slots=True)
class CouponFacts:
    """A coupon, the promotion that it lets apply, and how often both were used: `uses` by (subject, buyer)."""

    coupon_id: UUID
    promotion_id: UUID
    code: str
    is_active: bool
    user_id: UUID | None
    email: str
    starts_at: datetime | None
    ends_at: datetime | None
    limit_total: int | None
    limit_per_buyer: int | None
    promotion_status: str
    promotion_starts_at: datetime | None
    promotion_ends_at: datetime | None
    promotion_limit_total: int | None
    promotion_limit_per_buyer: int | None
    uses: Mapping[tuple[UUID, str], int] = field(default_factory=dict)

    @property
    def is_known(self) -> bool:
        """Whether buyers may hear of it: what was never published does not exist for them."""
        return self.promotion_status != "draft"

    def period_problem(self, at: datetime, /, *, zone: ZoneInfo) -> Refusal | None:
        """Too early or too late for the code or its offer; days and hours in the store's zone."""
        ends = [end for end in (self.ends_at, self.promotion_ends_at) if end]
        if self.promotion_status == "archived" or any(end <= at for end in ends):
            return Refusal(code=EXPIRED_CODE, text="This code has expired.")
        starts = max((start for start in (self.starts_at, self.promotion_starts_at) if start), default=at)
        if starts > at:
            text = f"This code can be used from {_day(starts, zone)} on."
            return Refusal(code=NOT_YET_CODE, text=text)
        return None if self.is_active and self.promotion_status == "active" else PAUSED

    def owner_problem(self, buyer: BuyerFacts, /) -> Refusal | None:
        """It was given to one buyer, and this is somebody else, or nobody knows who it is."""
        if self.user_id and buyer.user_id != self.user_id:
            return NOT_YOURS if buyer.user_id else LOG_IN
        if self.email and buyer.email.strip().lower() != self.email:
            return NOT_YOURS if buyer.email else LOG_IN
        return None

    def use_problem(self, buyer: BuyerFacts, /) -> Refusal | None:
        """The code or its offer has been used too often, by this buyer or in all."""
        keys = buyer_keys(buyer)
        mine = (
            (self.coupon_id, self.limit_per_buyer),
            (self.promotion_id, self.promotion_limit_per_buyer),
        )
        if any(self._reached(subject, key, limit) for subject, limit in mine for key in keys):
            return USED_BY_YOU
        everyones = ((self.coupon_id, self.limit_total), (self.promotion_id, self.promotion_limit_total))
        if any(self._reached(subject, ALL_BUYERS, limit) for subject, limit in everyones):
            return USED_UP
        return None

    def _reached(self, subject: UUID, buyer: str, limit: int | None) -> bool:
        return limit is not None and self.uses.get((subject, buyer), 0) >= limit


def _day(at: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    return f"{local.day} {local:%B %Y, %H:%M}"
