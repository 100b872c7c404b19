"""A promotion: what is stored of it, and what the engine makes of that."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

import msgspec

from nexus.pricing.domain.basket import BasketLine
from nexus.pricing.domain.case import Case
from nexus.pricing.domain.cuts import Capped, Cut
from nexus.pricing.domain.refusals import Refusal
from nexus.pricing.domain.strategies.protocols import (
    Amounts,
    Benefit,
    Condition,
    Grant,
    PieceBenefit,
    Target,
    check_amounts,
    minor_in,
)

type Kind = Literal["catalogue", "cart"]


class PromotionSpec(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A promotion as it is stored and versioned.

    `kind`: `catalogue` promotions are part of the price of a piece and show in listings, `cart` ones come off the basket.
    `conditions` must all hold; they, `target` and `benefit` are {"type": ..., settings of that type}. `lane`: position of the
    lane. `priority` decides between promotions that save the same (higher first). `exclusive`: combines with no other promotion
    of its kind. `needs_coupon`: applies only with a code. `is_private`: buyers hear of it only when it applies or they gave its
    code. It holds from `starts_at` until just before `ends_at`. `max_per_line`, `max_per_order`: most that it takes off;
    `floor_percent`: it leaves at least so much of the list price of each line. `vendor_id`: the seller whose it is: it looks at
    and touches that seller's goods and freight only. `vendor_share`: percent of its cost that sellers bear; None: all of it if
    it is a seller's, nothing otherwise.
    """

    code: str
    title: str
    kind: Kind = "cart"
    benefit: Mapping[str, Any]
    target: Mapping[str, Any] = msgspec.field(default_factory=lambda: {"type": "goods"})
    conditions: tuple[Mapping[str, Any], ...] = ()
    lane: int = 0
    priority: int = 0
    exclusive: bool = False
    needs_coupon: bool = False
    is_private: bool = False
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    max_per_line: Amounts = {}
    max_per_order: Amounts = {}
    floor_percent: Decimal = Decimal(0)
    vendor_id: UUID | None = None
    vendor_share: Decimal | None = None
    limit_total: int | None = None
    limit_per_buyer: int | None = None

    def __post_init__(self) -> None:
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValueError("ends_at: must be after starts_at")
        if not 0 <= self.floor_percent <= 100:
            raise ValueError("floor_percent: must be between 0 and 100")
        if self.vendor_share is not None and not 0 <= self.vendor_share <= 100:
            raise ValueError("vendor_share: must be between 0 and 100")
        for name in ("max_per_line", "max_per_order"):
            if getattr(self, name):
                check_amounts(getattr(self, name), field=name)
        for name in ("limit_total", "limit_per_buyer"):
            if (limit := getattr(self, name)) is not None and limit < 1:
                raise ValueError(f"{name}: must be at least 1")

    @property
    def funded_by_vendor(self) -> Decimal:
        """Percent of its cost that sellers bear."""
        if self.vendor_share is not None:
            return self.vendor_share
        return Decimal(100) if self.vendor_id else Decimal(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Strategies:
    """Every kind of condition, target, benefit and lane that is installed, by type."""

    conditions: Mapping[str, type[Condition]]
    targets: Mapping[str, type[Target]]
    benefits: Mapping[str, type[Benefit]]
    lanes: Mapping[str, type[Any]]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Promotion:
    """A promotion ready to be weighed."""

    id: UUID
    version: int
    spec: PromotionSpec
    conditions: tuple[Condition, ...]
    target: Target
    benefit: Benefit

    @property
    def code(self) -> str:
        return self.spec.code

    def holds_at(self, at: datetime, /) -> bool:
        """Whether `at` is in its period: from the first instant, until just before the last."""
        spec = self.spec
        return (spec.starts_at is None or spec.starts_at <= at) and (
            spec.ends_at is None or at < spec.ends_at
        )

    def weigh(self, case: Case, /) -> Grant | Refusal:
        """What it gives in this basket, or the first rule that fails. Pure."""
        goods = self._own_goods(case)
        for condition in self.conditions:
            if refusal := condition.judge(case, goods):
                return refusal
        scope = goods if self.target.reach == "goods" else self._own_freight(case)
        granted = self.benefit.grant(case, self.target.pick(case, scope), goods)
        if isinstance(granted, Refusal) or granted.cut is None:
            return granted
        return Grant(cut=self._capped(granted.cut, case.currency), gifts=granted.gifts)

    def floors(self, case: Case, /) -> tuple[int, ...]:
        """Minor units that it leaves of each line and freight: its own floor or the goods' own, whichever is higher."""
        share = self.spec.floor_percent / 100
        goods = tuple(
            max(line.floor * line.quantity, _ceiling(worth * share) if share else 0)
            for line, worth in zip(case.lines, case.worth, strict=True)
        )
        return (*goods, *(0 for _ in case.freight))

    def piece_floor(self, line: BasketLine, minor: int, /) -> int:
        """Minor units that it leaves of a piece that costs `minor` before it."""
        share = self.spec.floor_percent / 100
        most = minor_in(self.spec.max_per_line, line.list_price.currency)
        lowest = max(line.floor, _ceiling(line.list_price.minor * share) if share else 0)
        return lowest if most is None else max(lowest, minor - most)

    def _own_goods(self, case: Case) -> tuple[int, ...]:
        vendor = self.spec.vendor_id
        if vendor is None:
            return case.goods
        return tuple(
            index for index in case.goods
            if (facts := case.lines[index].goods) is not None and facts.vendor_id == vendor
        )  # fmt: skip

    def _own_freight(self, case: Case) -> tuple[int, ...]:
        vendor, first = self.spec.vendor_id, len(case.lines)
        return tuple(
            index for index in case.freights
            if vendor is None or case.freight[index - first].vendor_id == vendor
        )  # fmt: skip

    def _capped(self, cut: Cut, currency: str) -> Cut:
        """Raises nothing: a cap that names other currencies only caps nothing in this one."""
        line = minor_in(self.spec.max_per_line, currency)
        order = minor_in(self.spec.max_per_order, currency)
        return cut if line is None and order is None else Capped(cut, line, order)


def _ceiling(exact: Decimal) -> int:
    return -int(-exact // 1)


def compiled(
    spec: PromotionSpec, strategies: Strategies, /, *, promotion_id: UUID, version: int
) -> Promotion:
    """Raises msgspec.ValidationError or ValueError naming the field: unknown type, wrong settings, a benefit or condition that a
    catalogue promotion cannot have."""
    conditions = tuple(
        _made(entry, strategies.conditions, field=f"conditions[{index}]")
        for index, entry in enumerate(spec.conditions)
    )
    target = _made(spec.target, strategies.targets, field="target")
    benefit = _made(spec.benefit, strategies.benefits, field="benefit")
    if spec.kind == "catalogue":
        _check_catalogue(spec, conditions, target, benefit)
    return Promotion(
        id=promotion_id, version=version, spec=spec, conditions=conditions, target=target, benefit=benefit
    )


def _made(entry: Mapping[str, Any], known: Mapping[str, type[Any]], *, field: str) -> Any:
    settings = dict(entry)
    kind = settings.pop("type", None)
    if kind not in known:
        raise ValueError(f"{field}.type: choose one of {sorted(known)}")
    try:
        return msgspec.convert(settings, known[kind])
    except (msgspec.ValidationError, ValueError) as error:
        raise ValueError(f"{field}.{error}") from None


def _check_catalogue(
    spec: PromotionSpec, conditions: tuple[Condition, ...], target: Target, benefit: Benefit
) -> None:
    if not (benefit.in_catalogue and isinstance(benefit, PieceBenefit)):
        raise ValueError(f"benefit.type: a catalogue promotion cannot be {benefit.type!r}")
    if target.reach != "goods":
        raise ValueError("target.type: a catalogue promotion is about goods")
    for index, condition in enumerate(conditions):
        if not condition.in_catalogue:
            raise ValueError(f"conditions[{index}].type: {condition.type!r} needs a cart")
    if spec.needs_coupon or spec.limit_total or spec.limit_per_buyer or spec.max_per_order:
        raise ValueError("kind: a catalogue promotion has no coupon, no limits and no cap per order")
