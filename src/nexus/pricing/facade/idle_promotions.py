"""Promotions that nobody gets anything from."""

from collections.abc import Iterator

from nexus.pricing.contracts.conflicts import IdlePromotion, PromotionName
from nexus.pricing.contracts.promotions import PromotionInfo
from nexus.pricing.domain.conflicts import Search
from nexus.pricing.domain.promotions import Promotion
from nexus.pricing.domain.situations import is_about
from nexus.pricing.queries import promotions as queries


def idle_promotions(search: Search, /) -> Iterator[IdlePromotion]:
    """Of a search that has run: the promotion that it is about, or all; and those that are active though they have ended."""
    about = [one for one in search.ground.offers.promotions if search.about in (None, one.id)]
    for promotion in sorted(about, key=lambda one: one.code):
        if found := _reason(search, promotion):
            yield found
    if search.about is None:
        yield from (_ended(one) for one in _active() if one.ends_at and one.ends_at <= search.ground.now)


def name_of(promotion: Promotion, /) -> PromotionName:
    return PromotionName(promotion_id=promotion.id, code=promotion.code, title=promotion.spec.title)


def _reason(search: Search, promotion: Promotion) -> IdlePromotion | None:
    name, tries = name_of(promotion), search.tries[promotion.id]
    if promotion.target.reach == "goods" and not any(
        is_about(promotion, line) for line in search.ground.goods
    ):
        return IdlePromotion(promotion=name, reason="no_goods", text="Nothing on sale is meant by it.")
    if search.about is None and promotion.spec.needs_coupon and promotion.id not in search.ground.codes:
        return IdlePromotion(
            promotion=name, reason="no_code", text="It needs a code, and there is none for everybody."
        )
    if not tries.met:
        text = tries.nearest.text if tries.nearest else "What it asks for is never the case at once."
        return IdlePromotion(promotion=name, reason="never_met", text=text)
    if tries.used:
        return None
    others = sorted(tries.beaten_by.values(), key=lambda one: one.code)
    return IdlePromotion(
        promotion=name, reason="always_beaten", text="Others save more wherever it could apply.",
        by=tuple(name_of(one) for one in others),
    )  # fmt: skip


def _active() -> tuple[PromotionInfo, ...]:
    return queries.promotions(ids=None, statuses=("active",), vendor_ids=None, limit=1000)


def _ended(info: PromotionInfo) -> IdlePromotion:
    name = PromotionName(promotion_id=info.id, code=info.code, title=info.title)
    return IdlePromotion(promotion=name, reason="ended", text="Its end is past.")
