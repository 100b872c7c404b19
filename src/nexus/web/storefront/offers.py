"""What promotions, coupons and gift cards do to a cart, ready for its page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from nexus.web.storefront.why import shortfall, why

type _Step = Mapping[str, Any]

MOST_HINTS: Final = 3


@dataclass(frozen=True, slots=True)
class Hint:
    """An offer that a little more would win."""

    what: str
    title: str


def hints(priced: Mapping[str, Any], /) -> list[Hint]:
    """`€12.00 more of Shoes: 10 % off`; the nearest first, as the trace has them. What a coupon needs is told at the coupon."""
    found = []
    for step in priced["explanation"]:
        if step["applied"] or not step.get("title") or step.get("coupon"):
            continue
        if what := shortfall(step, priced["currency"]):
            found.append(Hint(what, step["title"]))
    return found[:MOST_HINTS]


def with_reasons(priced: Mapping[str, Any], /) -> list[dict[str, Any]]:
    """The items, each with `reasons`: what was taken off it and why ({text, amount}, negative; empty where the price of a
    piece has it already)."""
    parts = list(_by_line(priced["explanation"]))
    return [item | {"reasons": _reasons(item, parts)} for item in priced["items"]]


def coupons(priced: Mapping[str, Any], /) -> list[dict[str, Any]]:
    """The cart's coupons, each with `why` it does not apply in the visitor's language."""
    return [_told(one, priced["currency"]) for one in priced["coupon_details"]]


def gift_cards(priced: Mapping[str, Any], /) -> list[dict[str, Any]]:
    """The cart's gift cards, each with `why` it does not pay."""
    return [_told(one, priced["currency"]) for one in priced["gift_cards"]]


def told_steps(priced: Mapping[str, Any], /) -> list[dict[str, Any]]:
    """Every step of an order's price: `goods` names what a list price is of, `why` says what was missing or why it did not
    apply, in the visitor's language."""
    titles = {line["variant_id"]: line["title"] for line in priced["lines"]}
    return [_told_step(step, titles, priced["currency"]) for step in priced["explanation"]]


def _told_step(step: _Step, titles: Mapping[str, str], currency: str) -> dict[str, Any]:
    if not step["applied"]:
        return dict(step) | {"why": shortfall(step, currency) or why(step, currency)}
    of_goods = step["code"] == "list_price"
    return dict(step) | {"goods": titles.get(step.get("variant_id", ""), "") if of_goods else ""}


def _told(one: Mapping[str, Any], currency: str) -> dict[str, Any]:
    return dict(one) | {"why": why(one["problem"], currency) if "problem" in one else ""}


def _by_line(explanation: list[_Step]) -> Iterator[list[_Step]]:
    """The trace tells line after line, each beginning with its list price; the same variant may be bought and given."""
    part: list[_Step] = []
    for step in explanation:
        if step["code"] == "list_price":
            part = [step]
            yield part
        elif step.get("variant_id") and step["applied"] and part:
            part.append(step)


def _reasons(item: Mapping[str, Any], parts: list[list[_Step]]) -> list[dict[str, str]]:
    own = [part for part in parts if part[0]["variant_id"] == item["variant"]["id"]]
    if not own:
        return []
    steps = own[-1] if item["is_gift"] else own[0]
    return [
        {"text": step["text"], "amount": step["amount"] if step["code"] == "offer" else ""}
        for step in steps
        if step["code"] in ("catalogue_offer", "offer")
    ]
