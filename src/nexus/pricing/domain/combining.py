"""Which promotions may apply together."""

from collections.abc import Sequence
from itertools import combinations

from nexus.pricing.domain.basket import BasketLine
from nexus.pricing.domain.lanes import Offers
from nexus.pricing.domain.promotions import Promotion
from nexus.pricing.domain.situations import is_about


def can_combine(one: Promotion, other: Promotion, offers: Offers, /) -> bool:
    """As far as lanes and exclusivity go. Promotions of the catalogue and of the cart always can."""
    if one.spec.kind != other.spec.kind:
        return True
    if one.spec.exclusive or other.spec.exclusive:
        return False
    if one.spec.lane != other.spec.lane:
        return True
    return len(offers.strategy_of(one.spec.lane).groups((one, other))) > 1


def seeds(offers: Offers, /) -> list[tuple[Promotion, ...]]:
    """What is tried: each promotion alone, then all pairs that may apply together, in an order that does not depend on how they
    were stored."""
    ranked = sorted(offers.promotions, key=lambda one: one.code)
    pairs = (pair for pair in combinations(ranked, 2) if can_combine(*pair, offers))
    return [*((one,) for one in ranked), *pairs]


def anchors(
    together: Sequence[Promotion], goods: Sequence[BasketLine], costs: dict[int, int], /
) -> list[int]:
    """Goods that all of them are about: the cheapest and the dearest, those with the least margin and the highest floor.
    Promotions of shipping are about all."""
    on_goods = [one for one in together if one.target.reach == "goods"]
    found = [
        index for index, line in enumerate(goods)
        if line.list_price.minor and all(is_about(one, line) for one in on_goods)
    ]  # fmt: skip
    if not found:
        return []
    extremes = (
        min(found, key=lambda index: goods[index].list_price.minor),
        max(found, key=lambda index: goods[index].list_price.minor),
        max(found, key=lambda index: costs.get(index, 0) / goods[index].list_price.minor),
        max(found, key=lambda index: goods[index].floor / goods[index].list_price.minor),
    )
    return list(dict.fromkeys(extremes))
