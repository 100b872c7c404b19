"""An order uses promotions and coupons: claimed like stock when it is placed, given back when it fails."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from nexus.pricing.application.promotion_ports import Redemptions, Uses
from nexus.pricing.contracts.dto import BuyerFacts, Quote
from nexus.pricing.contracts.promotion_errors import BuyerNeeded, CouponUsedUp, PromotionUsedUp
from nexus.pricing.domain.uses import ALL_BUYERS, Claim, Limits, buyer_keys, claims_for, redeemer_keys


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimUses:
    """All of them or, by the error that ends the transaction, none. Raises PromotionUsedUp, CouponUsedUp, BuyerNeeded, Busy."""

    uses: Uses
    redemptions: Redemptions

    def __call__(self, order_id: UUID, quote: Quote, /, *, buyer: BuyerFacts, at: datetime) -> None:
        keys = buyer_keys(buyer)
        if quote.promotions:
            self._claim(quote, keys)
        used, first_key = (*quote.promotions, *quote.in_prices), keys[0] if keys else ""
        if used:
            email = buyer.email.strip().lower()
            self.redemptions.add(order_id, used, buyer=first_key, email=email, at=at)

    def _claim(self, quote: Quote, keys: tuple[str, ...]) -> None:
        """Promotions of the catalogue have no limits: what is part of a price is there for everybody."""
        coupons = {one.coupon_id for one in quote.promotions if one.coupon_id}
        limits = self.uses.limits({one.promotion_id for one in quote.promotions}, coupons)
        if not keys and any(one.per_buyer is not None for one in limits):
            raise BuyerNeeded(errors={"email": ["This offer is limited for each buyer: say who buys."]})
        wanted = claims_for(limits, keys)
        taken = self.uses.take(wanted)
        for claim in wanted:
            if claim not in taken:
                raise _used_up(claim, limits, coupons)


@dataclass(frozen=True, kw_only=True, slots=True)
class ReturnUses:
    """What the order used may be used again. The second time nothing happens. Raises Busy."""

    uses: Uses
    redemptions: Redemptions

    def __call__(self, order_id: UUID, /, *, at: datetime) -> None:
        returned = self.redemptions.take_back(order_id, at=at)
        if not returned:
            return
        coupons = {entry.coupon_id for entry in returned if entry.coupon_id}
        self.uses.limits({entry.promotion_id for entry in returned}, coupons)  # they stay until this is done
        self.uses.give_back(pair for entry in returned for pair in _counted(entry))


def _counted(entry: Any) -> Iterable[tuple[UUID, str]]:
    keys = (ALL_BUYERS, *redeemer_keys(entry.buyer, entry.email))
    for subject in (entry.promotion_id, entry.coupon_id):
        if subject:
            yield from ((subject, key) for key in keys)


def _used_up(claim: Claim, limits: Iterable[Limits], coupons: Iterable[UUID | None]) -> Exception:
    name = next(one.name for one in limits if one.subject_id == claim.subject_id)
    by = "you" if claim.buyer else "all"
    reason = "You have used it already." if claim.buyer else "It has been used up."
    if claim.subject_id in set(coupons):
        return CouponUsedUp(
            f"{name}: {reason}", errors={"coupons": [f"{name}: {reason}"]}, coupon=name, by=by
        )
    return PromotionUsedUp(f"{name}: {reason}", promotion=name, by=by)
