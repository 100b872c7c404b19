"""A promotion that makes no sense is refused with the field and the reason."""

from typing import Any
from uuid import UUID

import pytest

from nexus.pricing.domain.invalid import WrongSetting
from nexus.pricing.domain.promotions import Promotion, compiled, spec_of
from nexus.pricing.infrastructure.strategies import strategies

SHOES, SOCKS = {"tags": ["shoes"]}, {"tags": ["socks"]}
TEN = {"type": "percentage", "percent": "10"}


def made(**content: Any) -> Promotion:
    spec = spec_of({"code": "c", "title": "t", "benefit": TEN} | content)
    return compiled(spec, strategies(), promotion_id=UUID(int=1), version=1)


def off(**settings: Any) -> dict[str, Any]:
    return {"benefit": {"type": "amount_off"} | settings}


def when(kind: str, **settings: Any) -> dict[str, Any]:
    return {"conditions": [{"type": kind} | settings]}


def gives(kind: str, **settings: Any) -> dict[str, Any]:
    return {"benefit": {"type": kind} | settings}


WRONG: list[tuple[dict[str, Any], str, str]] = [
    (gives("percentage", percent="100.01"), "benefit.percent", "must be above 0 and at most 100"),
    (gives("percentage", percent="0"), "benefit.percent", "must be above 0 and at most 100"),
    (gives("percentage", percent="-5"), "benefit.percent", "must be above 0 and at most 100"),
    (gives("percentage", percent="NaN"), "benefit.percent", "must be above 0 and at most 100"),
    (gives("percentage", percent="1E-999999"), "benefit.percent", "at most 4 decimals"),
    (gives("percentage", percent="ten"), "benefit.percent", "Invalid decimal string"),
    (gives("percentage"), "benefit.percent", "is missing"),
    (gives("percentage", percent="5", amount="5"), "benefit.amount", "there is no such setting"),
    (gives("magic"), "benefit.type", f"choose one of {sorted(strategies().benefits)}"),
    ({"benefit": {"percent": "5"}}, "benefit.type", f"choose one of {sorted(strategies().benefits)}"),
    ({"target": {"type": ["goods"]}}, "target.type", "choose one of ['goods', 'shipping']"),
    (off(amounts={"EUR": "-1"}), "benefit.amounts", "-1 EUR is below zero"),
    (off(amounts={"EUR": "0.00"}), "benefit.amounts", "0.00 EUR is nothing"),
    (off(amounts={"XXX": "1"}), "benefit.amounts", "'XXX' is not an ISO 4217 currency."),
    (off(amounts={"JPY": "1.50"}), "benefit.amounts", "1.50 has too many digits for JPY."),
    (off(amounts={"EUR": "lots"}), "benefit.amounts", "'lots' is not an amount."),
    (off(amounts={}), "benefit.amounts", "give an amount in at least one currency"),
    (off(amounts={"EUR": "1"}, per="year"), "benefit.per", "Invalid enum value 'year'"),
    (when("min_spend", amounts={"EUR": "-1"}), "conditions[0].amounts", "-1 EUR is below zero"),
    (when("min_quantity", quantity=0), "conditions[0].quantity", "Expected `int` >= 1"),
    (when("customer_group", groups=[]), "conditions[0].groups", "Expected `array` of length >= 1"),
    (when("currency", currencies=["EUR", "ZZZ"]), "conditions[0].currencies", "'ZZZ' is not an ISO 4217 currency."),
    (when("destination"), "conditions[0].countries", "say where: countries, regions or postal codes"),
    (when("destination", countries=["Germany"]), "conditions[0].countries", "'Germany' is not two capital letters"),
    (
        when("destination", postal_codes=["***"]),
        "conditions[0].postal_codes",
        "***: give a postal code (80331), its beginning (80*) or a range (81000-81999).",
    ),
    (when("contains", parts=[{"of": {}}]), "conditions[0].parts[0].of", "say which goods"),
    (when("contains", parts=[]), "conditions[0].parts", "Expected `array` of length >= 1"),
    (
        when("min_quantity", quantity=1, of={"attributes": {"color": []}}),
        "conditions[0].of.attributes.color",
        "name at least one value",
    ),
    (when("min_quantity", quantity=1, of={"exclude": {}}), "conditions[0].of.exclude", "say which goods"),
    (
        when("hours", windows=[{"start": "09:00", "end": "09:00"}]),
        "conditions[0].windows[0].end",
        "must differ from start",
    ),
    (when("hours", windows=[{"weekdays": ["funday"]}]), "conditions[0].windows[0].weekdays[0]", "Invalid enum value 'funday'"),
    (
        gives("bundle", amounts={"EUR": "9"}, parts=[{"of": SHOES}, {"of": SHOES}]),
        "benefit.parts[1].of",
        "names the same as parts[0]; one part with a higher quantity says it",
    ),
    (gives("bundle", parts=[{"of": SHOES}, {"of": SOCKS}]), "benefit.amounts", "give either amounts or percent"),
    (gives("n_for_m", quantity=2, pay=2), "benefit.pay", "must be fewer than quantity"),
    (gives("cheapest_free", quantity=3, among=2), "benefit.among", "must be at least quantity"),
    (gives("tiers", steps=[{"quantity": 1}]), "benefit.steps[0].percent", "give either percent or amounts"),
    (
        gives("tiers", steps=[{"quantity": 5, "percent": "5"}, {"quantity": 3, "percent": "9"}]),
        "benefit.steps[1].quantity",
        "must be above the step before",
    ),
    (
        gives("tiers", steps=[{"quantity": 5, "percent": "5"}, {"spend": {"EUR": "3"}, "percent": "9"}]),
        "benefit.steps[1]",
        "all by quantity or all by value",
    ),
    (
        gives("tiers", steps=[{"quantity": 1, "percent": "5"}, {"quantity": 2, "percent": "500"}]),
        "benefit.steps[1].percent",
        "must be above 0 and at most 100",
    ),
    (gives("gift", variant="shoe"), "benefit.variant", "Invalid UUID"),
    (
        gives("n_for_m", quantity=3, pay=2) | {"target": {"type": "shipping"}},
        "target.type",
        "'n_for_m' is about goods",
    ),
    ({"starts_at": "2026-03-02T00:00:00Z", "ends_at": "2026-03-02T00:00:00Z"}, "ends_at", "must be after starts_at"),
    ({"starts_at": "2026-03-02T00:00:00"}, "starts_at", "say in which time zone"),
    ({"floor_percent": "101"}, "floor_percent", "must be at least 0 and at most 100"),
    ({"vendor_share": "-1"}, "vendor_share", "must be at least 0 and at most 100"),
    ({"max_per_order": {"EUR": "-3"}}, "max_per_order", "-3 EUR is below zero"),
    ({"limit_total": 0}, "limit_total", "must be at least 1"),
    ({"kind": "shelf"}, "kind", "Invalid enum value 'shelf'"),
    ({"kind": "catalogue"} | when("first_order"), "conditions[0].type", "'first_order' needs a cart"),
    (
        {"kind": "catalogue"} | gives("n_for_m", quantity=3, pay=2),
        "benefit.type",
        "a catalogue promotion cannot be 'n_for_m'",
    ),
    ({"kind": "catalogue"} | off(amounts={"EUR": "1"}), "benefit.per", "must be piece in a catalogue promotion"),
    ({"kind": "catalogue", "target": {"type": "shipping"}}, "target.type", "a catalogue promotion is about goods"),
    (
        {"kind": "catalogue", "needs_coupon": True},
        "needs_coupon",
        "a catalogue promotion has no coupon, no limits and no cap per order",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("content", "field", "reason"), WRONG)
def test_it_is_refused_with_the_field_and_the_reason(
    content: dict[str, Any], field: str, reason: str
) -> None:
    with pytest.raises(WrongSetting) as caught:
        made(**content)
    assert (caught.value.field, caught.value.reason) == (field, reason)


def test_what_makes_sense_is_taken_as_json_and_forms_have_it() -> None:
    shelf = made(kind="catalogue", benefit={"type": "amount_off", "amounts": {"EUR": "1.50"}, "per": "piece"})
    hours = made(**when("hours", windows=[{"weekdays": ["fri"], "start": "22:00", "end": "02:00"}]))
    assert (shelf.benefit.type, hours.conditions[0].type) == ("amount_off", "hours")
