"""What gift cards and store credit pay: those that expire first are spent first, store credit last."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from nexus.kernel.money import Money
from nexus.pricing.contracts.credit import CreditKind, CreditSpent
from nexus.pricing.contracts.credit_errors import (
    GiftCardBlocked,
    GiftCardEmpty,
    GiftCardExpired,
    GiftCardOtherCurrency,
    GiftCardRefused,
    InvalidCredit,
)

MOST_CARDS: Final = 500
"""Cards that are issued at once."""
HIGHEST: Final = 10**12
"""Minor units of one grant or card."""
GRACE: Final = timedelta(days=30)
"""A card that expired while its money was bound in an order is good for so long again when the money comes back."""
_NEVER: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """A gift card, or what a buyer has in one currency."""

    id: UUID
    kind: CreditKind
    balance: Money
    tail: str = ""
    is_active: bool = True
    expires_at: datetime | None = None

    def refusal(self, *, currency: str, at: datetime) -> GiftCardRefused | None:
        """Why it pays nothing in this currency at this instant; None: it pays."""
        if not self.is_active:
            return GiftCardBlocked(tail=self.tail)
        if self.balance.currency != currency:
            return GiftCardOtherCurrency(tail=self.tail, currency=self.balance.currency)
        if self.expires_at is not None and self.expires_at <= at:
            return GiftCardExpired(tail=self.tail, expires_at=self.expires_at.isoformat())
        return None if self.balance.minor else GiftCardEmpty(tail=self.tail)

    @property
    def turn(self) -> tuple[bool, datetime, UUID]:
        """Which is spent first."""
        return self.kind == "store_credit", self.expires_at or _NEVER, self.id


def share(upto: Money, accounts: Iterable[Account], /) -> tuple[CreditSpent, ...]:
    """What each pays of so much, in the order in which they are spent; those that need not pay are left out."""
    left, found = upto, []
    for account in sorted(accounts, key=lambda one: one.turn):
        amount = min(left, account.balance)
        if amount.minor > 0:
            found.append(
                CreditSpent(account_id=account.id, kind=account.kind, amount=amount, tail=account.tail)
            )
            left -= amount
    return tuple(found)


def check_amount(amount: Money, /) -> None:
    """Raises InvalidCredit unless it can be given."""
    if not 0 < amount.minor <= HIGHEST:
        highest = Money(HIGHEST, amount.currency)
        raise InvalidCredit(errors={"amount": [f"Must be more than zero and at most {highest}."]})


def check_issue(amount: Money, /, *, count: int, expires_at: datetime | None, at: datetime) -> None:
    """Raises InvalidCredit naming the field."""
    check_amount(amount)
    if not 1 <= count <= MOST_CARDS:
        raise InvalidCredit(errors={"count": [f"Between 1 and {MOST_CARDS} cards at once."]})
    if expires_at is not None and expires_at <= at:
        raise InvalidCredit(errors={"expires_at": ["Must be in the future."]})
