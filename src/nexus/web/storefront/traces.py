"""A quote's explanation in the buyer's words: from the steps of its trace to rows that add up to the total."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from nexus.kernel.money import Money
from nexus.web.components.amounts import spelled


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A line of the totals. `is_final`: the sum itself; `is_free`: shipping that costs nothing; `note`: what more there is to
    say.
    """

    name: str
    amount: str
    note: str = ""
    is_final: bool = False
    is_free: bool = False


def totals(priced: Mapping[str, Any], /, *, is_estimate: bool = False) -> list[Row]:
    """Of a cart or an order as the API shows it (both have the same five sums and a trace)."""
    currency = priced["currency"]
    rows = [Row(name=_("Goods"), amount=priced["subtotal"])]
    if _is_some(priced["discount_total"], currency):
        rows.append(Row(name=_("Discount"), amount=f"-{priced['discount_total']}", note=_offers(priced)))
    rows.append(_shipping(priced, is_estimate=is_estimate))
    if _is_some(priced["tax_total"], currency):
        rows.append(Row(name=_("Tax"), amount=priced["tax_total"], note=_rates(priced)))
    total = _("Estimated total") if is_estimate else _("Total")
    rows.append(Row(name=total, amount=priced["total"], note=_included(priced), is_final=True))
    return [*rows, *_credit(priced)]


def _credit(priced: Mapping[str, Any]) -> list[Row]:
    """What gift cards and store credit pay of it, and what is left; none when they pay nothing. An order knows the sum only."""
    currency = priced["currency"]
    if not _is_some(priced.get("credit_total", "0"), currency):
        return []
    cards = [
        (_("Gift card ending in %(tail)s") % {"tail": one["tail"]}, one["amount"])
        for one in priced.get("gift_cards", ())
    ]
    parts = [*cards, (_("Store credit"), priced.get("store_credit", "0"))]
    if "gift_cards" not in priced:
        parts = [(_("Gift cards and store credit"), priced["credit_total"])]
    rows = [Row(name=name, amount=f"-{amount}") for name, amount in parts if _is_some(amount, currency)]
    return [*rows, Row(name=_("To be paid"), amount=priced["amount_due"], is_final=True)]


def _shipping(priced: Mapping[str, Any], *, is_estimate: bool) -> Row:
    amount = priced["shipping_total"]
    return Row(
        name=_("Shipping (estimated)") if is_estimate else _("Shipping"), amount=amount, note=_shipping_note(priced),
        is_free=not _is_some(amount, priced["currency"]),
    )  # fmt: skip


def _is_some(amount: str, currency: str) -> bool:
    return bool(Money.of(amount, currency))


def _steps(priced: Mapping[str, Any], part: str) -> list[Mapping[str, Any]]:
    return [step for step in priced["explanation"] if step["part"] == part]


def _offers(priced: Mapping[str, Any]) -> str:
    """Which offers took it off; how much each of them, when there are several."""
    sums: dict[str, Money] = {}
    for step in _steps(priced, "discount"):
        if step["applied"]:
            amount = Money.of(step["amount"], priced["currency"])
            sums[step["text"]] = sums.get(step["text"], Money.zero(priced["currency"])) + amount
    if len(sums) < 2:
        return "".join(sums)
    return " · ".join(f"{name} {spelled(str(amount), priced['currency'])}" for name, amount in sums.items())


def _shipping_note(priced: Mapping[str, Any]) -> str:
    """The method's name, and how much more makes it free."""
    names, missing = [], ""
    for step in _steps(priced, "shipping"):
        if step["applied"]:
            names.append(step["text"])
        elif step["code"] == "free_from_not_reached":
            missing = _("%(amount)s more and it is free") % {
                "amount": spelled(step["missing"], priced["currency"])
            }
    return " · ".join(part for part in (*names, missing) if part)


def _rates(priced: Mapping[str, Any]) -> str:
    return ", ".join(dict.fromkeys(step["text"] for step in _steps(priced, "tax") if step["code"] == "tax"))


def _included(priced: Mapping[str, Any]) -> str:
    """Tax that the prices contain, by rate."""
    sums: dict[str, Money] = {}
    for step in _steps(priced, "tax"):
        if "included" in step:
            amount = Money.of(step["included"], priced["currency"])
            sums[step["text"]] = sums.get(step["text"], Money.zero(priced["currency"])) + amount
    parts = [f"{spelled(str(amount), priced['currency'])} {name}" for name, amount in sums.items() if amount]
    return _("of which %(taxes)s") % {"taxes": ", ".join(parts)} if parts else ""
