"""What one promotion did to a price, and what held it back."""

from decimal import Decimal

from nexus.pricing.domain.effects import DraftUse
from nexus.pricing.domain.explaining import used_promotions
from nexus.pricing.domain.promotions import Promotion
from nexus.pricing.domain.quote import Priced
from nexus.pricing.domain.search import Used
from nexus.pricing.domain.strategies.protocols import minor_in


def draft_use(priced: Priced, draft: Promotion, /) -> DraftUse | None:
    """What the draft did in this price; None: nothing."""
    if draft.spec.kind == "catalogue":
        return _catalogue_use(priced, draft)
    told = used_promotions(priced.case, priced.outcome, priced.basket.gifts)
    for place, used in enumerate(priced.outcome.used):
        if used.promotion.id == draft.id:
            line_cap, order_cap = _at_caps(used, priced.case.currency)
            return DraftUse(
                amount=told[place].amount.minor, vendor_funded=told[place].vendor_funded.minor,
                at_line_cap=line_cap, at_order_cap=order_cap, at_floor=_at_floor(priced, place),
            )  # fmt: skip
    return None


def _at_caps(used: Used, currency: str) -> tuple[bool, bool]:
    spec = used.promotion.spec
    line, order = minor_in(spec.max_per_line, currency), minor_in(spec.max_per_order, currency)
    return (
        line is not None and any(minor >= line for _, minor in used.taken),
        order is not None and used.amount >= order,
    )


def _at_floor(priced: Priced, place: int) -> bool:
    """Whether it left of some line no more than its floor, given what applied before it."""
    used = priced.outcome.used[place]
    left = list(priced.case.start)
    for earlier in priced.outcome.used[: place + 1]:
        for index, minor in earlier.taken:
            left[index] -= minor
    floors = used.promotion.floors(priced.case)
    return any(0 < floors[index] >= left[index] for index, _ in used.taken)


def _catalogue_use(priced: Priced, draft: Promotion) -> DraftUse | None:
    amount, line_cap, floor = 0, False, False
    for line, piece in zip(priced.basket.lines, priced.pieces, strict=True):
        left = line.list_price.minor
        for step in piece.steps:
            left -= step.minor
            if step.promotion.id != draft.id:
                continue
            amount += step.minor * line.quantity
            cap = minor_in(draft.spec.max_per_line, priced.case.currency)
            line_cap |= cap is not None and step.minor >= cap
            floor |= 0 < draft.piece_floor(line, left) >= left
    if not amount:
        return None
    return DraftUse(
        amount=amount, vendor_funded=_share(amount, draft.spec.funded_by_vendor), at_line_cap=line_cap,
        at_floor=floor,
    )  # fmt: skip


def _share(minor: int, percent: Decimal) -> int:
    """Half up to the minor unit."""
    top, bottom = (percent / 100).as_integer_ratio()
    return (2 * minor * top + bottom) // (2 * bottom)
