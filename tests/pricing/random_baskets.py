"""Baskets and promotions at random: small ones, with everything that promotions can say."""

from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Any
from uuid import UUID

from nexus.kernel.money import Money
from nexus.pricing.contracts.dto import BuyerFacts, Destination, GoodsFacts
from nexus.pricing.domain.basket import Basket, BasketLine
from nexus.pricing.domain.lanes import BestWins, Lane, Offers, Stack
from nexus.pricing.domain.promotions import Promotion, compiled, spec_of
from nexus.pricing.infrastructure.strategies import strategies

type Spec = dict[str, Any]
AT = datetime(2026, 3, 6, 23, 30, tzinfo=UTC)  # a Friday
EARLIER, LATER = "2026-03-01T00:00:00+00:00", "2026-04-01T00:00:00+00:00"
DIGITS = {"JPY": 0, "EUR": 2, "KWD": 3}
SELLERS = [UUID(int=901), UUID(int=902)]
CATEGORIES = [UUID(int=801), UUID(int=802), UUID(int=803)]
TAGS = ["new", "sale", "blue"]


@dataclass(frozen=True)
class Shop:
    """`stacked`: positions of lanes in which all promotions apply."""

    basket: Basket
    specs: tuple[Spec, ...]
    stacked: frozenset[int]

    @property
    def offers(self) -> Offers:
        return Offers(tuple(promotion(spec) for spec in self.specs), lanes(self.stacked))


def promotion(spec: Spec) -> Promotion:
    number = int(spec["code"].rsplit("-", 1)[1])
    return compiled(spec_of(spec), strategies(), promotion_id=UUID(int=10_000 + number), version=1)


def lanes(stacked: frozenset[int]) -> tuple[Lane, ...]:
    kinds = [(position, Stack() if position in stacked else BestWins()) for position in range(4)]
    return tuple(Lane(position=position, name=f"Lane {position}", strategy=kind) for position, kind in kinds)


def random_shop(chance: Random, *, most_lines: int = 4, most_offers: int = 6) -> Shop:
    currency = chance.choice(list(DIGITS))
    specs = [random_spec(chance, number, currency) for number in range(chance.randint(0, most_offers))]
    stacked = frozenset(position for position in range(4) if chance.random() < 0.3)
    return Shop(random_basket(chance, currency, most_lines), tuple(specs), stacked)


def random_basket(chance: Random, currency: str, most_lines: int) -> Basket:
    return Basket(
        currency=currency,
        lines=tuple(_line(chance, currency) for _ in range(chance.randint(1, most_lines))),
        buyer=BuyerFacts(
            user_id=chance.choice([None, UUID(int=7)]),
            groups=frozenset(chance.sample(["gold", "staff"], chance.randint(0, 1))),
            orders_before=chance.choice([None, 0, 0, 2]),
        ),
        destination=Destination(country=chance.choice(["", "DE", "FR"])),
        payment_method=chance.choice([None, "card"]),
    )


def _line(chance: Random, currency: str) -> BasketLine:
    price = chance.choice([0, 1, 5, 99, 100, 250, 999, 1000, chance.randint(1, 3000)])
    number = chance.randint(1, 6)
    goods = GoodsFacts(
        product_id=UUID(int=500 + number),
        vendor_id=SELLERS[number % 2],
        category_ids=frozenset({CATEGORIES[number % 3]}),
        tags=frozenset(TAGS[: number % 3]),
        brand=["", "acme"][number % 2],
        attributes={"size": frozenset({["s", "m"][number % 2]})},
    )
    return BasketLine(
        variant_id=UUID(int=number),
        quantity=chance.choice([1, 1, 2, 3, 5]),
        list_price=Money(price, currency),
        tax_class=chance.choice(["standard", "reduced"]),
        goods=chance.choice([goods, goods, goods, None]),
        floor=chance.choice([0, 0, 0, price // 2]),
    )


def random_spec(chance: Random, number: int, currency: str) -> Spec:
    is_shelf = chance.random() < 0.25
    spec: Spec = {
        "code": f"offer-{number}",
        "title": f"Offer {number}",
        "kind": "catalogue" if is_shelf else "cart",
        "lane": chance.randint(0, 3),
        "priority": chance.randint(0, 1),
        "exclusive": chance.random() < 0.15,
    }
    maker = chance.choice(_SHELF_BENEFITS if is_shelf else _CART_BENEFITS)
    spec["benefit"] = maker(chance, currency)
    spec["target"] = _target(chance, spec["benefit"]["type"], is_shelf)
    if chance.random() < 0.4:
        known = _SHELF_CONDITIONS if is_shelf else [*_SHELF_CONDITIONS, *_CART_CONDITIONS]
        spec["conditions"] = [chance.choice(known)(chance, currency)]
    return spec | _limits(chance, currency, is_shelf)


def _limits(chance: Random, currency: str, is_shelf: bool) -> Spec:
    found: Spec = {}
    if chance.random() < 0.2:
        found["max_per_line"] = amounts(chance, currency, 300)
    if chance.random() < 0.2 and not is_shelf:
        found["max_per_order"] = amounts(chance, currency, 500)
    if chance.random() < 0.2:
        found["floor_percent"] = chance.choice(["50", "33.3333", "90"])
    if chance.random() < 0.15:
        found["vendor_id"] = str(chance.choice(SELLERS))
    if chance.random() < 0.15:
        found |= chance.choice(
            [{"starts_at": EARLIER}, {"ends_at": LATER}, {"starts_at": LATER}, {"ends_at": EARLIER}]
        )
    return found  # fmt: skip


def amounts(chance: Random, currency: str, most: int) -> dict[str, str]:
    """Now and then only of another currency."""
    named = currency if chance.random() < 0.95 else "USD"
    return {named: str(Money(chance.randint(1, most), named))}


def selection(chance: Random) -> Spec:
    found: Spec = chance.choice([
        {}, {"tags": [chance.choice(TAGS)]}, {"categories": [str(chance.choice(CATEGORIES))]}, {"brands": ["acme"]},
        {"vendors": [str(chance.choice(SELLERS))]}, {"variants": [str(UUID(int=chance.randint(1, 6)))]},
        {"products": [str(UUID(int=500 + chance.randint(1, 6)))]}, {"attributes": {"size": ["m"]}},
        {"tags": ["new"], "brands": ["acme"]},
    ])  # fmt: skip
    if chance.random() < 0.2:
        found = found | {"exclude": {"tags": ["sale"], "variants": [str(UUID(int=2))]}}
    return found


def _target(chance: Random, benefit: str, is_shelf: bool) -> Spec:
    if benefit in ("percentage", "amount_off", "fixed_price") and not is_shelf and chance.random() < 0.2:
        return {"type": "shipping"} | chance.choice([{}, {"methods": ["post"]}, {"methods": ["drone"]}])
    return {"type": "goods", "selection": selection(chance)}


def _percent(chance: Random) -> str:
    return chance.choice(["10", "33.3333", "50", "100", str(chance.randint(1, 100))])


def _bundle(chance: Random, currency: str) -> Spec:
    first, second = {"tags": ["new"]}, chance.choice([{"brands": ["acme"]}, {"variants": [str(UUID(int=3))]}])
    parts = [{"of": first, "quantity": chance.randint(1, 2)}, {"of": second}]
    price = chance.choice([{"amounts": amounts(chance, currency, 1500)}, {"percent": _percent(chance)}])
    return {"type": "bundle", "parts": parts} | price | _times(chance)


def _times(chance: Random) -> Spec:
    return {"most_times": chance.randint(1, 2)} if chance.random() < 0.3 else {}


def _buy_get(chance: Random, currency: str) -> Spec:
    found: Spec = {
        "type": "buy_x_get_y",
        "buy_quantity": chance.randint(1, 3),
        "get_quantity": chance.randint(1, 2),
    }
    if chance.random() < 0.6:
        found["buy"] = selection(chance)
    return found | {"percent": _percent(chance)} | _times(chance)


def _tiers(chance: Random, currency: str) -> Spec:
    given = [{"percent": _percent(chance)}, {"amounts": amounts(chance, currency, 400)}]
    if chance.random() < 0.5:
        return {
            "type": "tiers",
            "steps": [{"quantity": 2} | chance.choice(given), {"quantity": 4} | given[0]],
        }
    steps = [
        {"spend": {currency: str(Money(minor, currency))}} | chance.choice(given) for minor in (500, 2500)
    ]
    return {"type": "tiers", "steps": steps}


_SHELF_BENEFITS = [
    lambda chance, currency: {"type": "percentage", "percent": _percent(chance)},
    lambda chance, currency: {
        "type": "amount_off",
        "amounts": amounts(chance, currency, 300),
        "per": "piece",
    },
    lambda chance, currency: {"type": "fixed_price", "amounts": amounts(chance, currency, 1000)},
]
_CART_BENEFITS = [
    *_SHELF_BENEFITS,
    lambda chance, currency: {"type": "amount_off", "amounts": amounts(chance, currency, 1500)},
    lambda chance, currency: {"type": "amount_off", "amounts": amounts(chance, currency, 300), "per": "line"},
    _buy_get,
    _bundle,
    _tiers,
    lambda chance, currency: {"type": "n_for_m", "quantity": 3, "pay": chance.randint(1, 2)} | _times(chance),
    lambda chance, currency: {"type": "n_for_price", "quantity": 2, "amounts": amounts(chance, currency, 900)} | _times(chance),
    lambda chance, currency: {"type": "cheapest_free", "quantity": chance.randint(1, 2), "percent": _percent(chance),
                              "which": chance.choice(["cheapest", "dearest"])},
]  # fmt: skip
_SHELF_CONDITIONS = [
    lambda chance, currency: {"type": "customer_group", "groups": [chance.choice(["gold", "staff"])]},
    lambda chance, currency: {"type": "signed_in"},
    lambda chance, currency: {"type": "channel", "channels": [chance.choice(["web", "pos"])]},
    lambda chance, currency: {"type": "currency", "currencies": [chance.choice(["EUR", "JPY"])]},
    lambda chance, currency: {"type": "hours", "windows": [chance.choice([
        {"weekdays": ["fri"], "start": "22:00", "end": "02:00"}, {"weekdays": ["fri"], "start": "09:00", "end": "18:00"},
        {"weekdays": ["sat"]}, {"start": "23:30"}, {"start": "20:00", "end": "23:30"},
    ])]},
]  # fmt: skip
_CART_CONDITIONS = [
    lambda chance, currency: {"type": "min_spend", "amounts": amounts(chance, currency, 3000), "of": selection(chance)},
    lambda chance, currency: {"type": "max_spend", "amounts": amounts(chance, currency, 3000)},
    lambda chance, currency: {"type": "min_quantity", "quantity": chance.randint(1, 5), "of": selection(chance)},
    lambda chance, currency: {"type": "contains", "parts": [
        {"of": {"tags": ["new"]}}, {"of": {"brands": ["acme"]}, "quantity": 2},
    ]},
    lambda chance, currency: {"type": "first_order"},
    lambda chance, currency: {"type": "nth_order", "number": 3, "every": chance.random() < 0.5},
    lambda chance, currency: {"type": "destination", "countries": [chance.choice(["DE", "FR"])]},
    lambda chance, currency: {"type": "payment_method", "methods": ["card"]},
    lambda chance, currency: {"type": "shipping_method", "methods": [chance.choice(["post", "drone"])]},
]  # fmt: skip
