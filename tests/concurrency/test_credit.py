"""Many orders, real connections: a balance is never spent twice and comes back once."""

from collections import Counter
from collections.abc import Callable
from random import Random
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError
from tests.fixtures import run_in_threads

from nexus.accounts import facade as accounts
from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.platform.db import execute, rows
from nexus.platform.locking import Busy, lock_errors
from nexus.platform.tenancy import current_tenant, tenant_scope
from nexus.pricing import facade
from nexus.pricing.application.credit_ports import Found, Wanted
from nexus.pricing.application.spend_credit import ReturnCredit, SpendCredit
from nexus.pricing.contracts.credit_errors import CreditTooLow, GiftCardEmpty
from nexus.pricing.domain.credit import Account
from nexus.pricing.infrastructure.credit_book import PostgresCreditBook, announce
from nexus.pricing.interfaces.verification import (
    balances_that_are_not_their_entries,
    credit_returned_too_often,
)
from nexus.pricing.models import CreditAccountRecord, CreditEntryRecord

THREADS = 8


def cards(tenant: Any, *minors: int) -> list[UUID]:
    with tenant_scope(tenant.id):
        return [facade.issue_gift_cards(Money(minor, "EUR"))[0].card.id for minor in minors]


def rush(tenant: Any, orders: int, spend: Callable[[int], int]) -> list[int]:
    """So many orders, `THREADS` at a time, each in a transaction of its own: what each paid."""

    def worker(index: int) -> list[int]:
        return [spend(order) for order in range(index, orders, THREADS)]

    paid: list[int] = []
    for found in run_in_threads(THREADS, worker, tenant_id=tenant.id):
        if isinstance(found, Exception):
            raise found
        paid.extend(found)
    return paid


def findings() -> list[Any]:
    return [*balances_that_are_not_their_entries(), *credit_returned_too_often()]


def spent_in_all() -> int:
    return -sum(CreditEntryRecord.objects.filter(reason="spent").values_list("amount_minor", flat=True))


@pytest.mark.parametrize(("balance", "wanted"), [(1000, 300), (1, 1), (777, 1000)])
def test_no_more_is_spent_than_there_is(tenant: Any, balance: int, wanted: int) -> None:
    (card,) = cards(tenant, balance)

    def spend(order: int) -> int:
        try:
            with tenant_scope():
                spent = facade.spend_credit(new_id(), upto=Money(wanted, "EUR"), account_ids=[card])
        except GiftCardEmpty:
            return 0
        return sum(part.amount.minor for part in spent)

    paid = rush(tenant, 40, spend)
    assert sum(paid) == balance
    with tenant_scope():
        assert CreditAccountRecord.objects.get().balance_minor == 0
        assert spent_in_all() == balance
        assert findings() == []


def test_store_credit_is_granted_and_spent_at_once(tenant: Any) -> None:
    with tenant_scope(tenant.id):
        user = accounts.create_user("ada@example.org", None, verified=True).id

    def work(order: int) -> int:
        with tenant_scope():
            if order % 2:
                facade.grant_credit(user, Money(100, "EUR"), reason="Thank you")
                return 0
            spent = facade.spend_credit(new_id(), upto=Money(70, "EUR"), user_id=user, use_store_credit=True)
            return sum(part.amount.minor for part in spent)

    paid = rush(tenant, 80, work)
    with tenant_scope():
        assert CreditAccountRecord.objects.get().balance_minor == 40 * 100 - sum(paid)
        assert findings() == []


def test_orders_that_name_the_same_cards_in_any_order_do_not_deadlock(tenant: Any) -> None:
    known = cards(tenant, *[100_000] * 6)
    random = Random(7)

    def spend(order: int) -> int:
        wanted = random.sample(known, 3)
        with tenant_scope():
            for_sure = facade.spend_credit(new_id(), upto=Money(10, "EUR"), account_ids=wanted)
        return sum(part.amount.minor for part in for_sure)

    assert rush(tenant, 160, spend) == [10] * 160
    with tenant_scope():
        assert findings() == []


def test_what_an_order_spent_comes_back_once(tenant: Any) -> None:
    (card,) = cards(tenant, 5000)
    order = new_id()
    with tenant_scope():
        facade.spend_credit(order, upto=Money(3000, "EUR"), account_ids=[card])

    def back(index: int) -> int:
        with tenant_scope():
            return sum(part.amount.minor for part in facade.return_credit(order))

    assert sorted(run_in_threads(THREADS, back, tenant_id=tenant.id)) == [0] * 7 + [3000]
    with tenant_scope():
        assert CreditAccountRecord.objects.get().balance_minor == 5000
        assert findings() == []


def test_a_card_expires_or_pays_but_not_both(tenant: Any) -> None:
    known = cards(tenant, *[1000] * 12)

    def race(index: int) -> int:
        if index % 2:
            with tenant_scope():
                CreditAccountRecord.objects.filter(pk__in=known[index::THREADS]).update(
                    expires_at=clock.now()
                )
            with tenant_scope():
                return -facade.expire_gift_cards()
        paid = 0
        for card in known:
            try:
                with tenant_scope():
                    paid += len(facade.spend_credit(new_id(), upto=Money(400, "EUR"), account_ids=[card]))
            except facade.GiftCardRefused:
                continue
        return paid

    outcomes = run_in_threads(THREADS, race, tenant_id=tenant.id)
    assert not [found for found in outcomes if isinstance(found, Exception)]
    with tenant_scope():
        assert findings() == []
        assert min(CreditAccountRecord.objects.values_list("balance_minor", flat=True)) >= 0


class Unlocked(PostgresCreditBook):
    """Reads without a lock and writes what it computed; all meet between the two."""

    def __init__(self, meeting: Barrier) -> None:
        self._meeting, self._seen = meeting, dict[UUID, int]()

    def lock(self, wanted: Wanted, /) -> Found:
        found = self.find(wanted)
        self._seen = {one.id: one.balance.minor for one in found.accounts}
        self._meeting.wait(timeout=10)
        return found

    def move(self, amounts: Any, /, *, at: Any) -> dict[UUID, int]:
        new = {key: self._seen[key] + minor for key, minor in amounts.items()}
        for key, balance in new.items():
            execute(
                "UPDATE pricing_credit_account SET balance_minor = %s WHERE tenant_id = %s AND id = %s",
                [balance, current_tenant(), key],
            )
        return new


def test_without_the_lock_the_balance_is_spent_twice(tenant: Any) -> None:
    """What the lock and the conditional update are for: this twin pays 2 x 10.00 with a card of 10.00."""
    (card,) = cards(tenant, 1000)
    meeting = Barrier(2)

    def spend(index: int) -> int:
        use_case = SpendCredit(book=Unlocked(meeting), announce=announce, now=clock.now)
        wanted = Wanted(currency="EUR", account_ids=[card])
        with tenant_scope():
            spent = use_case(wanted, order_id=new_id(), upto=Money(1000, "EUR"))
        return sum(part.amount.minor for part in spent)

    assert run_in_threads(2, spend, tenant_id=tenant.id) == [1000, 1000]
    with tenant_scope():
        assert (CreditAccountRecord.objects.get().balance_minor, spent_in_all()) == (0, 2000)
        assert [finding.detail for finding in findings()] == ["balance 0.00 EUR, entries -10.00 EUR"]


class LockedForgotten(PostgresCreditBook):
    """Only the lock is missing: the conditional update is there."""

    def __init__(self, meeting: Barrier) -> None:
        self._meeting = meeting

    def lock(self, wanted: Wanted, /) -> Found:
        found = self.find(wanted)
        self._meeting.wait(timeout=10)
        return found

    def lock_of_order(self, order_id: UUID, /) -> tuple[Account, ...]:
        accounts_of = "SELECT account_id FROM pricing_credit_entry WHERE tenant_id = %s AND order_id = %s"
        ids = [row.account_id for row in rows(accounts_of, [current_tenant(), order_id])]
        return self.find(Wanted(currency="EUR", account_ids=ids)).accounts

    def unreturned(self, order_id: UUID, /) -> dict[UUID, int]:
        found = super().unreturned(order_id)
        self._meeting.wait(timeout=10)
        return found


def test_the_conditional_update_alone_refuses_the_second(tenant: Any) -> None:
    (card,) = cards(tenant, 1000)
    meeting = Barrier(2)

    def spend(index: int) -> str:
        use_case = SpendCredit(book=LockedForgotten(meeting), announce=announce, now=clock.now)
        try:
            with tenant_scope():
                use_case(
                    Wanted(currency="EUR", account_ids=[card]), order_id=new_id(), upto=Money(1000, "EUR")
                )
        except CreditTooLow:
            return "refused"
        return "paid"

    assert sorted(run_in_threads(2, spend, tenant_id=tenant.id)) == ["paid", "refused"]
    with tenant_scope():
        assert findings() == []


def test_without_the_lock_only_the_constraint_keeps_it_from_coming_back_twice(tenant: Any) -> None:
    (card,) = cards(tenant, 1000)
    order, meeting = new_id(), Barrier(2)
    with tenant_scope():
        facade.spend_credit(order, upto=Money(1000, "EUR"), account_ids=[card])

    def back(index: int) -> str:
        use_case = ReturnCredit(book=LockedForgotten(meeting), announce=announce, now=clock.now)
        try:
            with tenant_scope():
                return "returned" if use_case(order) else "nothing"
        except IntegrityError:
            return "refused"

    assert Counter(run_in_threads(2, back, tenant_id=tenant.id)) == {"returned": 1, "refused": 1}
    with tenant_scope():
        assert CreditAccountRecord.objects.get().balance_minor == 1000
        assert findings() == []


class InOrderOfTheCart(PostgresCreditBook):
    """Locks card by card as the buyer named them; two buyers meet after their first."""

    def __init__(self, meeting: Barrier) -> None:
        self._meeting = meeting

    def lock(self, wanted: Wanted, /) -> Found:
        found: tuple[Account, ...] = ()
        for key in wanted.account_ids:
            with lock_errors():
                found += super().lock(Wanted(currency=wanted.currency, account_ids=[key])).accounts
            if len(found) == 1:
                self._meeting.wait(timeout=10)
        return Found(found)


def test_locking_in_the_order_of_the_cart_deadlocks(tenant: Any) -> None:
    """What sorting is for."""
    known = cards(tenant, 1000, 1000)
    meeting = Barrier(2)

    def spend(index: int) -> str:
        use_case = SpendCredit(book=InOrderOfTheCart(meeting), announce=announce, now=clock.now)
        wanted = known if index else list(reversed(known))
        try:
            with tenant_scope():
                use_case(Wanted(currency="EUR", account_ids=wanted), order_id=new_id(), upto=Money(10, "EUR"))
        except Busy:
            return "busy"
        return "paid"

    assert sorted(run_in_threads(2, spend, tenant_id=tenant.id)) == ["busy", "paid"]
