"""Baskets that were worked out by hand: see the arithmetic (`why`) beside each in tests/pricing/golden."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from nexus.kernel.money import Money
from nexus.pricing.contracts.dto import BuyerFacts, Destination, GoodsFacts, Quote
from nexus.pricing.domain.basket import Basket, BasketLine
from nexus.pricing.domain.lanes import Lane, Offers, Stack
from nexus.pricing.domain.promotions import Promotion, compiled, spec_of
from nexus.pricing.domain.quote import quote
from nexus.pricing.domain.shipping import ShippingTable, flat
from nexus.pricing.domain.taxes import TaxRate, TaxTable
from nexus.pricing.domain.trace import readd
from nexus.pricing.infrastructure.strategies import strategies

type Golden = dict[str, Any]
FILES = sorted((Path(__file__).parents[1] / "golden").glob("*.json"))
BASKETS = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in FILES
    for case in json.loads(path.read_text())
]
LINE = re.compile(
    r"(?P<quantity>\d+) x (?P<price>[\d.]+) (?P<name>\w+)(?: #(?P<tag>\w+))?(?: %(?P<tax>\w+))?"
    r"(?: @(?P<seller>\d))?(?: >=(?P<floor>[\d.]+))?"
)
"""3 x 2.50 sock #tag %tax_class @seller >=floor of a piece"""


def line(text: str, names: dict[str, UUID], currency: str) -> BasketLine:
    found = LINE.fullmatch(text)
    assert found, text
    variant = names.setdefault(found["name"], UUID(int=len(names) + 1))
    tags = frozenset([found["tag"]] if found["tag"] else [])
    goods = GoodsFacts(product_id=variant, vendor_id=UUID(int=int(found["seller"] or 9)), tags=tags)
    return BasketLine(
        variant_id=variant,
        quantity=int(found["quantity"]),
        list_price=Money.of(found["price"], currency),
        tax_class=found["tax"] or "standard",
        floor=Money.of(found["floor"] or "0", currency).minor,
        goods=goods,
    )


def offer(number: int, code: str, content: dict[str, Any], names: dict[str, UUID]) -> Promotion:
    content = json.loads(json.dumps(content))
    if content["benefit"]["type"] == "gift":
        content["benefit"]["variant"] = str(names.get(content["benefit"]["variant"], UUID(int=99)))
    spec = spec_of({"code": code, "title": code} | content)
    return compiled(spec, strategies(), promotion_id=UUID(int=100 + number), version=1)


def priced(case: Golden) -> Quote:
    currency, names = case.get("currency", "EUR"), dict[str, UUID]()
    lines = tuple(line(text, names, currency) for text in case["lines"])
    gifts = tuple(line(text, names, currency) for text in case.get("gifts", []))
    buyer = case.get("buyer", {})
    basket = Basket(
        currency=currency,
        lines=lines,
        gifts=gifts,
        buyer=BuyerFacts(
            user_id=UUID(int=buyer["user"]) if "user" in buyer else None,
            orders_before=buyer.get("orders_before"),
            groups=frozenset(buyer.get("groups", [])),
        ),
        destination=Destination(**case.get("destination", {})),
        channel=case.get("channel", "web"),
        payment_method=case.get("payment_method"),
    )
    offers = tuple(offer(number, *pair, names) for number, pair in enumerate(case.get("offers", {}).items()))
    lanes = tuple(Lane(position=one, name="All", strategy=Stack()) for one in case.get("stacked", []))
    rates = tuple(
        TaxRate(tax_class=name, percent=Decimal(percent)) for name, percent in case.get("taxes", {}).items()
    )
    taxes = TaxTable(
        rates=rates, prices_include_tax=case.get("included", False), rounding=case.get("rounding", "line")
    )
    post = flat("post", "Post", Money.of(case.get("shipping", "0"), currency))
    at = datetime.fromisoformat(case.get("at", "2026-03-01T12:00:00+00:00"))
    zone = ZoneInfo(case.get("zone", "UTC"))
    return quote(
        basket, Offers(offers, lanes), taxes, ShippingTable(methods=(post,)), at=at, zone=zone, explain_all=True
    )  # fmt: skip


def refusals(found: Quote) -> Iterator[tuple[str, str]]:
    for step in found.explanation:
        if not step["applied"] and step.get("offer") != "post":
            missing = step.get("missing", step.get("missing_quantity"))
            yield step["offer"], step["code"] if missing is None else f"{step['code']} {missing}"


@pytest.mark.parametrize("case", BASKETS)
def test_a_basket_costs_what_was_worked_out_by_hand(case: Golden) -> None:
    found = priced(case)
    said = {
        "total": str(found.total),
        "subtotal": str(found.subtotal),
        "tax": str(found.tax_total),
        "included_tax": str(found.included_tax_total),
        "shipping_total": str(found.shipping_total),
        "discounts": [str(entry.discount) for entry in found.lines],
        "used": {used.code: str(used.amount) for used in found.promotions},
        "funded": {used.code: str(used.vendor_funded) for used in found.promotions},
        "refused": dict(refusals(found)),
    }
    assert {name: value for name, value in said.items() if name in case} == {
        name: case[name] for name in said if name in case
    }
    assert (
        sum(readd(found.explanation, currency=found.currency).values(), Money.zero(found.currency))
        == found.total
    )


def test_there_are_enough_of_them_and_each_says_why() -> None:
    cases = [case for path in FILES for case in json.loads(path.read_text())]
    assert len(cases) >= 60
    assert len({case["name"] for case in cases}) == len(cases)
    assert all(case["why"] and case["total"] for case in cases)
    said = json.dumps(cases)
    known = strategies()
    assert [
        kind
        for kind in (*known.conditions, *known.targets, *known.benefits)
        if f'"type": "{kind}"' not in said
    ] == []
