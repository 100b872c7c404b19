"""The editor's form is drawn from schemas and read by them: whatever a strategy can say survives the way there and back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict

from nexus.pricing.infrastructure.strategies import schemas, strategies
from nexus.pricing.interfaces.editor.blanks import Blank, Known, picked_in
from nexus.pricing.interfaces.editor.changes import changed
from nexus.pricing.interfaces.editor.drafts import draft_of_form
from nexus.pricing.interfaces.editor.drawing import Drawing
from nexus.pricing.interfaces.editor.reading import Sent
from nexus.pricing.interfaces.editor.specs import Drafting

ONE, TWO = "01900000-0000-7000-8000-000000000001", "01900000-0000-7000-8000-000000000002"
SHOES = {
    "products": [ONE], "categories": [TWO], "brands": ["fjella"], "tags": ["shoes", "sale"], "label": "Shoes",
    "attributes": {"colour": ["red", "blue"]}, "exclude": {"tags": ["old"], "variants": [TWO]},
}  # fmt: skip
EUROS = {"EUR": "5.00", "JPY": "800"}
SETTINGS: dict[tuple[str, str], dict[str, Any]] = {
    ("conditions", "channel"): {"channels": ["web", "app"]},
    ("conditions", "contains"): {"parts": [{"of": SHOES, "quantity": 2}, {"of": {"tags": ["laces"]}, "quantity": 1}]},
    ("conditions", "currency"): {"currencies": ["EUR"]},
    ("conditions", "customer_group"): {"groups": ["gold", "wholesale"]},
    ("conditions", "destination"): {"countries": ["DE", "AT"], "regions": ["BY"], "postal_codes": ["10*", "SW1A ?AA"]},
    ("conditions", "hours"): {"windows": [{"weekdays": ["sat", "sun"], "start": "22:00", "end": "02:00"}]},
    ("conditions", "max_spend"): {"amounts": EUROS, "of": SHOES},
    ("conditions", "min_quantity"): {"quantity": 3, "of": SHOES},
    ("conditions", "min_spend"): {"amounts": EUROS},
    ("conditions", "nth_order"): {"number": 3, "every": True},
    ("conditions", "payment_method"): {"methods": ["card", "invoice"]},
    ("conditions", "shipping_method"): {"methods": ["post"]},
    ("targets", "goods"): {"selection": SHOES},
    ("targets", "shipping"): {"methods": ["post"]},
    ("benefits", "amount_off"): {"amounts": EUROS, "per": "piece"},
    ("benefits", "bundle"): {
        "parts": [{"of": SHOES, "quantity": 1}, {"of": {"tags": ["laces"]}, "quantity": 2}], "percent": "12.5",
    },
    ("benefits", "buy_x_get_y"): {"buy_quantity": 2, "get_quantity": 1, "buy": SHOES, "percent": "50", "most_times": 3},
    ("benefits", "cheapest_free"): {"quantity": 1, "among": 3, "which": "dearest", "percent": "100"},
    ("benefits", "fixed_price"): {"amounts": EUROS},
    ("benefits", "gift"): {"variant": ONE, "quantity": 2},
    ("benefits", "n_for_m"): {"quantity": 3, "pay": 2},
    ("benefits", "n_for_price"): {"quantity": 3, "amounts": EUROS},
    ("benefits", "percentage"): {"percent": "12.5"},
    ("benefits", "tiers"): {"steps": [{"quantity": 2, "percent": "10"}, {"quantity": 5, "amounts": EUROS}]},
}  # fmt: skip
KNOWN = Known(
    currencies=("EUR",),
    words={"shipping_methods": (("post", "Post"), ("express", "Express")), "currencies": (("EUR", "EUR"),)},
)


def fields(blanks: tuple[Blank, ...]) -> Iterator[tuple[str, str]]:
    """What a browser sends of them."""
    for one in blanks:
        if one.kind == "check":
            yield from [(one.name, "on")] if one.value else []
        elif one.kind == "choices":
            yield from ((one.name, choice.value) for choice in one.choices if choice.chosen)
        elif one.kind not in {"amounts", "selection", "picker", "rows", "group"}:
            yield one.name, one.value
        yield from ((chip.name, chip.value) for chip in one.chips)
        yield from fields(one.children)
        for row in one.rows:
            yield from fields(row)


def sent(pairs: Any) -> Sent:
    data = QueryDict(mutable=True)
    for name, value in pairs:
        data.appendlist(name, str(value))
    return Sent(data)


@pytest.mark.parametrize(
    ("group", "kind"),
    [(group, kind) for group in ("conditions", "targets", "benefits") for kind in schemas()[group]],
)
def test_settings_survive_the_form(group: str, kind: str) -> None:
    settings = SETTINGS.get((group, kind), {})
    schema = schemas()[group][kind]["schema"]
    path = {"conditions": "conditions.0", "targets": "target", "benefits": "benefit"}[group]
    blanks = Drawing(defs=schema.get("$defs", {}), errors={}, known=KNOWN).members(schema, settings, path)

    assert not [one for one in blanks if one.kind == "json"]
    draft = draft_of_form(sent([(f"{path}.type", kind), *fields(blanks)]), schemas(), zone=ZoneInfo("UTC"))

    found = draft.spec["conditions"][0] if group == "conditions" else draft.spec[path]
    assert found == {"type": kind, **settings} or _same(group, kind, settings, found)


def _same(group: str, kind: str, settings: dict[str, Any], found: dict[str, Any]) -> bool:
    """Equal but for defaults that the form spells out."""
    import msgspec

    strategy = getattr(strategies(), group)[kind]
    said = {key: value for key, value in found.items() if key != "type"}
    return bool(msgspec.convert(said, strategy) == msgspec.convert(settings, strategy))


def test_every_strategy_that_asks_for_something_is_tried_above() -> None:
    asked = {
        (group, kind) for group in ("conditions", "targets", "benefits") for kind, said in schemas()[group].items()
        if len(said["schema"]["properties"]) > 1
    }  # fmt: skip

    assert asked == set(SETTINGS)


def test_a_whole_promotion_is_drawn_with_its_errors() -> None:
    spec = {
        "code": "x", "title": "X", "kind": "catalogue", "lane": 5, "benefit": {"type": "percentage"}, "target": {"type": "goods"},
        "conditions": [{"type": "channel", "channels": ["web"]}], "starts_at": "2026-07-01T22:30:15Z",
    }  # fmt: skip
    errors = {"benefit.percent": ["This is required."], "conditions.0.channels": ["No."], "nowhere": ["Odd."]}
    form = Drafting(
        schemas=schemas(), known=KNOWN, zone=ZoneInfo("Europe/Berlin"), lanes=((0, "Sale"),)
    ).form(spec, errors)

    assert form.benefit.blanks[0].errors == ("This is required.",)
    assert form.conditions[0].blanks[0].errors == ("No.",)
    assert form.errors == ("nowhere: Odd.",)
    assert {one.value for one in form.benefit.types} == {"amount_off", "fixed_price", "percentage"}
    assert [(one.value, one.text, one.chosen) for one in form.combining[0].choices] == [
        ("0", "0: Sale", False),
        ("5", "5: Lane 5", True),
    ]
    assert (form.period[0].value, form.period[0].was) == ("2026-07-02T00:30", "2026-07-01T22:30:15+00:00")


def test_rows_and_conditions_come_and_go() -> None:
    spec = {
        "benefit": {"type": "tiers", "steps": [{"quantity": 2}]},
        "conditions": [{"type": "signed_in"}, {"type": "first_order"}],
    }

    def after(**do: str) -> dict[str, Any]:
        return changed(spec, sent(do.items()), schemas())

    assert after(do="row:benefit.steps")["benefit"]["steps"] == [{"quantity": 2}, {}]
    assert after(do="unrow:benefit.steps.0")["benefit"]["steps"] == []
    assert after(do="remove:0")["conditions"] == [{"type": "first_order"}]
    assert after(do="add", add_condition="signed_in")["conditions"][-1] == {"type": "signed_in"}
    for odd in (
        "add",
        "remove:9",
        "remove:x",
        "row:",
        "unrow:conditions",
        "unrow:nowhere.3.x",
        "row:title.deep.1",
        "magic",
        "",
    ):
        assert after(do=odd)["conditions"] == spec["conditions"]


def test_names_to_look_up_are_found_wherever_they_stand() -> None:
    spec = {
        "target": {"selection": SHOES},
        "benefit": {"variant": ONE},
        "conditions": [{"groups": ["gold"]}],
        "vendor_id": TWO,
    }

    assert picked_in(spec) == {
        "products": {ONE}, "categories": {TWO}, "brands": {"fjella"}, "tags": {"shoes", "sale", "old"}, "variants": {ONE, TWO},
        "groups": {"gold"}, "vendors": {TWO},
    }  # fmt: skip
