"""Change what is on hand: count it, or add and take pieces."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nexus.inventory.application.expiry import TakeBackExpired
from nexus.inventory.application.ports import Adjustment, Journal, Shelf
from nexus.inventory.contracts.errors import InvalidStockQuantity
from nexus.inventory.contracts.events import StockAdjusted, StockImported
from nexus.inventory.domain.demand import MOST_PIECES, changes
from nexus.inventory.domain.level import Level, Levels, flips, known


@dataclass(frozen=True, kw_only=True, slots=True)
class WriteCounts:
    """Check and write new numbers on hand of locked levels; expired promises are taken back only where the
    new number is below what is reserved.
    """

    shelf: Shelf
    take_back: TakeBackExpired
    journal: Journal

    def __call__(
        self, levels: Levels, counted: Mapping[UUID, int], /, *, reason: str, at: datetime
    ) -> dict[UUID, Level]:
        """The levels as they are then, by variant."""
        current = self._with_expired_back(levels, counted, at=at)
        after = {variant: current[variant].counted(on_hand) for variant, on_hand in counted.items()}
        changed = [
            Adjustment(level=level, delta=level.on_hand - levels[variant].on_hand, reason=reason)
            for variant, level in after.items()
            if level.on_hand != levels[variant].on_hand
        ]
        if changed:
            self.shelf.adjust(changed, at=at)
        return after

    def _with_expired_back(self, levels: Levels, counted: Mapping[UUID, int], *, at: datetime) -> Levels:
        below = [variant for variant, on_hand in counted.items() if on_hand < levels[variant].reserved]
        return self.take_back(levels, of=below, at=at, announces=False) if below else levels

    def record(self, level: Level, /, *, before: Levels, reason: str, is_new: bool = False) -> None:
        """One history for each variant."""
        delta = level.on_hand - before[level.variant_id].on_hand
        fact = StockAdjusted(
            variant_id=level.variant_id,
            location=level.location,
            delta=delta,
            on_hand=level.on_hand,
            reason=reason,
        )
        facts = [*([fact] if delta else []), *flips(before, [level])]
        if facts:
            self.journal.of_variant(level.variant_id, facts, is_new=is_new)


@dataclass(frozen=True, kw_only=True, slots=True)
class SetLevels:
    """Set what is on hand of variants; missing levels appear. Returns the levels then.

    Raises BelowReserved, InvalidStockQuantity.
    """

    write: WriteCounts

    def __call__(
        self, counted: Mapping[UUID, int], /, *, reason: str, at: datetime, vendor_id: UUID | None = None
    ) -> dict[UUID, Level]:
        _check_counts(counted)
        new = self.write.shelf.add_missing(dict.fromkeys(counted, vendor_id))
        before = self.write.shelf.lock(counted.keys())
        after = self.write(before, counted, reason=reason, at=at)
        self.write.journal.expect(
            [one for one, level in after.items() if level != before[one] and one not in new]
        )
        for variant, level in after.items():
            self.write.record(level, before=before, reason=reason, is_new=variant in new)
        return after


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportLevels:
    """Set what is on hand of many new variants: one fact for all of them, and no word about availability.

    Whoever shows imported products takes their stock from the import itself.
    """

    write: WriteCounts

    def __call__(
        self,
        counted: Mapping[UUID, int],
        /,
        *,
        vendors: Mapping[UUID, UUID | None],
        reason: str,
        at: datetime,
    ) -> None:
        _check_counts(counted)
        new = self.write.shelf.add_counted(counted, vendors=vendors, reason=reason, at=at)
        old = {variant: on_hand for variant, on_hand in counted.items() if variant not in new}
        if old:
            self.write(self.write.shelf.lock(old.keys()), old, reason=reason, at=at)
        self.write.journal.of_import([StockImported(levels=changes(counted))])


@dataclass(frozen=True, kw_only=True, slots=True)
class Adjust:
    """Add or take pieces of one variant; returns the level then.

    Raises UnknownStock, BelowReserved, InvalidStockQuantity.
    """

    write: WriteCounts

    def __call__(self, variant_id: UUID, /, *, delta: int, reason: str, at: datetime) -> Level:
        if delta == 0:
            raise InvalidStockQuantity(
                "An adjustment adds or takes at least one piece.", errors={"delta": ["Must not be zero."]}
            )
        levels = self.write.shelf.lock([variant_id])
        on_hand = known(levels, variant_id).on_hand + delta
        after = self.write(levels, {variant_id: on_hand}, reason=reason, at=at)[variant_id]
        self.write.record(after, before=levels, reason=reason)
        return after


def _check_counts(counted: Mapping[UUID, int]) -> None:
    for variant, on_hand in counted.items():
        if not 0 <= on_hand <= MOST_PIECES:
            raise InvalidStockQuantity(variant_id=str(variant), quantity=on_hand)
