"""Promotions of a seller: from the form to what is kept and back, and how they are told."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nexus.kernel import clock
from nexus.pricing.contracts.promotions import PromotionInfo
from nexus.pricing.queries.promotion_figures import Sum
from nexus.web.components.amounts import spelled
from nexus.web.seller.offer_forms import IN_CART, STEPS
from nexus.web.seller.states import State

STATES: Final = {
    state.name: state
    for state in (
        State("draft", gettext_lazy("Draft"), ""),
        State("scheduled", gettext_lazy("Scheduled"), "badge-warn"),
        State("live", gettext_lazy("Live"), "badge-good"),
        State("over", gettext_lazy("Over"), ""),
        State("paused", gettext_lazy("Paused"), "badge-warn"),
        State("archived", gettext_lazy("Archived"), ""),
    )
}
_FIELDS: Final[Mapping[str, str]] = {
    "benefit.percent": "percent", "benefit.amounts": "amount", "benefit.quantity": "take", "benefit.pay": "pay",
    "target.selection.products": "goods", "title": "title", "starts_at": "starts_at", "ends_at": "ends_at", "kind": "kind",
    "limit_total": "limit_total", "limit_per_buyer": "limit_per_buyer", "conditions[0].amounts": "min_spend",
    "exclusive": "title", "needs_coupon": "needs_coupon", "max_per_order": "kind", "conditions[0].type": "min_spend",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A promotion in the list: what it is called, what it gives, when, and what it did."""

    promotion: PromotionInfo
    state: State
    gives: str
    sums: tuple[Sum, ...]

    @property
    def uses(self) -> int:
        return sum(one.orders for one in self.sums)


def line_of(promotion: PromotionInfo, sums: Mapping[Any, tuple[Sum, ...]], /) -> Line:
    return Line(
        promotion=promotion,
        state=state_of(promotion),
        gives=told_benefit(promotion.spec.get("benefit", {})),
        sums=sums.get(promotion.id, ()),
    )


def state_of(promotion: PromotionInfo, /) -> State:
    """An active one is scheduled, live or over."""
    if promotion.status != "active":
        return STATES[promotion.status]
    now = clock.now()
    if promotion.starts_at and now < promotion.starts_at:
        return STATES["scheduled"]
    return STATES["over" if promotion.ends_at and promotion.ends_at <= now else "live"]


def told_benefit(benefit: Mapping[str, Any], /) -> str:
    """What it gives, in the page's language."""
    match benefit.get("type"):
        case "percentage":
            return str(_("%(percent)s %% off") % {"percent": _number(benefit["percent"])})
        case "amount_off":
            return str(_("%(amount)s off") % {"amount": _amounts(benefit)})
        case "fixed_price":
            return str(_("%(amount)s each") % {"amount": _amounts(benefit)})
        case "n_for_m":
            return str(
                _("%(take)s for the price of %(pay)s") % {"take": benefit["quantity"], "pay": benefit["pay"]}
            )
        case "tiers" if percents := [
            Decimal(one["percent"]) for one in benefit.get("steps", ()) if one.get("percent")
        ]:
            return str(_("Up to %(percent)s %% off, by pieces") % {"percent": _number(max(percents))})
    return str(_("Set up by the shop"))


def _number(text: Any) -> str:
    return f"{Decimal(str(text)).normalize():f}"


def _amounts(benefit: Mapping[str, Any]) -> str:
    return ", ".join(spelled(amount, currency) for currency, amount in benefit.get("amounts", {}).items())


def new_code(title: str, /) -> str:
    """For reports; nobody types it. Unique without asking whose else there are."""
    return f"{slugify(title)[:40] or 'offer'}-{secrets.token_hex(4)}"


def spec_of(
    data: Mapping[str, Any], /, *, code: str, currency: str, before: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The promotion that a valid form says. `before`: as it was, whose instants stay where the form shows the same minute."""
    kind = data["benefit"]
    spec: dict[str, Any] = {
        "code": code, "title": data["title"], "kind": "cart" if kind in IN_CART else data["kind"],
        "benefit": _benefit(data, currency),
    }  # fmt: skip
    if data["goods"]:
        spec["target"] = {"type": "goods", "selection": {"products": sorted(data["goods"])}}
    if data["min_spend"] is not None and data["min_spend"].minor:
        spec["conditions"] = [{"type": "min_spend", "amounts": {currency: str(data["min_spend"])}}]
    if data["needs_coupon"]:
        spec["needs_coupon"] = True
    for name in ("limit_total", "limit_per_buyer"):
        if data[name]:
            spec[name] = data[name]
    for name in ("starts_at", "ends_at"):
        if data[name]:
            spec[name] = _instant(data[name], (before or {}).get(name))
    return spec


def _benefit(data: Mapping[str, Any], currency: str) -> dict[str, Any]:
    kind = data["benefit"]
    if kind == "percentage":
        return {"type": kind, "percent": _number(data["percent"])}
    if kind == "n_for_m":
        return {"type": kind, "quantity": data["take"], "pay": data["pay"]}
    if kind == "tiers":
        return {"type": kind, "steps": [
            {"quantity": data[f"quantity_{step}"], "percent": _number(data[f"percent_{step}"])}
            for step in STEPS if data[f"quantity_{step}"] is not None and data[f"percent_{step}"] is not None
        ]}  # fmt: skip
    amounts = {currency: str(data["amount"])}
    return {"type": kind, "amounts": amounts, **({"per": "piece"} if kind == "amount_off" else {})}


def _instant(typed: datetime, before: Any) -> str:
    if isinstance(before, str):
        was = datetime.fromisoformat(before)
        if _minute(was) == _minute(typed):
            return before
    return typed.isoformat()


def _minute(moment: datetime) -> datetime:
    return timezone.localtime(moment).replace(tzinfo=None, second=0, microsecond=0)


def initial_of(spec: Mapping[str, Any], /, *, currency: str) -> dict[str, Any]:
    """What the form shows of a promotion."""
    benefit, conditions = spec.get("benefit", {}), spec.get("conditions", ())
    shown: dict[str, Any] = {
        "title": spec.get("title"), "kind": spec.get("kind", "cart"), "benefit": benefit.get("type"),
        "percent": benefit.get("percent"), "amount": benefit.get("amounts", {}).get(currency), "take": benefit.get("quantity"),
        "pay": benefit.get("pay"), "goods": spec.get("target", {}).get("selection", {}).get("products", []),
        "min_spend": conditions[0].get("amounts", {}).get(currency) if conditions else None,
        "needs_coupon": spec.get("needs_coupon", False), "limit_total": spec.get("limit_total"),
        "limit_per_buyer": spec.get("limit_per_buyer"),
    }  # fmt: skip
    for step, entry in zip(STEPS, benefit.get("steps", ()), strict=False):
        shown[f"quantity_{step}"], shown[f"percent_{step}"] = entry.get("quantity"), entry.get("percent")
    for name in ("starts_at", "ends_at"):
        shown[name] = datetime.fromisoformat(spec[name]) if spec.get(name) else None
    return shown


def says_it_all(spec: Mapping[str, Any], /, *, currency: str) -> bool:
    """Whether the form can say everything that the promotion says, so that saving it loses nothing."""
    benefit, conditions = dict(spec.get("benefit", {})), list(spec.get("conditions", ()))
    target = dict(spec.get("target", {}))
    return (
        set(spec) <= _SPEC
        and _fits(benefit, currency)
        and target.get("type", "goods") == "goods"
        and set(target.get("selection", {})) <= {"products"}
        and len(conditions) <= 1
        and all(_is_spend(one, currency) for one in conditions)
    )


def _is_spend(condition: Mapping[str, Any], currency: str) -> bool:
    return (
        condition.get("type") == "min_spend"
        and set(condition) <= {"type", "amounts"}
        and set(condition.get("amounts", ())) == {currency}
    )


_SPEC: Final = frozenset({
    "code", "title", "kind", "benefit", "target", "conditions", "starts_at", "ends_at", "needs_coupon", "limit_total",
    "limit_per_buyer", "vendor_id",
})  # fmt: skip


def _fits(benefit: Mapping[str, Any], currency: str) -> bool:
    kind = benefit.get("type")
    if kind == "tiers":
        steps = benefit.get("steps", ())
        return len(steps) <= len(STEPS) and all(set(one) <= {"quantity", "percent"} for one in steps)
    allowed = {
        "percentage": {"type", "percent"}, "amount_off": {"type", "amounts", "per"}, "fixed_price": {"type", "amounts"},
        "n_for_m": {"type", "quantity", "pay"},
    }.get(str(kind))  # fmt: skip
    if (
        allowed is None
        or not set(benefit) <= allowed
        or (kind == "amount_off" and benefit.get("per") != "piece")
    ):
        return False
    return set(benefit.get("amounts", {currency: ""})) == {currency}


_SAID: Final[Mapping[str, Any]] = {
    "percent": gettext_lazy("More than 0 and at most 100."),
    "amount": gettext_lazy("This amount cannot be used."),
    "pay": gettext_lazy("Fewer than are taken, and at least one."),
    "take": gettext_lazy("At least two, and more than are paid for."),
    "goods": gettext_lazy("Choose goods of your own."),
    "ends_at": gettext_lazy("Must be after the beginning."),
    "kind": gettext_lazy("A lower price in every list has no code, no limits and no least amount."),
    "min_spend": gettext_lazy("This amount cannot be used."),
    "limit_total": gettext_lazy("A whole number, at least one."),
    "limit_per_buyer": gettext_lazy("A whole number, at least one."),
    "quantity_1": gettext_lazy("Each step takes more pieces than the one before, and gives more."),
}


def said_at(field: str | None, texts: list[str], /) -> str:
    """What is wrong there, in the page's language; what no text of ours covers is told in the words of the API."""
    if any("catalogue" in text for text in texts):
        return str(_SAID["kind"])
    return str(_SAID[field]) if field in _SAID else " ".join(texts)


def field_of(path: str, /) -> str | None:
    """The form's field for a refused setting; None: none of them."""
    if path.startswith("benefit.steps"):
        return "quantity_1"
    return _FIELDS.get(path.replace("conditions.0", "conditions[0]"))
