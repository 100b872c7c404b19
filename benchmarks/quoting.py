"""What a quote costs by itself: baskets of 50 lines against 200 live promotions, in this process, without a database.

The mix is meant to be like that of a shop which does a lot of promotions: about a third of them apply to a basket, in four lanes of
which the best wins and one in which all apply; 40 % are percentages, 20 % fixed amounts spread over several lines, the rest is of
every other kind; one in twenty is exclusive, one in ten capped, one in ten has a floor, half of those that apply have a minimum.
"""

from __future__ import annotations

import statistics
import time
from datetime import UTC, datetime
from decimal import Decimal
from random import Random
from typing import Any, Final
from uuid import UUID

from nexus.kernel.money import Money
from nexus.pricing.contracts.dto import GoodsFacts
from nexus.pricing.domain.basket import Basket, BasketLine
from nexus.pricing.domain.lanes import Lane, Offers, Stack
from nexus.pricing.domain.promotions import Promotion, compiled, spec_of
from nexus.pricing.domain.quote import quote
from nexus.pricing.domain.shipping import free_shipping
from nexus.pricing.domain.taxes import TaxRate, TaxTable
from nexus.pricing.infrastructure.strategies import strategies

LINES, PROMOTIONS, LANES = 50, 200, 5
BASKETS, TIMES = 20, 10
BAR: Final = 20
"""Milliseconds of CPU that a quote may cost."""
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
CATEGORIES = [UUID(int=1000 + number) for number in range(30)]
SELLERS = [UUID(int=2000 + number) for number in range(8)]
TAGS = [f"tag-{number}" for number in range(25)]
BRANDS = [f"brand-{number}" for number in range(12)]
RATES = (
    TaxRate(tax_class="standard", percent=Decimal(19)), TaxRate(tax_class="reduced", percent=Decimal(7)),
)  # fmt: skip
type Spec = dict[str, Any]


def rows() -> list[dict[str, Any]]:
    """One for shops whose prices include taxes, one for shops that add them."""
    return [_row(included) for included in (True, False)]


def _row(included: bool) -> dict[str, Any]:
    taxes, shipping = TaxTable(rates=RATES, prices_include_tax=included), free_shipping("EUR")
    spent: list[float] = []
    for number in range(BASKETS):
        chance = Random(number)
        basket, offers = basket_of(chance), offers_of(chance)
        quote(basket, offers, taxes, shipping, at=AT)
        for _ in range(TIMES):
            begun = time.process_time()
            quote(basket, offers, taxes, shipping, at=AT)
            spent.append((time.process_time() - begun) * 1000)
    mean = statistics.fmean(spent)
    return {
        "operation": f"quote, tax {'included' if included else 'on top'}",
        "ops/s": round(1000 / mean, 1),
        "p50 ms": round(statistics.median(spent), 2),
        "p95 ms": round(statistics.quantiles(spent, n=20)[-1], 2),
        "p99 ms": round(statistics.quantiles(spent, n=100)[-1], 2),
        "CPU ms": round(mean, 3),
        "statuses": f"bar {BAR} ms {'held' if mean <= BAR else 'MISSED'}",
    }


def basket_of(chance: Random) -> Basket:
    """Of goods in 15 of the categories, with 12 of the tags, of 6 brands and 8 sellers."""
    return Basket(currency="EUR", lines=tuple(_line(chance, number) for number in range(1, LINES + 1)))


def _line(chance: Random, number: int) -> BasketLine:
    return BasketLine(
        variant_id=UUID(int=number),
        quantity=chance.randint(1, 4),
        list_price=Money(chance.randint(199, 19_999), "EUR"),
        tax_class=chance.choice(["standard", "reduced"]),
        goods=GoodsFacts(
            product_id=UUID(int=5000 + number),
            vendor_id=chance.choice(SELLERS),
            category_ids=frozenset(chance.sample(CATEGORIES[:15], 2)),
            tags=frozenset(chance.sample(TAGS[:12], 2)),
            brand=chance.choice(BRANDS[:6]),
        ),
    )


def offers_of(chance: Random) -> Offers:
    stack = Lane(position=LANES - 1, name="All", strategy=Stack())
    return Offers(tuple(_promotion(chance, number) for number in range(PROMOTIONS)), (stack,))


def _promotion(chance: Random, number: int) -> Promotion:
    applies = chance.random() < 0.34
    spec: Spec = {
        "code": f"promotion-{number}",
        "title": f"Promotion {number}",
        "benefit": _benefit(chance),
        "target": {"type": "goods", "selection": _selection(chance, applies)},
        "conditions": _conditions(chance, applies),
        "lane": number % LANES,
        "priority": chance.randint(0, 3),
        "exclusive": chance.random() < 0.05,
    }
    if chance.random() < 0.1:
        spec["max_per_order"] = {"EUR": "25"}
    if chance.random() < 0.1:
        spec["floor_percent"] = "50"
    return compiled(spec_of(spec), strategies(), promotion_id=UUID(int=10**6 + number), version=1)


def _selection(chance: Random, applies: bool) -> Spec:
    """Of goods that some baskets have, or of others."""
    first = {"categories": 15, "tags": 12, "brands": 6}
    pools: dict[str, list[Any]] = {"categories": CATEGORIES, "tags": TAGS, "brands": BRANDS}
    name = chance.choices([*pools, "products", "vendors", "everything"], [30, 20, 15, 20, 5, 10])[0]
    if name in pools:
        pool = pools[name][: first[name]] if applies else pools[name][first[name] :]
        return {name: [str(value) for value in chance.sample(pool, chance.randint(1, 2))]}
    if name == "products":
        base = 5000 if applies else 9000
        return {name: [str(UUID(int=base + chance.randint(1, LINES))) for _ in range(5)]}
    return {name: [str(chance.choice(SELLERS))]} if name == "vendors" else {}


def _conditions(chance: Random, applies: bool) -> list[Spec]:
    if applies:
        return [{"type": "min_spend", "amounts": {"EUR": "50"}}] if chance.random() < 0.5 else []
    return [chance.choice([
        {"type": "min_spend", "amounts": {"EUR": "9000"}, "of": _selection(chance, True)},
        {"type": "min_quantity", "quantity": 400},
        {"type": "customer_group", "groups": ["gold"]},
        {"type": "channel", "channels": ["pos"]},
        {"type": "first_order"},
    ])]  # fmt: skip


def _benefit(chance: Random) -> Spec:
    percent, amount = (
        chance.choice(["5", "10", "10", "15", "20", "25"]),
        chance.choice(["2", "5", "10", "15"]),
    )
    parts = [{"of": {"tags": ["tag-1"]}}, {"of": {"tags": ["tag-2"], "brands": ["brand-1"]}}]
    known: list[tuple[int, Spec]] = [
        (40, {"type": "percentage", "percent": percent}),
        (20, {"type": "amount_off", "amounts": {"EUR": amount}}),
        (8, {"type": "amount_off", "amounts": {"EUR": "1"}, "per": "piece"}),
        (8, {"type": "buy_x_get_y", "buy_quantity": 2, "percent": "50"}),
        (6, {"type": "n_for_m", "quantity": 3, "pay": 2}),
        (5, {"type": "cheapest_free"}),
        (8, {"type": "tiers", "steps": [{"quantity": 2, "percent": "5"}, {"quantity": 10, "percent": "10"}]}),
        (3, {"type": "n_for_price", "quantity": 3, "amounts": {"EUR": "99"}}),
        (2, {"type": "bundle", "parts": parts, "percent": "15"}),
    ]
    return chance.choices([spec for _, spec in known], [weight for weight, _ in known])[0]
