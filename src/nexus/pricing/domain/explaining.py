"""The trace of promotions: what applied, what did not and why, and who pays for it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final
from uuid import UUID

from nexus.kernel.money import Money
from nexus.pricing.contracts.dto import Part, RefusedCoupon, Step, UsedPromotion
from nexus.pricing.domain import trace
from nexus.pricing.domain.basket import Basket, BasketLine, GivenCoupon
from nexus.pricing.domain.case import Case
from nexus.pricing.domain.catalogue import PiecePrice
from nexus.pricing.domain.promotions import Promotion
from nexus.pricing.domain.refusals import NOTHING_MATCHES, Refusal
from nexus.pricing.domain.search import Outcome, Used

MOST_TOLD: Final = 20
"""Refused promotions that a buyer's trace names."""
UNKNOWN_COUPON: Final = Refusal(code="coupon_unknown", text="There is no such coupon.")


def shown_compare_at(line: BasketLine, unit: Money, /) -> Money | None:
    """The crossed-out price: the seller's, or the list price if promotions are below it; None if crossing out says nothing."""
    before = line.compare_at or line.list_price
    before = max(before, line.list_price)
    return before if before > unit else None


def catalogue_steps(line: BasketLine, price: PiecePrice, /) -> Iterator[Step]:
    for step in price.steps:
        amount = Money(step.minor * line.quantity, line.list_price.currency)
        yield trace.catalogue(line, amount, offer=step.promotion.code, text=step.promotion.spec.title)


def discount_step(case: Case, used: Used, line: BasketLine, minor: int, /) -> Step:
    spec = used.promotion.spec
    coupon = coupon_of(case, used.promotion)
    return trace.discount(
        line, case.money(minor), offer=spec.code, text=spec.title, coupon=coupon.code if coupon else ""
    )


def taken_by_line(outcome: Outcome, /) -> dict[int, list[tuple[Used, int]]]:
    """What was taken off each line and freight of the case, by which promotion, in the order in which they applied."""
    found: dict[int, list[tuple[Used, int]]] = {}
    for used in outcome.used:
        for index, minor in used.taken:
            found.setdefault(index, []).append((used, minor))
    return found


def gift_steps(case: Case, outcome: Outcome, line: BasketLine, /) -> Iterator[Step]:
    """What made this line cost nothing."""
    for used in outcome.used:
        for place, pieces in used.gifts:
            if case.basket.gifts[place].variant_id == line.variant_id:
                yield discount_step(case, used, line, line.list_price.minor * pieces)


def refused_steps(case: Case, outcome: Outcome, /, *, explain_all: bool) -> Iterator[Step]:
    """Promotions that did not apply, the most telling first: those whose coupon was given, those that a little more would win,
    those that another one beat."""
    ranked = sorted(outcome.refused, key=lambda pair: _rank(case, *pair))
    if not explain_all:
        ranked = [pair for pair in ranked if _is_told(case, *pair)][:MOST_TOLD]
    for promotion, refusal in ranked:
        coupon = coupon_of(case, promotion)
        part: Part = "shipping" if promotion.target.reach == "freight" else "discount"
        yield trace.refused(
            refusal,
            part=part,
            offer=promotion.code,
            currency=case.currency,
            coupon=coupon.code if coupon else "",
            title=promotion.spec.title,
        )
    for given in case.basket.coupons:
        if given.promotion_id is None:
            reason = given.problem or UNKNOWN_COUPON
            yield trace.refused(reason, part="discount", offer="", currency=case.currency, coupon=given.code)


def _rank(case: Case, promotion: Promotion, refusal: Refusal) -> tuple[bool, bool, bool, int, str]:
    missing = refusal.missing.minor if refusal.missing else refusal.missing_quantity or 0
    return (
        coupon_of(case, promotion) is None, not refusal.is_near, promotion.spec.is_private, missing, promotion.code,
    )  # fmt: skip


def _is_told(case: Case, promotion: Promotion, refusal: Refusal) -> bool:
    if coupon_of(case, promotion):
        return True
    return not promotion.spec.is_private and (refusal.is_near or refusal.code in _TELLING)


_TELLING: Final = frozenset(
    {"better_offer", "better_combination", "gift_gone", "not_combinable", "nothing_to_reduce"}
)


def used_promotions(
    case: Case, outcome: Outcome, gifts: Sequence[BasketLine], /
) -> tuple[UsedPromotion, ...]:
    """What each promotion that applied took off in all."""
    return tuple(_used(case, used, gifts) for used in outcome.used)


def promotions_in_prices(
    lines: Sequence[BasketLine], pieces: Sequence[PiecePrice], /
) -> tuple[UsedPromotion, ...]:
    """What each promotion of the catalogue took off the prices of all pieces, by code."""
    taken: dict[UUID, tuple[Promotion, Money]] = {}
    for line, price in zip(lines, pieces, strict=True):
        for step in price.steps:
            minor = Money(step.minor * line.quantity, line.list_price.currency)
            _, before = taken.get(step.promotion.id, (step.promotion, Money.zero(minor.currency)))
            taken[step.promotion.id] = (step.promotion, before + minor)
    return tuple(_in_prices(*found) for found in sorted(taken.values(), key=lambda found: found[0].code))


def _in_prices(promotion: Promotion, amount: Money) -> UsedPromotion:
    spec = promotion.spec
    return UsedPromotion(
        promotion_id=promotion.id,
        code=spec.code,
        title=spec.title,
        version=promotion.version,
        amount=amount,
        vendor_funded=Money(_share(amount.minor, spec.funded_by_vendor), amount.currency),
        vendor_id=spec.vendor_id,
    )


def _used(case: Case, used: Used, gifts: Sequence[BasketLine]) -> UsedPromotion:
    spec, coupon = used.promotion.spec, coupon_of(case, used.promotion)
    amount = used.amount + sum(gifts[place].list_price.minor * pieces for place, pieces in used.gifts)
    return UsedPromotion(
        promotion_id=used.promotion.id,
        code=spec.code,
        title=spec.title,
        version=used.promotion.version,
        amount=case.money(amount),
        vendor_funded=case.money(_share(amount, spec.funded_by_vendor)),
        vendor_id=spec.vendor_id,
        coupon_id=coupon.coupon_id if coupon else None,
        coupon=coupon.code if coupon else "",
    )


def _share(minor: int, percent: Decimal) -> int:
    """Half up to the minor unit."""
    top, bottom = (percent / 100).as_integer_ratio()
    return (2 * minor * top + bottom) // (2 * bottom)


def refused_coupons(basket: Basket, outcome: Outcome, /) -> tuple[RefusedCoupon, ...]:
    """Codes that do not apply, each with its reason."""
    reasons = {promotion.id: refusal for promotion, refusal in outcome.refused}
    used = {one.promotion.id for one in outcome.used}
    found = []
    for given in basket.coupons:
        if given.promotion_id in used:
            continue
        reason = given.problem or reasons.get(given.promotion_id) or _unjudged(given)  # type: ignore[arg-type]
        found.append(
            RefusedCoupon(
                code=given.code, reason=reason.code, text=reason.text, missing=reason.missing,
                missing_quantity=reason.missing_quantity, of=reason.of,
            )
        )  # fmt: skip
    return tuple(found)


def _unjudged(given: GivenCoupon) -> Refusal:
    """Its promotion was not weighed: there was nothing to weigh it on, or there is no such promotion."""
    return NOTHING_MATCHES if given.promotion_id else UNKNOWN_COUPON


def coupon_of(case: Case, promotion: Promotion) -> GivenCoupon | None:
    return next((one for one in case.basket.coupons if one.promotion_id == promotion.id), None)
