"""When a search would take too long it ends with the best that was found so far."""

from random import Random

import pytest
from tests.pricing.random_baskets import AT, promotion, random_basket, random_spec

from nexus.pricing.domain import branching
from nexus.pricing.domain.candidates import candidates
from nexus.pricing.domain.case import Case, case_of
from nexus.pricing.domain.lanes import Offers
from nexus.pricing.domain.search import best_combination

BASKETS = 60


def cases() -> list[tuple[Case, Offers]]:
    found = []
    for seed in range(BASKETS):
        chance = Random(seed)
        basket = random_basket(chance, "EUR", 6)
        offers = tuple(promotion(random_spec(chance, number, "EUR")) for number in range(12))
        units = [line.list_price.minor for line in basket.lines]
        order = tuple(basket.by_variant())
        found.append((case_of(basket, order=order, unit_minors=units, freight=(), at=AT), Offers(offers)))
    return found


def saved(case: Case, offers: Offers) -> tuple[int, bool]:
    outcome = best_combination(case, offers)
    return sum(used.amount for used in outcome.used), outcome.is_complete


def greedy(case: Case, offers: Offers) -> int:
    """In each lane the promotion that saves most of what is left."""
    found, _ = candidates(case, offers.promotions)
    left, together = list(case.start), [one for one in found if not one.promotion.spec.exclusive]
    for lane in sorted({one.promotion.spec.lane for one in together}):
        takes = [one.take(left) for one in together if one.promotion.spec.lane == lane]
        for index, minor in max(takes, key=lambda taken: sum(part for _, part in taken)):
            left[index] -= minor
    return sum(case.start) - sum(left)


def test_it_is_never_worse_than_the_best_of_each_lane_and_does_not_depend_on_the_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    exact = [saved(case, offers) for case, offers in cases()]
    assert all(is_complete for _, is_complete in exact)
    monkeypatch.setattr(branching, "MOST_CUTS", 2)
    cut_short = 0
    for (case, offers), (most, _) in zip(cases(), exact, strict=True):
        found, is_complete = saved(case, offers)
        assert greedy(case, offers) <= found <= most
        assert saved(case, Offers(offers.promotions[::-1])) == (found, is_complete)
        cut_short += not is_complete
    assert cut_short > BASKETS // 4
