"""Pay an order with gift cards and store credit, and give it back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nexus.kernel.money import Money
from nexus.pricing.application.credit_ports import Announce, CreditBook, Movement, Reason, Wanted
from nexus.pricing.contracts.credit import CreditPlan, CreditSpent, RefusedGiftCard
from nexus.pricing.contracts.credit_errors import CreditTooLow
from nexus.pricing.contracts.events import CreditMovement, CreditWasReturned, CreditWasSpent
from nexus.pricing.domain.credit import GRACE, Account, share


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanCredit:
    """What would pay how much; nothing is locked or written."""

    book: CreditBook
    now: Callable[[], datetime]

    def __call__(self, wanted: Wanted, /, *, upto: Money) -> CreditPlan:
        if wanted.is_nothing:
            return CreditPlan()
        accounts, now = self.book.find(wanted).accounts, self.now()
        refusals = {
            one.id: one.refusal(currency=upto.currency, at=now) for one in accounts if one.kind == "gift_card"
        }
        return CreditPlan(
            spent=share(upto, (one for one in accounts if refusals.get(one.id) is None)),
            refused=tuple(
                RefusedGiftCard(account_id=one.id, reason=why.code, text=why.detail, tail=one.tail)
                for one in accounts
                if (why := refusals.get(one.id)) is not None
            ),
            store_credit=next((one.balance for one in accounts if one.kind == "store_credit"), None),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class SpendCredit:
    """All that is wanted pays, up to the amount, or nothing does.

    Raises GiftCardUnknown, GiftCardBlocked, GiftCardExpired, GiftCardEmpty, GiftCardOtherCurrency, Busy.
    """

    book: CreditBook
    announce: Announce
    now: Callable[[], datetime]

    def __call__(self, wanted: Wanted, /, *, order_id: UUID, upto: Money) -> tuple[CreditSpent, ...]:
        if wanted.is_nothing or upto.minor <= 0:
            return ()
        accounts, now = self._locked(wanted), self.now()
        for account in accounts:
            refusal = account.refusal(currency=upto.currency, at=now)
            if refusal is not None and account.kind == "gift_card":
                raise refusal
        spent = share(upto, accounts)
        if spent:
            self._take(spent, order_id, now)
        return spent

    def _locked(self, wanted: Wanted) -> tuple[Account, ...]:
        found = self.book.lock(wanted)
        if found.unknown:
            raise found.unknown[0]
        return found.accounts

    def _take(self, spent: tuple[CreditSpent, ...], order_id: UUID, now: datetime) -> None:
        currency = spent[0].amount.currency
        amounts = {part.account_id: -part.amount.minor for part in spent}
        movements = moved(self.book, amounts, reason="spent", order_id=order_id, at=now)
        self.announce(CreditWasSpent(order_id=order_id, movements=told(movements, currency)))


@dataclass(frozen=True, kw_only=True, slots=True)
class ReturnCredit:
    """Back to where it came from, once; a card that expired meanwhile is good for some time again."""

    book: CreditBook
    announce: Announce
    now: Callable[[], datetime]

    def __call__(self, order_id: UUID, /) -> tuple[CreditSpent, ...]:
        accounts = {one.id: one for one in self.book.lock_of_order(order_id)}
        amounts = self.book.unreturned(order_id) if accounts else {}
        if not amounts:
            return ()
        now = self.now()
        movements = moved(self.book, amounts, reason="returned", order_id=order_id, at=now)
        expired = [key for key in amounts if (end := accounts[key].expires_at) and end < now + GRACE]
        self.book.extend(expired, until=now + GRACE)
        currency = accounts[movements[0].account_id].balance.currency
        self.announce(CreditWasReturned(order_id=order_id, movements=told(movements, currency)))
        return tuple(_part(accounts[one.account_id], one.minor) for one in movements)


def moved(
    book: CreditBook, amounts: Mapping[UUID, int], /, *, reason: Reason, order_id: UUID | None, at: datetime
) -> list[Movement]:
    """Change the balances and write it down. Raises CreditTooLow when one would fall below zero."""
    balances = book.move(amounts, at=at)
    if len(balances) != len(amounts):
        raise CreditTooLow(accounts=[str(key) for key in amounts if key not in balances])
    movements = [
        Movement(account_id=key, reason=reason, minor=minor, balance_minor=balances[key], order_id=order_id)
        for key, minor in amounts.items()
    ]
    book.write(movements, at=at)
    return movements


def told(movements: Iterable[Movement], currency: str, /) -> tuple[CreditMovement, ...]:
    """As events say it."""
    return tuple(
        CreditMovement(
            account_id=one.account_id,
            amount=Money(one.minor, currency),
            balance=Money(one.balance_minor, currency),
        )
        for one in movements
    )


def _part(account: Account, minor: int) -> CreditSpent:
    amount = Money(minor, account.balance.currency)
    return CreditSpent(account_id=account.id, kind=account.kind, amount=amount, tail=account.tail)
