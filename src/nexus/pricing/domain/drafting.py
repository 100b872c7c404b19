"""From what an author wrote to a promotion that can be kept."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from nexus.pricing.contracts.promotion_errors import InvalidPromotion
from nexus.pricing.contracts.promotions import PromotionInfo
from nexus.pricing.domain.invalid import understood
from nexus.pricing.domain.parts import check_sizes
from nexus.pricing.domain.promotions import Promotion, PromotionSpec, Strategies, compiled

LONGEST_TITLE: Final = 200
_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}", re.ASCII)
_COPIED: Final = (
    "code", "title", "kind", "vendor_id", "lane", "needs_coupon", "starts_at", "ends_at", "limit_total", "limit_per_buyer",
)  # fmt: skip
_MOST_CONDITIONS: Final = 20
_MOST_LIMIT: Final = 2**31 - 1
_SAYS: Final = {"is missing": "Is required.", "there is no such setting": "Is not known here."}


def read_promotion(
    given: Mapping[str, Any], strategies: Strategies, /, *, promotion_id: UUID, version: int
) -> Promotion:
    """The promotion that the spec says, its instants in UTC. Raises InvalidPromotion naming the field."""
    try:
        spec = msgspec.convert(dict(given), PromotionSpec)
        made = compiled(_settled(spec), strategies, promotion_id=promotion_id, version=version)
        check_sizes(made)
        return made
    except (msgspec.ValidationError, ValueError) as error:
        wrong = understood(error)
        reason = _SAYS.get(wrong.reason, f"{wrong.reason[:1].upper()}{wrong.reason[1:]}")
        raise InvalidPromotion(errors={wrong.field or "spec": [reason]}) from error


def blank_promotion(promotion_id: UUID, /, *, description: str, status: str, at: datetime) -> PromotionInfo:
    """The first version of a promotion of which no spec is known yet."""
    return PromotionInfo(
        id=promotion_id, code="", title="", description=description, kind="cart", status=status,  # type: ignore[arg-type]
        vendor_id=None, lane=0, needs_coupon=False, starts_at=None, ends_at=None, limit_total=None, limit_per_buyer=None,
        spec={}, version=1, created_at=at, updated_at=at,
    )  # fmt: skip


def with_spec(before: PromotionInfo, promotion: Promotion, /) -> PromotionInfo:
    """The same promotion, saying what the compiled one says, in the types in which it is read again."""
    spec = promotion.spec
    copied = {name: getattr(spec, name) for name in _COPIED}
    return replace(
        before, **copied, spec=msgspec.json.decode(msgspec.json.encode(spec, order="deterministic"))
    )


def overlaps(one: PromotionInfo, other: PromotionInfo, /) -> bool:
    """Whether there is an instant at which both hold."""
    return _begins_before_the_end(one, other) and _begins_before_the_end(other, one)


def _begins_before_the_end(one: PromotionInfo, other: PromotionInfo) -> bool:
    return one.starts_at is None or other.ends_at is None or one.starts_at < other.ends_at


def _settled(spec: PromotionSpec) -> PromotionSpec:
    """The rules that hold for what is kept, beside the engine's own. Raises ValueError."""
    if not _CODE.fullmatch(spec.code):
        raise ValueError("code: at most 64 letters of ASCII, digits, dots, dashes and underscores")
    if not spec.title.strip() or len(spec.title) > LONGEST_TITLE or not spec.title.isprintable():
        raise ValueError(f"title: state one of at most {LONGEST_TITLE} characters")
    for name in ("limit_total", "limit_per_buyer", "lane", "priority"):
        if abs(getattr(spec, name) or 0) > _MOST_LIMIT:
            raise ValueError(f"{name}: is too large")
    if len(spec.conditions) > _MOST_CONDITIONS:
        raise ValueError(f"conditions: at most {_MOST_CONDITIONS}")
    return msgspec.structs.replace(
        spec,
        title=spec.title.strip(),
        starts_at=_instant(spec.starts_at, field="starts_at"),
        ends_at=_instant(spec.ends_at, field="ends_at"),
    )


def _instant(at: datetime | None, *, field: str) -> datetime | None:
    if at is None:
        return None
    if at.tzinfo is None:
        raise ValueError(f"{field}: state the offset from UTC, for example 2030-05-01T08:00:00Z")
    return at.astimezone(UTC)
