"""Why promotions and coupons are refused."""

from typing import ClassVar

from nexus.kernel.errors import ConcurrentUpdate, Conflict, Forbidden, NotFound, RuleBroken


class InvalidPromotion(RuleBroken):
    """A promotion that cannot be: `errors` names the field and the reason (`benefit.percent`, `conditions[0].of.categories`)."""

    code: ClassVar[str] = "invalid_promotion"
    title: ClassVar[str] = "The promotion is not valid"


class UnknownPromotion(NotFound):
    """No such promotion here, or not the caller's."""

    code: ClassVar[str] = "promotion_not_found"
    title: ClassVar[str] = "There is no such promotion"


class PromotionCodeTaken(Conflict):
    """Another promotion of the shop has the code. `errors["code"]`."""

    code: ClassVar[str] = "promotion_code_taken"
    title: ClassVar[str] = "Another promotion has this code"


class StalePromotion(ConcurrentUpdate):
    """Somebody changed it since the caller read it. Fact `version`: the present one."""


class IllegalPromotionStatus(Conflict):
    """Facts `status` and `legal`: what it may become."""

    code: ClassVar[str] = "illegal_transition"
    title: ClassVar[str] = "The promotion cannot become that"


class PromotionInUse(Conflict):
    """It was published or used: archive it instead."""

    code: ClassVar[str] = "promotion_in_use"
    title: ClassVar[str] = "Only a draft that was never used can be deleted"


class ForeignVendor(Forbidden):
    """A seller's promotions are about that seller's own goods."""

    code: ClassVar[str] = "foreign_vendor"
    title: ClassVar[str] = "You do not act for this vendor"


class PromotionUsedUp(Conflict):
    """Others were faster, or this buyer had it already. Facts `promotion` (its code) and `by` ("you" or "all")."""

    code: ClassVar[str] = "promotion_used_up"
    title: ClassVar[str] = "An offer has been used up in the meantime"


class CouponUsedUp(Conflict):
    """Others were faster, or this buyer had it already. Facts `coupon` (its code) and `by` ("you" or "all")."""

    code: ClassVar[str] = "coupon_used_up"
    title: ClassVar[str] = "A coupon has been used up in the meantime"


class BuyerNeeded(RuleBroken):
    """An offer that each buyer may use so often, for an order that says neither account nor e-mail."""

    code: ClassVar[str] = "buyer_needed"
    title: ClassVar[str] = "State an e-mail address to use this offer"


class InvalidLane(RuleBroken):
    """A lane that cannot be: `errors` names the field."""

    code: ClassVar[str] = "invalid_lane"
    title: ClassVar[str] = "The lane is not valid"


class UnknownLane(NotFound):
    """No such lane here."""

    code: ClassVar[str] = "lane_not_found"
    title: ClassVar[str] = "There is no such lane"


class LanePositionTaken(Conflict):
    """Another lane stands there. `errors["position"]`."""

    code: ClassVar[str] = "lane_position_taken"
    title: ClassVar[str] = "Another lane has this position"


class LaneInUse(Conflict):
    """Promotions are in it. Fact `promotions`: codes of some of them."""

    code: ClassVar[str] = "lane_in_use"
    title: ClassVar[str] = "Promotions are in this lane"


class InvalidCoupon(RuleBroken):
    """A coupon or a batch of them that cannot be: `errors` names the field."""

    code: ClassVar[str] = "invalid_coupon"
    title: ClassVar[str] = "The coupon is not valid"


class UnknownCoupon(NotFound):
    """No such coupon here, or not the caller's."""

    code: ClassVar[str] = "coupon_not_found"
    title: ClassVar[str] = "There is no such coupon"


class UnknownCouponBatch(NotFound):
    """No such batch here, or not the caller's."""

    code: ClassVar[str] = "coupon_batch_not_found"
    title: ClassVar[str] = "There is no such batch of coupons"


class CouponCodeTaken(Conflict):
    """Another coupon of the shop has the code. `errors["code"]`."""

    code: ClassVar[str] = "coupon_code_taken"
    title: ClassVar[str] = "Another coupon has this code"


class CouponInUse(Conflict):
    """Orders used it: switch it off instead."""

    code: ClassVar[str] = "coupon_in_use"
    title: ClassVar[str] = "Only a coupon that was never used can be deleted"
