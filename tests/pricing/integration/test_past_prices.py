"""What a reduction is compared with: the lowest price of the 30 days before it began (Directive 98/6/EC, Article 6a)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nexus.kernel.clock import FixedClock, use_clock
from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.platform.tenancy import tenant_scope
from nexus.pricing import facade
from nexus.pricing.contracts.dto import PastPrice
from nexus.pricing.contracts.errors import InvalidPrice
from nexus.pricing.domain.price_history import looked_back_to

START = datetime(2026, 6, 1, 12, tzinfo=UTC)
type Step = tuple[float, int, int | None]
"""Days after the start, price, compare-at price."""


def eur(minor: int | None) -> Money | None:
    return None if minor is None else Money(minor, "EUR")


def _lived(variant: UUID, steps: list[Step], moving: FixedClock) -> int | None:
    """What the last step is compared with."""
    for days, price, compare_at in steps:
        moving.advance(START + timedelta(days=days) - moving.now())
        facade.set_prices([(variant, Money(price, "EUR"), eur(compare_at))])
    found = facade.prices([variant])[variant].lowest_before
    return found.minor if found else None


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([(0, 100, None), (40, 80, 100)], 100),
        ([(0, 80, 100)], None),
        ([(0, 100, None), (40, 100, 120)], 100),
        ([(0, 100, None), (10, 130, None), (20, 90, 130)], 100),
        ([(0, 50, None), (10, 100, None), (40, 80, 100)], 100),
        ([(0, 50, None), (10 + 1e-6, 100, None), (40, 80, 100)], 50),
        ([(0, 100, None), (10, 90, 100), (20, 80, 100), (60, 70, 100)], 100),
        ([(0, 100, None), (10, 80, 100), (20, 90, 100)], 80),
        ([(0, 100, None), (10, 80, 100), (20, 80, None), (30, 80, 100)], 80),
        ([(0, 100, None), (10, 80, 100), (20, 80, None)], None),
        ([(0, 100, None), (10, 60, None), (10, 100, None), (20, 80, 100)], 100),
        ([(0, 100, None), (10, 80, 100), (20, 80, 110)], 100),
    ],
    ids=[
        "reduced", "reduced_from_the_first_day", "compared_with_what_it_cost_already", "raised_then_reduced",
        "ended_when_the_30_days_began", "held_a_moment_of_them", "reduced_further_and_further",
        "dearer_while_reduced_begins_anew", "announced_again", "no_longer_announced", "held_for_no_time",
        "compared_with_something_else",
    ],
)  # fmt: skip
def test_the_price_before_a_reduction(scope: Any, steps: list[Step], expected: int | None) -> None:
    with use_clock(FixedClock(START)) as moving:
        assert _lived(new_id(), steps, moving) == expected  # type: ignore[arg-type]


def _oracle(steps: list[Step]) -> int | None:
    """Hour by hour, from the words of the law: when did it begin, and what was asked at any moment of the 30 days before?"""
    _, price, compare_at = steps[-1]
    if compare_at is None or compare_at <= price:
        return None
    began = len(steps) - 1
    while began and _announced(steps[began - 1]) and steps[began - 1][1] >= steps[began][1]:
        began -= 1
    until = steps[began][0]
    asked = [
        _asked_at(steps, hour / 24)
        for hour in range(round((until - 30) * 24), round(until * 24))
        if hour >= 0
    ]
    return min(asked, default=None)


def _announced(step: Step) -> bool:
    return step[2] is not None and step[2] > step[1]


def _asked_at(steps: list[Step], days: float) -> int:
    return [price for since, price, _ in steps if since <= days + 1e-9][-1]


_LIVES = st.lists(
    st.tuples(st.integers(1, 400), st.sampled_from([70, 80, 90, 100]), st.sampled_from([None, 85, 110])),
    min_size=1,
    max_size=7,
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(_LIVES)
def test_any_life_of_a_price_ends_as_the_law_says(
    scope: Any, lived: list[tuple[int, int, int | None]]
) -> None:
    hours, steps = 0, list[Step]()
    for index, (pause, price, compare_at) in enumerate(lived):
        hours += pause if index else 0
        steps.append((hours / 24, price, compare_at))

    with use_clock(FixedClock(START)) as moving:
        assert _lived(new_id(), steps, moving) == _oracle(steps)  # type: ignore[arg-type]


def test_one_statement_for_many_and_nothing_more_when_nothing_is_replaced(
    scope: Any, sql_log: Callable[[], Any]
) -> None:
    variants = [new_id() for _ in range(50)]
    with use_clock(FixedClock(START)) as moving:
        assert isinstance(moving, FixedClock)
        with sql_log() as first:
            facade.set_prices([(one, Money(100, "EUR"), Money(150, "EUR")) for one in variants])
        moving.advance(timedelta(days=1))
        with sql_log() as second:
            facade.set_prices([(one, Money(120, "EUR"), Money(150, "EUR")) for one in variants])
        moving.advance(timedelta(days=1))
        with sql_log() as asked:
            found = facade.lowest_prices(variants)

    def touching(statements: list[str]) -> int:
        return sum("pricing_" in one for one in statements)

    assert (touching(first), touching(second), touching(asked)) == (1, 3, 1)
    assert found == dict.fromkeys(variants, Money(100, "EUR"))


def test_thirty_days_are_never_shorter_than_the_law_says_where_clocks_are_turned() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    for month, hours in ((4, 720), (11, 721)):
        before = datetime(2026, month, 10, tzinfo=berlin).astimezone(UTC)
        assert before - looked_back_to(before, days=30, time_zone="Europe/Berlin") == timedelta(hours=hours)


def test_prices_from_before_the_shop_came_are_taken_over_and_old_ones_forgotten(tenant: Any) -> None:
    variant = new_id()

    def past(minor: int, first: int, last: int) -> PastPrice:
        return PastPrice(variant_id=variant, currency="EUR", minor=minor, held_from=START + timedelta(days=first),
                         held_until=START + timedelta(days=last))  # fmt: skip

    with use_clock(FixedClock(START)) as moving, tenant_scope():
        assert isinstance(moving, FixedClock)
        facade.set_prices([(variant, Money(80, "EUR"), Money(100, "EUR"))])
        with pytest.raises(InvalidPrice):
            facade.remember_prices([past(90, -20, -10), past(90, -5, 1)])
        assert facade.prices([variant])[variant].lowest_before is None
        facade.remember_prices([past(70, -60, -30), past(95, -30, -10), past(100, -10, 0)])
        assert facade.prices([variant])[variant].lowest_before == Money(95, "EUR")
        moving.advance(timedelta(days=371))
        assert (facade.forget_old_prices(), facade.forget_old_prices()) == (1, 0)
        assert facade.prices([variant])[variant].lowest_before == Money(95, "EUR")
