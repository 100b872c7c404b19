"""What a promotion wants of a situation besides goods: who, when, where to, how."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from nexus.pricing.contracts.dto import Destination
from nexus.pricing.domain.basket import Basket
from nexus.pricing.domain.case import case_of
from nexus.pricing.domain.promotions import Promotion
from nexus.pricing.domain.situations import Situation
from nexus.pricing.domain.strategies.protocols import Condition

type Wish = Callable[[Any, Situation], Situation | None]
_AHEAD: Final = timedelta(days=8)
_STEP: Final = timedelta(minutes=15)


def granted(promotion: Promotion, situation: Situation, /) -> Situation | None:
    """The situation as the promotion wants it; None: that contradicts what was wished before."""
    wished: Situation | None = situation
    if promotion.spec.needs_coupon:
        wished = replace(situation, coupons=situation.coupons | {promotion.id})
    for condition in promotion.conditions:
        wish = _WISHES.get(condition.type)
        if wish and wished is not None:
            wished = wish(condition, wished)
    return wished


def _group(condition: Any, now: Situation) -> Situation | None:
    if not now.groups.isdisjoint(condition.groups):
        return now
    return replace(now, groups=now.groups | {min(condition.groups)})


def _first_order(condition: Any, now: Situation) -> Situation | None:
    return replace(now, orders_before=0) if now.orders_before in (None, 0) else None


def _nth_order(condition: Any, now: Situation) -> Situation | None:
    if now.orders_before is None:
        return replace(now, orders_before=condition.number - 1)
    this = now.orders_before + 1
    holds = this % condition.number == 0 if condition.every else this == condition.number
    return now if holds else None


def _destination(condition: Any, now: Situation) -> Situation | None:
    if now.destination is not None:
        return now  # judged later
    pattern = min(condition.postal_codes, default="")
    there = Destination(
        country=min(condition.countries, default="US"),
        region=min(condition.regions, default=""),
        postal_code=pattern.replace("*", "1").replace("?", "1"),
    )
    return replace(now, destination=there)


def _shipping_method(condition: Any, now: Situation) -> Situation | None:
    return _one_of(now, "shipping_method", condition.methods)


def _payment_method(condition: Any, now: Situation) -> Situation | None:
    return _one_of(now, "payment_method", condition.methods)


def _channel(condition: Any, now: Situation) -> Situation | None:
    return _one_of(now, "channel", condition.channels)


def _one_of(now: Situation, name: str, allowed: frozenset[str]) -> Situation | None:
    said = getattr(now, name)
    if said is None:
        said_now: dict[str, Any] = {name: min(allowed)}
        return replace(now, **said_now)
    return now if said in allowed else None


_WISHES: Final[dict[str, Wish]] = {
    "customer_group": _group,
    "first_order": _first_order,
    "nth_order": _nth_order,
    "destination": _destination,
    "shipping_method": _shipping_method,
    "payment_method": _payment_method,
    "channel": _channel,
}


def common_instant(promotions: Iterable[Promotion], /, *, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The first instant from now on at which all of them hold, as far as periods and (for the next eight days, by the quarter
    of an hour) weekdays and hours go; None: there is none."""
    together = tuple(promotions)
    start = max((one.spec.starts_at for one in together if one.spec.starts_at), default=now)
    start = max(start, now)
    end = min((one.spec.ends_at for one in together if one.spec.ends_at), default=None)
    if end is not None and end <= start:
        return None
    hours = [condition for one in together for condition in one.conditions if condition.type == "hours"]
    if not hours:
        return start
    return _first_hour(hours, start, end, zone)


def _first_hour(
    hours: list[Condition], start: datetime, end: datetime | None, zone: ZoneInfo
) -> datetime | None:
    quarter = start.replace(minute=start.minute // 15 * 15, second=0, microsecond=0)
    instants = (quarter + _STEP * number for number in range(1, _AHEAD // _STEP))
    for at in (start, *instants):
        if end is not None and at >= end:
            return None
        if _hold(hours, at.astimezone(zone)):
            return at
    return None


def _hold(hours: list[Condition], local: datetime) -> bool:
    nothing = case_of(Basket(currency="XXX", lines=()), order=(), unit_minors=(), freight=(), at=local)
    return all(condition.judge(nothing, ()) is None for condition in hours)
