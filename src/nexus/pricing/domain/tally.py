"""Adding up what a promotion did to many orders, in bounded memory."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from heapq import heappush, heappushpop
from typing import Final

from nexus.kernel.money import Money
from nexus.pricing.contracts.trials import CurrencySums, TouchedOrder, TrialResult
from nexus.pricing.domain.bounds import Costs, breaches
from nexus.pricing.domain.figures import Figures
from nexus.pricing.domain.quote import Priced
from nexus.pricing.domain.trials import Trial, Tried

MOST_TOP: Final = 10


@dataclass(slots=True)
class _Sums:
    """Minor units of one currency."""

    orders: int = 0
    touched: int = 0
    revenue_before: int = 0
    revenue_after: int = 0
    discount_before: int = 0
    discount_after: int = 0
    draft: int = 0
    vendor_funded: int = 0
    margin_before: int = 0
    margin_after: int = 0
    lines: int = 0
    lines_without_cost: int = 0

    def add(self, tried: Tried, costs: Costs) -> None:
        self.orders += 1
        self.revenue_before += tried.figures_before.total
        self.revenue_after += tried.figures_after.total
        self.discount_before += _taken_off(tried.before, tried.figures_before)
        self.discount_after += _taken_off(tried.after, tried.figures_after)
        self.margin_before += _margin(tried.before, tried.figures_before, costs)
        self.margin_after += _margin(tried.after, tried.figures_after, costs)
        self.lines += len(tried.after.basket.lines)
        self.lines_without_cost += sum(line.variant_id not in costs for line in tried.after.basket.lines)
        if tried.use:
            self.touched += 1
            self.draft += tried.use.amount
            self.vendor_funded += tried.use.vendor_funded

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


def _taken_off(priced: Priced, figures: Figures) -> int:
    """By all promotions: from the list price on, goods and freight."""
    worth = sum(line.worth.minor for line in priced.basket.lines)
    freight = sum(one.minor for one in priced.case.freight)
    return worth - sum(figures.lines) + freight - figures.shipping


def _margin(priced: Priced, figures: Figures, costs: Costs) -> int:
    return sum(
        net - costs[line.variant_id] * line.quantity
        for line, net in zip(priced.basket.lines, figures.nets, strict=True)
        if line.variant_id in costs
    )


@dataclass(slots=True)
class Tally:
    """Takes orders in the order of time."""

    sums: dict[str, _Sums] = field(default_factory=lambda: defaultdict(_Sums))
    not_reproduced: int = 0
    out_of_uses: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None
    last_use_at: datetime | None = None
    line_caps: int = 0
    order_caps: int = 0
    floors: int = 0
    below_floor: int = 0
    below_cost: int = 0
    _top: list[tuple[int, str, TouchedOrder]] = field(default_factory=list)

    @property
    def orders(self) -> int:
        return sum(one.orders for one in self.sums.values())

    def add(self, tried: Tried, costs: Costs, /) -> None:
        """`costs`: of a piece, in the order's currency."""
        order = tried.order
        self.first_at, self.last_at = self.first_at or order.at, order.at
        self.not_reproduced += not tried.is_reproduced
        self.out_of_uses += tried.out_of_uses
        self.sums[order.basket.currency].add(tried, costs)
        if tried.use:
            self.last_use_at = order.at
            self.line_caps += tried.use.at_line_cap
            self.order_caps += tried.use.at_order_cap
            self.floors += tried.use.at_floor
        if tried.after is not tried.before:
            self._note_breaches(tried, costs)
            self._note_top(tried)

    def _note_breaches(self, tried: Tried, costs: Costs) -> None:
        after = {(one.bound_kind, one.line) for one in breaches(tried.after, tried.figures_after, costs)}
        if not after:
            return
        before = {(one.bound_kind, one.line) for one in breaches(tried.before, tried.figures_before, costs)}
        driven = {kind for kind, line in after - before if line is not None}
        self.below_floor += "floor" in driven
        self.below_cost += "cost" in driven

    def _note_top(self, tried: Tried) -> None:
        saved = tried.figures_before.total - tried.figures_after.total
        if not saved:
            return
        entry = (abs(saved), str(tried.order.order_id), _touched(tried, saved))
        if len(self._top) < MOST_TOP:
            heappush(self._top, entry)
        else:
            heappushpop(self._top, entry)

    def result(self, trial: Trial, /) -> TrialResult:
        touched = sum(one.touched for one in self.sums.values())
        spec = trial.draft.spec if trial.draft else None
        limit = spec.limit_total if spec else None
        each = spec.limit_per_buyer if spec else None
        return TrialResult(
            orders=self.orders, touched=touched, share=_percent(touched, self.orders),
            not_reproduced=self.not_reproduced, first_at=self.first_at, last_at=self.last_at,
            sums=tuple(self.sums[currency].told(currency) for currency in sorted(self.sums)),
            uses=trial.used, out_of_uses=self.out_of_uses,
            limit_reached_at=self.last_use_at if limit and trial.used >= limit else None,
            buyers_at_limit=sum(used >= each for used in trial.used_by.values()) if each else 0,
            line_caps=self.line_caps, order_caps=self.order_caps, floors=self.floors,
            below_floor=self.below_floor, below_cost=self.below_cost,
            top=tuple(entry[2] for entry in sorted(self._top, key=lambda one: (-one[0], one[1]))),
            assumes_coupon=bool(spec and spec.needs_coupon),
        )  # fmt: skip


def _touched(tried: Tried, saved: int) -> TouchedOrder:
    def money(minor: int) -> str:
        return str(Money(minor, tried.order.basket.currency))

    return TouchedOrder(
        order_id=tried.order.order_id, at=tried.order.at, currency=tried.order.basket.currency,
        total_before=money(tried.figures_before.total), total_after=money(tried.figures_after.total),
        saved=money(saved), draft=money(tried.use.amount if tried.use else 0),
    )  # fmt: skip


def _percent(some: int, every: int) -> str:
    return str((Decimal(100 * some) / every).quantize(Decimal("0.01"))) if every else "0.00"
