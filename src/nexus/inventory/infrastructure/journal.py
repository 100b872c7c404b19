"""Stock facts into the event log."""

from collections.abc import Collection, Sequence
from uuid import UUID

from nexus.kernel.events import DomainEvent
from nexus.kernel.ids import new_id
from nexus.platform.events import append, look_ahead


class EventJournal:
    """`application.ports.Journal`. New streams are named as such: that saves the look-up of their last
    version.
    """

    def of_order(self, order_id: UUID, facts: Sequence[DomainEvent], /, *, is_new: bool = False) -> None:
        append("inventory.reservation", order_id, facts, expected_version=0 if is_new else None)

    def of_variant(self, variant_id: UUID, facts: Sequence[DomainEvent], /, *, is_new: bool = False) -> None:
        append("inventory.level", variant_id, facts, expected_version=0 if is_new else None)

    def expect(self, variant_ids: Collection[UUID], /) -> None:
        look_ahead("inventory.level", variant_ids)

    def of_expiry(self, reservation_id: UUID, facts: Sequence[DomainEvent], /) -> None:
        append("inventory.expiry", reservation_id, facts, expected_version=0)

    def of_import(self, facts: Sequence[DomainEvent], /) -> None:
        append("inventory.import", new_id(), facts, expected_version=0)
