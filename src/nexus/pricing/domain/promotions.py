"""A promotion: what is stored of it, and what the engine makes of that."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

import msgspec

from nexus.pricing.domain import refusals
from nexus.pricing.domain.basket import BasketLine
from nexus.pricing.domain.case import Case
from nexus.pricing.domain.cuts import Capped, Cut
from nexus.pricing.domain.invalid import WrongSetting, made, understood
from nexus.pricing.domain.refusals import Refusal
from nexus.pricing.domain.selection import Selection
from nexus.pricing.domain.strategies.fields import check_amounts, check_percent
from nexus.pricing.domain.strategies.protocols import (
    Amounts,
    Benefit,
    Condition,
    Grant,
    PieceBenefit,
    Target,
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
        for name in ("starts_at", "ends_at"):
            if (instant := getattr(self, name)) is not None and instant.tzinfo is None:
                raise ValueError(f"{name}: say in which time zone")
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValueError("ends_at: must be after starts_at")
        check_percent(self.floor_percent, field="floor_percent", lowest_allowed=True)
        if self.vendor_share is not None:
            check_percent(self.vendor_share, field="vendor_share", lowest_allowed=True)
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
        """What it gives in this basket, or the rule that fails: one that buying more would help only if no other fails. Pure."""
        goods = self.own_goods(case)
        if not goods:
            return refusals.NOTHING_MATCHES
        near: Refusal | None = None
        for condition in self.conditions:
            if refusal := condition.judge(case, goods):
                if not refusal.is_near:
                    return refusal
                near = near or refusal
        scope = goods if self.target.reach == "goods" else self._own_freight(case)
        picked = self.target.pick(case, scope)
        if near is not None:
            return near if picked else refusals.NOTHING_MATCHES
        granted = self.benefit.grant(case, picked, goods)
        if isinstance(granted, Refusal) or granted.cut is None:
            return granted
        return Grant(cut=self._capped(granted.cut, case), gifts=granted.gifts)

    def floors(self, case: Case, /) -> tuple[int, ...]:
        """Minor units that it leaves of each line and freight: its own floor or the goods' own, whichever is higher."""
        if not self.spec.floor_percent:
            return case.floors
        top, bottom = (self.spec.floor_percent / 100).as_integer_ratio()
        own = (-(-worth * top // bottom) for worth in case.worth)
        goods = (max(pair) for pair in zip(own, case.floors, strict=False))
        return (*goods, *(0 for _ in case.freight))

    def piece_floor(self, line: BasketLine, minor: int, /) -> int:
        """Minor units that it leaves of a piece that costs `minor` before it."""
        top, bottom = (self.spec.floor_percent / 100).as_integer_ratio()
        most = minor_in(self.spec.max_per_line, line.list_price.currency)
        lowest = max(line.floor, -(-line.list_price.minor * top // bottom))
        return lowest if most is None else max(lowest, minor - most)

    def own_goods(self, case: Case, /) -> tuple[int, ...]:
        """Lines that it may look at: of its seller, if it is one's."""
        vendor = self.spec.vendor_id
        return case.goods if vendor is None else case.of_vendor(vendor)

    def _own_freight(self, case: Case) -> tuple[int, ...]:
        vendor, first = self.spec.vendor_id, len(case.lines)
        return tuple(
            index for index in case.freights
            if vendor is None or case.freight[index - first].vendor_id == vendor
        )  # fmt: skip

    def _capped(self, cut: Cut, case: Case) -> Cut:
        """A cap that names other currencies only caps nothing in this one."""
        line = minor_in(self.spec.max_per_line, case.currency)
        order = minor_in(self.spec.max_per_order, case.currency)
        return cut if line is None and order is None else Capped(cut, case.weights, line, order)


def spec_of(content: Mapping[str, Any], /, *, strict: bool = False) -> PromotionSpec:
    """A spec as JSON has it. Raises WrongSetting. `strict=False`: numbers may be text, as in forms."""
    return made(PromotionSpec, content, strict=strict)


def compiled(
    spec: PromotionSpec, strategies: Strategies, /, *, promotion_id: UUID, version: int
) -> Promotion:
    """Raises WrongSetting: unknown type, wrong settings, a benefit or condition that a catalogue promotion cannot have."""
    conditions = tuple(
        _made(entry, strategies.conditions, place=f"conditions[{index}]")
        for index, entry in enumerate(spec.conditions)
    )
    target = _made(spec.target, strategies.targets, place="target")
    benefit = _made(spec.benefit, strategies.benefits, place="benefit")
    if target.reach not in benefit.reaches:
        raise WrongSetting("target.type", f"{benefit.type!r} is about {_names(benefit.reaches)}")
    if spec.kind == "catalogue":
        _check_catalogue(spec, conditions, target, benefit)
    return Promotion(
        id=promotion_id, version=version, spec=spec, conditions=conditions, target=target, benefit=benefit
    )


def _names(words: frozenset[Any]) -> str:
    return " or ".join(sorted(words))


def _made(entry: Mapping[str, Any], known: Mapping[str, type[Any]], *, place: str) -> Any:
    settings = dict(entry)
    kind = settings.pop("type", None)
    if not isinstance(kind, str) or kind not in known:
        raise WrongSetting(f"{place}.type", f"choose one of {sorted(known)}")
    return made(known[kind], settings, place=place, strict=False)


def _check_catalogue(
    spec: PromotionSpec, conditions: tuple[Condition, ...], target: Target, benefit: Benefit
) -> None:
    if not (benefit.in_catalogue and isinstance(benefit, PieceBenefit)):
        raise WrongSetting("benefit.type", f"a catalogue promotion cannot be {benefit.type!r}")
    try:
        benefit.check_catalogue()
    except ValueError as error:
        raise understood(error).within("benefit") from None
    if target.reach != "goods":
        raise WrongSetting("target.type", "a catalogue promotion is about goods")
    if not isinstance(getattr(target, "selection", None), Selection):
        raise WrongSetting("target.type", "a catalogue promotion is about goods that a selection names")
    for index, condition in enumerate(conditions):
        if not condition.in_catalogue:
            raise WrongSetting(f"conditions[{index}].type", f"{condition.type!r} needs a cart")
    for name in ("needs_coupon", "limit_total", "limit_per_buyer", "max_per_order"):
        if getattr(spec, name):
            raise WrongSetting(name, "a catalogue promotion has no coupon, no limits and no cap per order")
