"""Blanks of everything but conditions, target and benefit."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from nexus.pricing.interfaces.editor.blanks import Blank, Choice, Errors, Known
from nexus.pricing.interfaces.editor.drawing import Drawing
from nexus.pricing.interfaces.editor.moments import text_of


class General:
    """Draws a spec. `lanes`: position and name."""

    def __init__(
        self,
        spec: Mapping[str, Any],
        errors: Errors,
        /,
        *,
        known: Known,
        zone: ZoneInfo,
        lanes: tuple[tuple[int, str], ...],
    ) -> None:
        self._spec, self._errors, self._known, self._zone, self._lanes = spec, errors, known, zone, lanes

    def _blank(self, kind: Any, name: str, label: str, about: str = "", **more: Any) -> Blank:
        value = more.pop("value", self._spec.get(name))
        return Blank(
            kind=kind, name=name, label=label, about=about, value="" if value is None else value,
            errors=tuple(self._errors.get(name, ())), **more,
        )  # fmt: skip

    def basics(self) -> tuple[Blank, ...]:
        kind = str(self._spec.get("kind", "cart"))
        kinds = (
            ("cart", "In the cart, as a discount"),
            ("catalogue", "In the catalogue, as a lower price in every list"),
        )
        made = tuple(Choice(value=value, text=text, chosen=value == kind) for value, text in kinds)
        return (
            self._blank("text", "title", "Title", "Buyers read this.", required=True),
            self._blank(
                "text", "code", "Code", "Unique; for reports and the trace. It is no coupon.", required=True
            ),
            self._blank("choice", "kind", "Where it works", choices=made, value=kind),
        )

    def period(self) -> tuple[Blank, ...]:
        zone = self._zone
        return tuple(
            self._blank("moment", name, label, about.format(zone=zone.key), value=_shown(self._spec.get(name), zone),
                        was=_was(self._spec.get(name)))
            for name, label, about in (
                ("starts_at", "From", "Time of {zone}. Empty: as soon as it is active."),
                ("ends_at", "Until just before", "Time of {zone}. Empty: without an end."),
            )
        )  # fmt: skip

    def combining(self) -> tuple[Blank, ...]:
        lane = (
            int(self._spec.get("lane") or 0)
            if str(self._spec.get("lane") or 0).lstrip("-").isdecimal()
            else 0
        )
        lanes = dict(self._lanes) | {lane: dict(self._lanes).get(lane, f"Lane {lane}")}
        made = tuple(
            Choice(value=str(position), text=f"{position}: {name}", chosen=position == lane)
            for position, name in sorted(lanes.items())
        )
        return (
            self._blank("choice", "lane", "Lane", "Lanes apply from the lowest on; in most only the best promotion wins.",
                        choices=made, value=str(lane)),
            self._blank("number", "priority", "Priority", "Decides between promotions that save the same; higher first."),
            self._blank("check", "exclusive", "Exclusive", "It is combined with no other promotion of its kind."),
        )  # fmt: skip

    def limits(self) -> tuple[Blank, ...]:
        return (
            self._blank(
                "check", "needs_coupon", "Only with a coupon", "Codes are made on the coupons' page."
            ),
            self._blank("check", "is_private", "Private", "Carts do not hint at it before it applies."),
            self._blank("number", "limit_total", "Uses in all", "Empty: without a limit."),
            self._blank("number", "limit_per_buyer", "Uses for each buyer", "Empty: without a limit."),
            self._amounts("max_per_line", "At most off a line", "Of the catalogue: off a piece."),
            self._amounts("max_per_order", "At most off an order", ""),
            self._blank(
                "decimal", "floor_percent", "Floor in percent", "So much of each list price always stays."
            ),
        )

    def funding(self) -> tuple[Blank, ...]:
        vendor = self._spec.get("vendor_id")
        chips = (self._known.chip("vendor_id", "vendors", str(vendor)),) if vendor else ()
        return (
            self._blank("picker", "vendor_id", "Whose it is",
                        "A seller's promotion sees and touches that seller's goods only. Empty: the shop's.",
                        finds="vendors", single=True, chips=chips, value=""),
            self._blank("decimal", "vendor_share", "Sellers bear, in percent",
                        "Empty: all of a seller's own, nothing of the shop's."),
        )  # fmt: skip

    def _amounts(self, name: str, label: str, about: str) -> Blank:
        drawing = Drawing(defs={}, errors=self._errors, known=self._known)
        node = {
            "type": "object",
            "additionalProperties": {"type": "string"},
            "title": label,
            "description": about,
        }
        return drawing.blank(node, self._spec.get(name), name, name)


def _shown(instant: Any, zone: ZoneInfo) -> str:
    moment = _moment(instant)
    return text_of(moment, zone) if moment else ""


def _was(instant: Any) -> str:
    moment = _moment(instant)
    return moment.isoformat() if moment else ""


def _moment(instant: Any) -> datetime | None:
    if isinstance(instant, str) and instant:
        instant = datetime.fromisoformat(instant)
    return instant.astimezone(UTC) if isinstance(instant, datetime) else None
