"""What the use cases about gift cards and store credit need from outside."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID

from nexus.kernel.events import DomainEvent
from nexus.kernel.money import Money
from nexus.pricing.contracts.credit_errors import GiftCardUnknown
from nexus.pricing.domain.credit import Account

type Reason = Literal["issued", "spent", "returned", "adjusted", "expired"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """Gift cards by the hash of their code (with their tails, to name them) and by id, and a buyer's store credit."""

    currency: str
    hashes: Mapping[str, str] = field(default_factory=dict)
    account_ids: Collection[UUID] = ()
    user_id: UUID | None = None

    @property
    def is_nothing(self) -> bool:
        return not self.hashes and not self.account_ids and self.user_id is None


@dataclass(frozen=True, slots=True)
class Found:
    """Accounts that there are; `unknown`: the refusals of cards that there are not."""

    accounts: tuple[Account, ...]
    unknown: tuple[GiftCardUnknown, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Movement:
    """An entry of an account's book."""

    account_id: UUID
    reason: Reason
    minor: int
    balance_minor: int
    order_id: UUID | None = None
    note: str = ""


class CreditBook(Protocol):
    """Accounts and their movements."""

    def find(self, wanted: Wanted, /) -> Found:
        """One statement."""
        ...

    def lock(self, wanted: Wanted, /) -> Found:
        """As `find`, locked in the order of their ids. Raises Busy."""
        ...

    def lock_of_order(self, order_id: UUID, /) -> tuple[Account, ...]:
        """The accounts that paid this order, locked in the order of their ids. Raises Busy."""
        ...

    def lock_expired(self, *, at: datetime, most: int) -> tuple[Account, ...]:
        """Some gift cards whose time is over and that are not empty; those that somebody holds are left for later."""
        ...

    def move(self, amounts: Mapping[UUID, int], /, *, at: datetime) -> dict[UUID, int]:
        """Add to balances (or take off them, negative); the new ones by account. What would fall below zero is left as it is, and
        missing in the answer."""
        ...

    def open_cards(
        self,
        hashes: Mapping[str, str],
        /,
        *,
        amount: Money,
        expires_at: datetime | None,
        note: str,
        at: datetime,
    ) -> dict[str, UUID]:
        """New cards by hash; a hash that is taken is missing in the answer."""
        ...

    def add_for_buyer(self, user_id: UUID, amount: Money, /, *, at: datetime) -> tuple[UUID, int]:
        """Open the buyer's account or add to it: its id and its new balance."""
        ...

    def extend(self, account_ids: Collection[UUID], /, *, until: datetime) -> None: ...

    def set_active(self, account_id: UUID, /, *, is_active: bool, at: datetime) -> bool:
        """Whether there is such a gift card that was in the other state."""
        ...

    def unreturned(self, order_id: UUID, /) -> dict[UUID, int]:
        """What was spent on the order and did not come back, by account; minor units."""
        ...

    def write(self, movements: Sequence[Movement], /, *, at: datetime) -> None: ...


class Announce(Protocol):
    """Tell the world what happened."""

    def __call__(self, fact: DomainEvent, /) -> None: ...
