"""What the use cases need from outside."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from nexus.inventory.domain.demand import Demand
from nexus.inventory.domain.level import Level, Levels
from nexus.inventory.domain.reservation import Reservation
from nexus.kernel.events import DomainEvent


@dataclass(frozen=True, kw_only=True, slots=True)
class Adjustment:
    """A change of what is on hand: `level` as it is afterwards, and by how much it changed."""

    level: Level
    delta: int
    reason: str
    order_id: UUID | None = None


class Shelf(Protocol):
    """Levels of the tenant's default location. Each call is one statement; locks last until COMMIT."""

    def lock(self, variant_ids: Collection[UUID], /) -> Levels:
        """Lock in order of variants. Variants without a level are absent. Raises Busy."""
        ...

    def lock_of_order(self, order_id: UUID, /) -> Levels:
        """Lock the levels that an order has reservations on."""
        ...

    def lock_free(self, level_ids: Collection[UUID], /) -> Levels:
        """Lock those that nobody else has locked."""
        ...

    def add_missing(self, vendors: Mapping[UUID, UUID | None], /) -> frozenset[UUID]:
        """Empty levels for variants (with their vendors) that have none; returns which those were."""
        ...

    def add_counted(
        self,
        counted: Mapping[UUID, int],
        /,
        *,
        vendors: Mapping[UUID, UUID | None],
        reason: str,
        at: datetime,
    ) -> frozenset[UUID]:
        """Levels for variants that have none, with what is on hand of each and an adjustment that says so; returns which
        those were."""
        ...

    def adjust(self, adjustments: Sequence[Adjustment], /, *, at: datetime) -> None:
        """Write levels that are locked and an adjustment for each."""
        ...


class Reservations(Protocol):
    """Promises on levels that the caller has locked. Each call is one statement and keeps `reserved` in
    step.
    """

    def of_order(self, order_id: UUID, /) -> tuple[Reservation, ...]: ...

    def add(
        self, order_id: UUID, demand: Demand, /, *, levels: Levels, at: datetime, expires_at: datetime
    ) -> bool:
        """Promise; False: the order had one of them already."""
        ...

    def release(self, order_id: UUID, /, *, reason: str, at: datetime) -> Demand:
        """Free what is open; returns it."""
        ...

    def commit(self, order_id: UUID, /, *, at: datetime) -> Demand:
        """Let what is open leave, unless any of the order's promises was released; returns it."""
        ...

    def take_back_expired(self, level_ids: Collection[UUID], /, *, at: datetime) -> tuple[Reservation, ...]:
        """Release what has expired on these levels; returns it."""
        ...

    def expired_levels(self, *, at: datetime, limit: int) -> tuple[UUID, ...]:
        """Levels with expired promises, longest overdue first, without locking."""
        ...

    def restock(self, order_id: UUID, returned: Demand, /) -> None:
        """Note on committed promises that pieces came back."""
        ...


class Journal(Protocol):
    """Where facts are recorded."""

    def of_order(self, order_id: UUID, facts: Sequence[DomainEvent], /, *, is_new: bool = False) -> None: ...

    def of_variant(
        self, variant_id: UUID, facts: Sequence[DomainEvent], /, *, is_new: bool = False
    ) -> None: ...

    def expect(self, variant_ids: Collection[UUID], /) -> None:
        """Facts of these variants are about to come: what has to be known of their histories is read at once."""

    def of_expiry(self, reservation_id: UUID, facts: Sequence[DomainEvent], /) -> None: ...

    def of_import(self, facts: Sequence[DomainEvent], /) -> None: ...
