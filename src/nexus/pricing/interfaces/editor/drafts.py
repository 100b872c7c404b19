"""What was sent becomes a promotion's spec."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from zoneinfo import ZoneInfo

from nexus.pricing.interfaces.editor.moments import moment_of
from nexus.pricing.interfaces.editor.reading import Sent, decimal_text, read_members

type Described = Mapping[str, Mapping[str, Any]]

TICKS: Final = ("exclusive", "needs_coupon", "is_private")
NUMBERS: Final = ("lane", "priority", "limit_total", "limit_per_buyer")
AMOUNTS: Final = ("max_per_line", "max_per_order")
MOMENTS: Final = ("starts_at", "ends_at")
FIELDS: Final = frozenset({
    "code", "title", "kind", "benefit", "target", "conditions", "vendor_id", "floor_percent", "vendor_share", *TICKS, *NUMBERS,
    *AMOUNTS, *MOMENTS,
})  # fmt: skip


NEW: Final[Mapping[str, Any]] = {
    "code": "", "title": "", "kind": "cart", "target": {"type": "goods"}, "benefit": {"type": "percentage"}, "conditions": [],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """What was sent: a spec, and what of it could not be read, by field."""

    spec: dict[str, Any]
    errors: dict[str, list[str]] = field(default_factory=dict)


def draft_of_form(sent: Sent, schemas: Mapping[str, Described], /, *, zone: ZoneInfo) -> Draft:
    """Reads every field; a condition that was taken away (`do` is `remove:<index>`) is left out."""
    spec: dict[str, Any] = {name: sent.text(name) for name in ("code", "title", "kind")}
    spec |= {name: True for name in TICKS if sent.ticked(name)}
    spec |= {name: _whole(text) for name in NUMBERS if (text := sent.text(name))}
    spec |= {
        name: decimal_text(text) for name in ("floor_percent", "vendor_share") if (text := sent.text(name))
    }
    spec |= {name: amounts for name in AMOUNTS if (amounts := _amounts(sent, name))}
    if vendor := sent.texts("vendor_id"):
        spec["vendor_id"] = vendor[0]
    spec["benefit"] = _block(sent, "benefit", schemas["benefits"])
    spec["target"] = _block(sent, "target", schemas["targets"])
    spec["conditions"] = [
        _block(sent, f"conditions.{index}", schemas["conditions"]) for index in sent.indexes("conditions")
    ]
    errors: dict[str, list[str]] = {}
    for name in MOMENTS:
        _read_moment(sent, name, spec, errors, zone)
    return Draft(spec, errors)


def _read_moment(
    sent: Sent, name: str, spec: dict[str, Any], errors: dict[str, list[str]], zone: ZoneInfo
) -> None:
    try:
        moment = moment_of(sent.text(name), zone, was=sent.text(f"{name}.was"))
    except ValueError as wrong:
        errors[name] = [str(wrong)]
    else:
        if moment:
            spec[name] = moment.isoformat()


def _whole(text: str) -> int | str:
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 19 else text


def _amounts(sent: Sent, name: str) -> dict[str, str]:
    return {one: text for one in sent.below(name) if (text := decimal_text(sent.text(f"{name}.{one}")))}


def _block(sent: Sent, path: str, known: Described) -> dict[str, Any]:
    kind = sent.text(f"{path}.type")
    if kind not in known:
        return {"type": kind}
    schema = known[kind]["schema"]
    return {"type": kind, **read_members(schema, sent, path, schema.get("$defs", {}))}
