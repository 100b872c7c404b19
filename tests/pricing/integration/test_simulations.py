"""A promotion is tried on stored orders: the same number as placing them with it on, restartable, and never left hanging."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from tests.factories.terms import charge_tax, ship_by

from nexus.kernel import clock
from nexus.kernel.clock import FixedClock
from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.platform.tenancy import bind_tenant, tenant_scope
from nexus.pricing import facade
from nexus.pricing.application.try_promotion import KnownCosts, TryPromotion, tried_pages
from nexus.pricing.contracts.dto import BuyerFacts, GoodsFacts, QuoteLine
from nexus.pricing.domain.trials import Trial
from nexus.pricing.infrastructure import costs, past_orders, simulations, trial_crew
from nexus.pricing.interfaces import trying_side_by_side
from nexus.pricing.models import PriceRecord, ReceiptRecord, SimulationRecord

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def time() -> Iterator[FixedClock]:
    with clock.use_clock(FixedClock(START)) as fixed:
        yield fixed


@pytest.fixture
def shop(make_tenant: Any, time: FixedClock) -> Iterator[Any]:
    made = make_tenant()
    with tenant_scope(made.id):
        charge_tax([("", "standard", "19")])
        ship_by("post", "Post", "4.90")
    with bind_tenant(made.id):
        yield made


def spec(code: str, percent: int, **more: Any) -> dict[str, Any]:
    return {"code": code, "title": code, "benefit": {"type": "percentage", "percent": str(percent)}} | more


def priced(cents: int) -> Any:
    variant = new_id()
    facade.set_prices([(variant, Money(cents, "EUR"), None)])
    return variant


def place(variants: list[Any], time: FixedClock, *, email: str = "") -> facade.Quote:
    """An order as checkout keeps it; a minute before the next one."""
    found = quoted(variants, email=email)
    facade.keep_receipt(new_id(), found)
    time.advance(timedelta(minutes=1))
    return found


def keep_unreadable() -> None:
    ReceiptRecord.objects.create(
        order_id=new_id(), priced_at=START - timedelta(hours=1), currency="EUR", total_minor=1, discount_minor=0,
        inputs={"nothing": "of use"},
    )  # fmt: skip


def quoted(variants: list[Any], *, email: str = "") -> facade.Quote:
    lines = [
        QuoteLine(
            variant_id=variant, quantity=place + 1, goods=GoodsFacts(product_id=variant, vendor_id=variant)
        )
        for place, variant in enumerate(variants)
    ]
    return facade.quote(lines, currency="EUR", buyer=BuyerFacts(email=email))


def test_it_equals_placing_the_orders_with_the_promotion_on(shop: Any, time: FixedClock) -> None:
    with tenant_scope():
        baskets = [[priced(1000 + 37 * number), priced(99)] for number in range(5)]
        running = facade.save_promotion(spec("running", 10, lane=0), status="active")
        before = [place(variants, time) for variants in baskets]
        facade.set_status(running.id, "paused")
        facade.save_promotion(spec("later", 77), status="active")
        draft = facade.save_promotion(spec("draft", 20, kind="catalogue"))
        found = facade.start_simulation(draft.id, orders=100)
        facade.set_status(facade.promotions(statuses=("active",))[0].id, "archived")
        facade.set_status(running.id, "active")
        facade.set_status(draft.id, "active")
        after = [quoted(variants) for variants in baskets]
    assert (found.state, found.total, found.done) == ("done", 5, 5)
    assert found.result is not None
    [sums] = found.result.sums
    assert (found.result.orders, found.result.touched, found.result.not_reproduced) == (5, 5, 0)
    assert Decimal(sums.revenue_before) == sum(one.total.minor for one in before) / Decimal(100)
    assert Decimal(sums.revenue_after) == sum(one.total.minor for one in after) / Decimal(100)


def test_the_newest_orders_of_a_span_in_the_order_of_time(shop: Any, time: FixedClock) -> None:
    with tenant_scope():
        variant = priced(1000)
        for number in range(6):
            place([variant], time, email=f"{number}@x.test")
        draft = facade.save_promotion(spec("draft", 10, limit_total=2))
        newest = facade.start_simulation(draft.id, orders=3).result
        early = facade.start_simulation(draft.id, until=START + timedelta(minutes=2)).result
        late = facade.start_simulation(draft.id, since=START + timedelta(minutes=2)).result
    assert newest
    assert early
    assert late
    assert (newest.orders, newest.first_at, newest.last_at, newest.uses) == (
        3, START + timedelta(minutes=3), START + timedelta(minutes=5), 2,
    )  # fmt: skip
    assert newest.limit_reached_at == START + timedelta(minutes=4)
    assert (early.orders, early.last_at) == (2, START + timedelta(minutes=1))
    assert (late.orders, late.first_at) == (4, START + timedelta(minutes=2))


def test_pages_hold_every_order_once(shop: Any, time: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(past_orders, "_SIZE", 3)
    with tenant_scope():
        variant = priced(1000)
        for _ in range(7):  # all in one instant
            facade.keep_receipt(new_id(), quoted([variant]))
        span = past_orders.Span(most=6, since=None, until=START + timedelta(days=1))
        sizes = [[order.order_id for order, _ in page] for page in past_orders.pages(span)]
    assert [len(page) for page in sizes] == [3, 3]
    assert len({one for page in sizes for one in page}) == 6


def test_costs_and_margins_are_of_today(shop: Any, time: FixedClock) -> None:
    with tenant_scope():
        known, unknown = priced(1000), priced(500)
        PriceRecord.objects.filter(variant_id=known).update(cost_minor=850)
        place([known, unknown], time)
        draft = facade.save_promotion(spec("draft", 20))
        found = facade.start_simulation(draft.id).result
    assert found
    [sums] = found.sums
    assert (sums.margin_before, sums.margin_after) == ("1.50", "-0.50")
    assert (sums.lines, sums.lines_without_cost, found.below_cost) == (2, 1, 1)


def test_many_orders_wait_for_the_worker(
    shop: Any, time: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nexus.pricing.facade.trials.AT_ONCE", 2)
    with tenant_scope():
        variant = priced(1000)
        for _ in range(3):
            place([variant], time)
        draft = facade.save_promotion(spec("draft", 10))
        waiting = facade.start_simulation(draft.id, orders=10, asked_by="user:1")
    assert (waiting.state, waiting.total, waiting.done, waiting.asked_by) == ("waiting", 3, 0, "user:1")
    done = facade.run_simulation(waiting.id)
    assert (done.state, done.done, done.result and done.result.touched) == ("done", 3, 3)
    with tenant_scope():
        assert facade.simulation(waiting.id) == done
        assert facade.simulations_of(draft.id) == (done,)
    assert facade.run_simulation(waiting.id) == done  # a second worker finds nothing to do


def test_what_is_changed_meanwhile_does_not_change_what_is_tried(shop: Any, time: FixedClock) -> None:
    with tenant_scope():
        place([priced(1000)], time)
        draft = facade.save_promotion(spec("draft", 10))
        found = facade.start_simulation(draft.id, spec=spec("draft", 30)).result
    assert found
    assert found.sums[0].draft == "3.00"


def test_called_off_it_stops_and_stays_called_off(
    shop: Any, time: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nexus.pricing.facade.trials.AT_ONCE", 0)
    monkeypatch.setattr(past_orders, "_SIZE", 1)
    with tenant_scope():
        variant = priced(1000)
        for _ in range(3):
            place([variant], time)
        draft = facade.save_promotion(spec("draft", 10))
        asked = facade.start_simulation(draft.id)
    told = simulations.tell_progress

    def cancelling(claimed: Any, done: int) -> bool:
        if done == 2:
            facade.cancel_simulation(claimed.id)
        return told(claimed, done)

    monkeypatch.setattr(simulations, "tell_progress", cancelling)
    stopped = facade.run_simulation(asked.id)
    assert (stopped.state, stopped.done, stopped.result) == ("cancelled", 1, None)
    with tenant_scope():
        assert facade.cancel_simulation(asked.id).state == "cancelled"


def test_one_that_ended_cannot_be_called_off(shop: Any, time: FixedClock) -> None:
    with tenant_scope():
        place([priced(1000)], time)
        done = facade.start_simulation(facade.save_promotion(spec("draft", 10)).id)
        with pytest.raises(facade.SimulationOver) as refused:
            facade.cancel_simulation(done.id)
        assert refused.value.facts == {"state": "done"}
        with pytest.raises(facade.UnknownSimulation):
            facade.cancel_simulation(new_id())


def test_one_that_fails_says_why(shop: Any, time: FixedClock) -> None:
    with tenant_scope():
        keep_unreadable()
        failed = facade.start_simulation(facade.save_promotion(spec("draft", 10)).id)
    assert (failed.state, failed.result) == ("failed", None)
    assert "missing required field `basket`" in failed.error


def test_a_dead_worker_is_followed_by_another_one_and_the_dead_one_finds_out(
    shop: Any, time: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nexus.pricing.facade.trials.AT_ONCE", 0)
    with tenant_scope():
        place([priced(1000)], time)
        asked = facade.start_simulation(facade.save_promotion(spec("draft", 10)).id)
        time.advance(simulations.UNHEARD + timedelta(seconds=1))
        assert facade.resume_simulations() == 1  # nobody was woken for it
        dead = simulations.claim(asked.id)
        assert dead is not None
        assert simulations.claim(asked.id) is None
        assert facade.resume_simulations() == 0
        time.advance(simulations.SILENCE + timedelta(seconds=1))
        assert facade.resume_simulations() == 1
    assert facade.run_simulation(asked.id).state == "done"
    with tenant_scope():
        assert not simulations.tell_progress(dead, 1)
        assert not simulations.finish(dead, error="too late")
        found = facade.simulation(asked.id)
    assert found
    assert found.state == "done"


def test_one_that_kills_every_worker_is_given_up(
    shop: Any, time: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nexus.pricing.facade.trials.AT_ONCE", 0)
    with tenant_scope():
        place([priced(1000)], time)
        asked = facade.start_simulation(facade.save_promotion(spec("draft", 10)).id)
        for _ in range(simulations.MOST_ATTEMPTS):
            assert simulations.claim(asked.id)
            time.advance(simulations.SILENCE + timedelta(seconds=1))
        assert facade.resume_simulations() == 0
        found = facade.simulation(asked.id)
    assert found
    assert (found.state, found.error) == ("failed", "It was begun 3 times and never finished.")


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"orders": 0}, "orders"),
        ({"orders": 100_001}, "orders"),
        ({"since": START, "until": START}, "until"),
    ],
)
def test_what_cannot_be_tried_is_refused(shop: Any, asked: dict[str, Any], field: str) -> None:
    with tenant_scope():
        draft = facade.save_promotion(spec("draft", 10))
        with pytest.raises(facade.InvalidTrial) as refused:
            facade.start_simulation(draft.id, **asked)
        assert list(refused.value.errors) == [field]
        with pytest.raises(facade.InvalidPromotion):
            facade.start_simulation(draft.id, spec=spec("draft", 101))
        with pytest.raises(facade.UnknownPromotion):
            facade.start_simulation(new_id())
        assert not SimulationRecord.objects.exists()


def test_statements_do_not_grow_with_the_orders(shop: Any, time: FixedClock, sql_log: Any) -> None:
    with tenant_scope():
        variants = [priced(1000) for _ in range(3)]
        facade.save_promotion(spec("running", 10), status="active")
        for number in range(30):
            place([variants[number % 3]], time)
        draft = facade.save_promotion(spec("draft", 20))
        with sql_log() as log:
            facade.start_simulation(draft.id)
    # open ones, promotion, count, row, claim, promotion, first order, page, promotions of then, costs, progress, result, row
    assert len(log) == 13


def test_without_a_draft_every_order_comes_to_what_it_came_to(shop: Any, time: FixedClock) -> None:
    with tenant_scope():
        changing = facade.save_promotion(spec("changing", 5), status="active")
        for percent in (10, 20, 30):
            place([priced(1000 + percent), priced(333)], time)
            facade.save_promotion(spec("changing", percent), promotion_id=changing.id)
        span = past_orders.Span(most=10, since=None, until=START + timedelta(days=1))
        pages = tried_pages(Trial(None), past_orders.pages(span), KnownCosts(costs.load_costs))
        found = TryPromotion(went_on=lambda _: True)(None, pages)
    assert (found.orders, found.not_reproduced, found.touched) == (3, 0, 0)


def test_a_process_of_its_own_finds_the_same(
    shop: Any, time: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nexus.pricing.facade.trials.AT_ONCE", 0)
    monkeypatch.setattr(past_orders, "_SIZE", 4)
    with tenant_scope():
        variants = [priced(1000 + number) for number in range(5)]
        PriceRecord.objects.update(cost_minor=900)
        facade.save_promotion(spec("running", 5, lane=0), status="active")
        for number in range(30):
            place([variants[number % 5], variants[number % 3]], time, email=f"{number % 4}@x.test")
        limits = {"limit_total": 20, "limit_per_buyer": 6}
        draft = facade.save_promotion(spec("draft", 20, **limits))
        alone = facade.start_simulation(draft.id, nudges=False)
        crew = facade.start_simulation(draft.id, nudges=False)
    monkeypatch.setattr("os.cpu_count", lambda: 1)  # each takes a second or two to start
    monkeypatch.setattr("nexus.pricing.facade.trials.CREW_FROM", 1_000)
    one = facade.run_simulation(alone.id)
    monkeypatch.setattr("nexus.pricing.facade.trials.CREW_FROM", 1)
    several = facade.run_simulation(crew.id)
    assert one.result is not None
    assert (one.result.orders, one.result.uses, one.result.out_of_uses) == (30, 20, 10)
    assert (several.state, several.error, several.result) == ("done", "", one.result)


def test_a_process_that_fails_says_why(shop: Any, time: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    with tenant_scope():
        keep_unreadable()
        draft = facade.save_promotion(spec("draft", 10))
        stretches = past_orders.stretches(
            past_orders.Span(most=1, since=None, until=START + timedelta(days=1))
        )
    asked, told = BytesIO(), BytesIO()
    trial_crew.send(asked, trial_crew.Task(shop.id, draft.id, 1, dict(draft.spec), None))
    trial_crew.send(asked, stretches[0])
    asked.seek(0)
    monkeypatch.setattr("os.nice", lambda _: 0)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=asked))
    monkeypatch.setattr("sys.stdout", SimpleNamespace(buffer=told))
    trying_side_by_side.main()
    told.seek(0)
    answer = trial_crew.receive(told, trial_crew.Answer)
    assert answer
    assert answer.page is None
    assert "missing required field `basket`" in answer.failure
    assert trial_crew.receive(told, trial_crew.Answer) is None


def test_a_crew_that_is_gone_fails_the_simulation(
    shop: Any, time: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nexus.pricing.facade.trials.AT_ONCE", 0)
    monkeypatch.setattr("nexus.pricing.facade.trials.CREW_FROM", 1)
    monkeypatch.setattr(trial_crew, "PROGRAM", "nexus.no_such_program")
    with tenant_scope():
        place([priced(1000)], time)
        asked = facade.start_simulation(facade.save_promotion(spec("draft", 10)).id, nudges=False)
    failed = facade.run_simulation(asked.id)
    assert (failed.state, failed.error) == ("failed", "CrewLost: a process that tries orders ended early")
