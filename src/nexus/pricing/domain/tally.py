"""Adding up what a draft does to many orders, in the order of time and in bounded memory."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from heapq import heappush, heappushpop
from typing import Final

from nexus.kernel.money import Money
from nexus.pricing.contracts.trials import CurrencySums, TouchedOrder, TrialResult
from nexus.pricing.domain.effects import Change, DraftUse, Effect, Sums
from nexus.pricing.domain.promotions import Promotion

MOST_TOP: Final = 10


@dataclass(slots=True)
class _CurrencySums:
    """Minor units of one currency."""

    orders: int = 0
    touched: int = 0
    revenue_before: int = 0
    revenue_after: int = 0
    discount_before: int = 0
    discount_after: int = 0
    margin_before: int = 0
    margin_after: int = 0
    draft: int = 0
    vendor_funded: int = 0
    lines: int = 0
    lines_without_cost: int = 0

    def add(self, effect: Effect, after: Sums) -> None:
        self.orders += 1
        self.revenue_before += effect.before.total
        self.revenue_after += after.total
        self.discount_before += effect.before.discount
        self.discount_after += after.discount
        self.margin_before += effect.before.margin
        self.margin_after += after.margin
        self.lines += effect.lines
        self.lines_without_cost += effect.lines_without_cost

    def add_use(self, use: DraftUse) -> None:
        self.touched += 1
        self.draft += use.amount
        self.vendor_funded += use.vendor_funded

    def told(self, currency: str) -> CurrencySums:
        def money(minor: int) -> str:
            return str(Money(minor, currency))

        return CurrencySums(
            currency=currency, orders=self.orders, touched=self.touched,
            revenue_before=money(self.revenue_before), revenue_after=money(self.revenue_after),
            discount_before=money(self.discount_before), discount_after=money(self.discount_after),
            draft=money(self.draft), vendor_funded=money(self.vendor_funded),
            shop_funded=money(self.draft - self.vendor_funded), margin_before=money(self.margin_before),
            margin_after=money(self.margin_after), lines=self.lines, lines_without_cost=self.lines_without_cost,
        )  # fmt: skip


@dataclass(slots=True)
class Tally:
    """Takes effects in the order of time, as the draft's limits count from the first on."""

    draft: Promotion | None
    orders: int = 0
    not_reproduced: int = 0
    uses: int = 0
    out_of_uses: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None
    last_use_at: datetime | None = None
    held: Counter[str] = field(default_factory=Counter)
    sums: dict[str, _CurrencySums] = field(default_factory=lambda: defaultdict(_CurrencySums))
    uses_of: Counter[str] = field(default_factory=Counter)
    buyers: set[str] = field(default_factory=set)
    _top: list[tuple[int, str, TouchedOrder]] = field(default_factory=list)

    def add(self, effect: Effect, /) -> None:
        change = self._change(effect)
        self.orders += 1
        self.first_at, self.last_at = self.first_at or effect.at, effect.at
        self.not_reproduced += not effect.is_reproduced
        self.sums[effect.currency].add(effect, change.sums if change else effect.before)
        if change is None:
            return
        self.held.update(below_floor=int(change.below_floor), below_cost=int(change.below_cost))
        if change.use:
            self._add_use(effect, change.use)
        self._note_top(effect, change)

    def _change(self, effect: Effect) -> Change | None:
        if effect.change and effect.change.use and self._is_used_up(effect.buyer):
            self.out_of_uses += 1
            return effect.spent
        return effect.change

    def _is_used_up(self, buyer: Iterable[str]) -> bool:
        spec = self.draft.spec if self.draft else None
        if spec is None:
            return False
        if spec.limit_total is not None and self.uses >= spec.limit_total:
            return True
        each = spec.limit_per_buyer
        return each is not None and any(self.uses_of[key] >= each for key in buyer)

    def _add_use(self, effect: Effect, use: DraftUse) -> None:
        self.uses += 1
        self.last_use_at = effect.at
        if self.draft and self.draft.spec.limit_per_buyer:
            self.uses_of.update(effect.buyer)
            self.buyers.update(effect.buyer[:1])
        self.sums[effect.currency].add_use(use)
        self.held.update(
            line_caps=int(use.at_line_cap), order_caps=int(use.at_order_cap), floors=int(use.at_floor)
        )

    def _note_top(self, effect: Effect, change: Change) -> None:
        saved = effect.before.total - change.sums.total
        if not saved:
            return
        entry = (abs(saved), str(effect.order_id), _touched(effect, change))
        if len(self._top) < MOST_TOP:
            heappush(self._top, entry)
        else:
            heappushpop(self._top, entry)

    def result(self) -> TrialResult:
        spec = self.draft.spec if self.draft else None
        limit, each = (spec.limit_total, spec.limit_per_buyer) if spec else (None, None)
        return TrialResult(
            orders=self.orders, touched=self.uses, share=_percent(self.uses, self.orders),
            not_reproduced=self.not_reproduced, first_at=self.first_at, last_at=self.last_at,
            sums=tuple(self.sums[currency].told(currency) for currency in sorted(self.sums)),
            uses=self.uses, out_of_uses=self.out_of_uses,
            limit_reached_at=self.last_use_at if limit and self.uses >= limit else None,
            buyers_at_limit=sum(self.uses_of[buyer] >= each for buyer in self.buyers) if each else 0,
            line_caps=self.held["line_caps"], order_caps=self.held["order_caps"], floors=self.held["floors"],
            below_floor=self.held["below_floor"], below_cost=self.held["below_cost"],
            top=tuple(entry[2] for entry in sorted(self._top, key=lambda one: (-one[0], one[1]))),
            assumes_coupon=bool(spec and spec.needs_coupon),
        )  # fmt: skip


def _touched(effect: Effect, change: Change) -> TouchedOrder:
    def money(minor: int) -> str:
        return str(Money(minor, effect.currency))

    return TouchedOrder(
        order_id=effect.order_id, at=effect.at, currency=effect.currency, total_before=money(effect.before.total),
        total_after=money(change.sums.total), saved=money(effect.before.total - change.sums.total),
        draft=money(change.use.amount if change.use else 0),
    )  # fmt: skip


def _percent(some: int, every: int) -> str:
    return str((Decimal(100 * some) / every).quantize(Decimal("0.01"))) if every else "0.00"
