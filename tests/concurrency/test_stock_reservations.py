"""Many buyers, real connections: never more promises than pieces, never fewer, no deadlock, counters that
add up.
"""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from random import Random
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError
from tests.concurrency.stock_twins import AbsoluteReservations, BasketOrderShelf, UnlockedShelf, twin
from tests.fixtures import run_in_threads
from tests.inventory.ledger import findings, level_of, promises_of

from nexus.inventory import facade
from nexus.inventory.contracts.dto import StockLine
from nexus.inventory.infrastructure.reservations import PostgresReservations
from nexus.inventory.models import ReservationRecord, StockLevelRecord
from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.platform.locking import Busy
from nexus.platform.tenancy import tenant_scope

THREADS = 8
type Buy = Callable[[UUID], None]


@pytest.fixture
def shop(tenant: Any) -> Any:
    """The test's tenant; levels are made with `stock`."""
    return tenant


def stock(shop: Any, *quantities: int) -> list[UUID]:
    variants = sorted(new_id() for _ in quantities)
    with tenant_scope(shop.id):
        facade.set_levels(dict(zip(variants, quantities, strict=True)))
    return variants


def later() -> Any:
    return clock.now() + timedelta(minutes=30)


def lines(*pairs: tuple[UUID, int]) -> list[StockLine]:
    return [StockLine(variant_id=variant, quantity=quantity) for variant, quantity in pairs]


def rush(shop: Any, buyers: int, buy: Buy) -> Counter[str]:
    """So many buyers, `THREADS` at a time, each in a transaction of its own; how often each outcome
    occurred.
    """

    def worker(index: int) -> list[str]:
        return [attempt(buy) for _ in range(index, buyers, THREADS)]

    outcomes: Counter[str] = Counter()
    for found in run_in_threads(THREADS, worker, tenant_id=shop.id):
        if isinstance(found, Exception):
            raise found
        outcomes.update(found)
    return outcomes


def attempt(buy: Buy) -> str:
    try:
        with tenant_scope():
            buy(new_id())
    except (facade.OutOfStock, Busy, IntegrityError) as refused:
        return type(refused).__name__
    return "promised"


@pytest.mark.parametrize("pieces", [1, 2, 5, 9])
def test_twenty_buyers_for_each_piece(shop: Any, pieces: int) -> None:
    (variant,) = stock(shop, pieces)
    outcomes = rush(
        shop, 20 * pieces, lambda order: facade.reserve(order, lines((variant, 1)), expires_at=later())
    )
    assert outcomes == {"promised": pieces, "OutOfStock": 19 * pieces}
    with tenant_scope():
        assert level_of(variant) == (pieces, pieces)
        assert ReservationRecord.objects.filter(variant_id=variant, state="open").count() == pieces
        assert findings() == []


def test_two_lines_of_the_same_variant_in_every_basket(shop: Any) -> None:
    (variant,) = stock(shop, 7)
    basket = lines((variant, 1), (variant, 2))
    outcomes = rush(shop, 60, lambda order: facade.reserve(order, basket, expires_at=later()))
    assert outcomes == {"promised": 2, "OutOfStock": 58}
    with tenant_scope():
        assert level_of(variant) == (7, 6)
        assert findings() == []


def test_hundreds_of_baskets_in_random_order_do_not_deadlock(shop: Any) -> None:
    variants = stock(shop, *[10_000] * 12)
    random = Random(7)

    def buy(order: UUID) -> None:
        basket = random.sample(variants, 4)
        facade.reserve(order, lines(*((variant, 1) for variant in basket)), expires_at=later())

    assert rush(shop, 400, buy) == {"promised": 400}
    with tenant_scope():
        assert sum(level.reserved for level in StockLevelRecord.objects.all()) == 1600
        assert findings() == []


def test_expired_promises_are_sold_again_without_any_worker(shop: Any) -> None:
    (variant,) = stock(shop, 5)
    abandoned = [new_id() for _ in range(5)]
    for order in abandoned:
        with tenant_scope():
            facade.reserve(order, lines((variant, 1)), expires_at=clock.now() - timedelta(seconds=1))
    outcomes = rush(shop, 60, lambda order: facade.reserve(order, lines((variant, 1)), expires_at=later()))
    assert outcomes == {"promised": 5, "OutOfStock": 55}
    with tenant_scope():
        assert level_of(variant) == (5, 5)
        assert [promises_of(order) for order in abandoned] == [[(variant, 1, "released", "expired")]] * 5
        assert findings() == []


def test_late_payers_and_new_buyers_never_get_the_same_piece(shop: Any) -> None:
    """Each of five late orders either commits its piece or finds it lost; a new buyer has it exactly then."""
    (variant,) = stock(shop, 5)
    late = [new_id() for _ in range(5)]
    for order in late:
        with tenant_scope():
            facade.reserve(order, lines((variant, 1)), expires_at=clock.now() - timedelta(seconds=1))

    def race(index: int) -> str:
        if index >= len(late):
            return attempt(lambda order: facade.reserve(order, lines((variant, 1)), expires_at=later()))
        try:
            with tenant_scope():
                facade.commit(late[index])
        except facade.ReservationLost:
            return "lost"
        return "committed"

    outcomes = Counter(run_in_threads(THREADS, race, tenant_id=shop.id))
    assert outcomes["committed"] + outcomes["lost"] == 5
    assert outcomes["promised"] + outcomes["OutOfStock"] == THREADS - 5
    with tenant_scope():
        states = Counter(ReservationRecord.objects.values_list("state", flat=True))
        assert states["committed"] == outcomes["committed"]
        assert states["open"] + states["committed"] + facade.available([variant])[variant] <= 5
        assert level_of(variant)[0] == 5 - outcomes["committed"]
        assert findings() == []


def test_counters_are_the_sum_of_rows_after_any_workload(shop: Any) -> None:
    variants = stock(shop, *[30] * 6)

    def worker(index: int) -> Counter[str]:
        random, orders, done = Random(index), [], Counter[str]()
        for _ in range(60):
            outcome = one_step(random, variants, orders)
            done[outcome] += 1
        return done

    outcomes: Counter[str] = Counter()
    for found in run_in_threads(THREADS, worker, tenant_id=shop.id):
        if isinstance(found, Exception):
            raise found
        outcomes.update(found)
    assert outcomes.total() == THREADS * 60
    assert outcomes["Busy"] == 0
    assert min(outcomes[done] for done in ("reserved", "committed", "released", "adjusted", "swept")) > 0
    with tenant_scope():
        assert findings() == []
        for level in StockLevelRecord.objects.all():
            assert 0 <= level.reserved <= level.on_hand


def one_step(random: Random, variants: list[UUID], orders: list[UUID]) -> str:
    """Anything that can happen to stock, chosen by chance; orders of other threads are never touched."""
    try:
        with tenant_scope():
            return _random_step(random, variants, orders)
    except (facade.OutOfStock, facade.BelowReserved, facade.ReservationLost, Busy) as refused:
        return type(refused).__name__


def _random_step(random: Random, variants: list[UUID], orders: list[UUID]) -> str:
    dice = random.random()
    if dice < 0.45 or not orders:
        basket = [(variant, random.randint(1, 4)) for variant in random.choices(variants, k=3)]
        order = new_id()
        facade.reserve(
            order, lines(*basket), expires_at=clock.now() + timedelta(seconds=random.choice([-1, 600]))
        )
        orders.append(order)
        return "reserved"
    if dice < 0.65:
        facade.commit(orders.pop(random.randrange(len(orders))))
        return "committed"
    if dice < 0.8:
        facade.release(orders.pop(random.randrange(len(orders))), reason="test")
        return "released"
    if dice < 0.95:
        facade.adjust(random.choice(variants), random.choice([-3, -1, 2, 4]), "test")
        return "adjusted"
    facade.release_expired(limit=5)
    return "swept"


def test_the_twin_that_reads_without_a_lock_and_writes_sums_oversells(shop: Any) -> None:
    (variant,) = stock(shop, 1)
    reserve = twin(UnlockedShelf(Barrier(THREADS)), AbsoluteReservations())
    outcomes = rush(shop, THREADS, lambda order: reserve(order, lines((variant, 1)), expires_at=later()))
    assert outcomes == {"promised": THREADS}
    with tenant_scope():
        assert level_of(variant) == (1, 1)
        assert ReservationRecord.objects.filter(variant_id=variant, state="open").count() == THREADS
        (finding,) = findings()
        assert finding.endswith(f"counter says 1, open reservations add up to {THREADS}")


def test_the_twin_that_reads_without_a_lock_leaves_the_refusal_to_the_constraint(shop: Any) -> None:
    """The CHECK holds the line, but the buyers get an error of the database instead of what is short."""
    (variant,) = stock(shop, 1)
    reserve = twin(UnlockedShelf(Barrier(THREADS)), PostgresReservations())
    outcomes = rush(shop, THREADS, lambda order: reserve(order, lines((variant, 1)), expires_at=later()))
    assert outcomes == {"promised": 1, "IntegrityError": THREADS - 1}
    with tenant_scope():
        assert level_of(variant) == (1, 1)
        assert findings() == []


def test_the_twin_that_locks_in_the_order_of_the_basket_deadlocks(shop: Any) -> None:
    first, second = stock(shop, 5, 5)
    baskets, meeting = [(first, second), (second, first)], Barrier(2)

    def buy(index: int) -> str:
        basket = baskets[index]
        reserve = twin(BasketOrderShelf(meeting, basket), PostgresReservations())
        wanted = lines(*((variant, 1) for variant in basket))
        return attempt(lambda order: reserve(order, wanted, expires_at=later()))

    outcomes = Counter(run_in_threads(2, buy, tenant_id=shop.id))
    assert outcomes == {"promised": 1, "Busy": 1}
