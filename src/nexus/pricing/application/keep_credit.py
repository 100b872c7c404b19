"""Correct balances, take gift cards out of use, let them expire."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from nexus.kernel.money import Money
from nexus.pricing.application.credit_ports import Announce, CreditBook, Movement, Wanted
from nexus.pricing.application.spend_credit import moved, told
from nexus.pricing.contracts.credit import GiftCard
from nexus.pricing.contracts.credit_errors import CreditTooLow, InvalidCredit, NoSuchGiftCard
from nexus.pricing.contracts.events import (
    CreditAdjusted,
    CreditMovement,
    GiftCardsExpired,
    GiftCardWasBlocked,
)
from nexus.pricing.domain.credit import HIGHEST, Account

_MOST_AT_ONCE: Final = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class AdjustCredit:
    """Put more on a gift card or store credit, or take some off. Raises NoSuchGiftCard, CreditTooLow, InvalidCredit, Busy."""

    book: CreditBook
    announce: Announce
    now: Callable[[], datetime]

    def __call__(self, account_id: UUID, amount: Money, /, *, reason: str) -> Money:
        """The new balance."""
        if not amount.minor or abs(amount.minor) > HIGHEST:
            raise InvalidCredit(errors={"amount": ["Say how much more or, negative, how much less."]})
        account = self._locked(account_id, amount)
        if account.balance.minor + amount.minor < 0:
            raise CreditTooLow(balance=str(account.balance), currency=account.balance.currency)
        now = self.now()
        balance = self.book.move({account_id: amount.minor}, at=now)[account_id]
        entry = Movement(
            account_id=account_id, reason="adjusted", minor=amount.minor, balance_minor=balance, note=reason
        )
        self.book.write([entry], at=now)
        left = Money(balance, amount.currency)
        movement = CreditMovement(account_id=account_id, amount=amount, balance=left)
        self.announce(CreditAdjusted(movement=movement, reason=reason))
        return left

    def _locked(self, account_id: UUID, amount: Money) -> Account:
        found = self.book.lock(Wanted(currency=amount.currency, account_ids=(account_id,)))
        if not found.accounts:
            raise NoSuchGiftCard(id=str(account_id))
        if found.accounts[0].balance.currency != amount.currency:
            raise InvalidCredit(errors={"amount": [f"It is in {found.accounts[0].balance.currency}."]})
        return found.accounts[0]


@dataclass(frozen=True, kw_only=True, slots=True)
class BlockGiftCard:
    """Take a card out of use, or into use again. Doing it twice changes nothing."""

    book: CreditBook
    announce: Announce
    now: Callable[[], datetime]

    def __call__(self, card: GiftCard, /, *, is_active: bool) -> None:
        if self.book.set_active(card.id, is_active=is_active, at=self.now()):
            self.announce(GiftCardWasBlocked(account_id=card.id, is_active=is_active))


@dataclass(frozen=True, kw_only=True, slots=True)
class ExpireGiftCards:
    """What is left on cards whose time is over is gone. How many cards; call it again until there are none."""

    book: CreditBook
    announce: Announce
    now: Callable[[], datetime]

    def __call__(self) -> int:
        now = self.now()
        accounts = self.book.lock_expired(at=now, most=_MOST_AT_ONCE)
        if not accounts:
            return 0
        amounts = {one.id: -one.balance.minor for one in accounts}
        currencies = {one.id: one.balance.currency for one in accounts}
        movements = moved(self.book, amounts, reason="expired", order_id=None, at=now)
        facts = (told([one], currencies[one.account_id])[0] for one in movements)
        self.announce(GiftCardsExpired(movements=tuple(facts)))
        return len(movements)
