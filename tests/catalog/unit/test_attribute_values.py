"""What values fit: kinds, choices, measures and their units; check digits of trade item numbers."""

from collections import defaultdict
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from nexus.catalog.contracts.definitions import AttributeInfo, ChoiceInfo
from nexus.catalog.contracts.units import UNITS, converted, unit_of
from nexus.catalog.services.attribute_values import Rules, Unfit, fit, fitting, fitting_options
from nexus.catalog.services.barcodes import check_digit, is_gtin, same_item, tidy_barcode

_ID = UUID(int=1)
_COLOURS = (
    ChoiceInfo(id=_ID, value="red", label="Ruby", translations={"es": {"label": "Rojo"}}),
    ChoiceInfo(id=_ID, value="ruby", label="Dark red"),
)


def _attribute(kind: str, **facts: Any) -> AttributeInfo:
    return AttributeInfo(id=_ID, code="a", name="A", kind=kind, **facts)


_WEIGHT, _COLOUR = _attribute("measure", unit="kg"), _attribute("choice", choices=_COLOURS)
_TEMPERATURE = _attribute("measure", unit="°C")


@pytest.mark.parametrize(
    ("attribute", "value", "kept"),
    [
        (_attribute("text"), "  two  <b>words</b> ", "two words"),
        (_attribute("number"), 2.5, 2.5),
        (_attribute("number"), " 12 ", 12),
        (_attribute("boolean"), "Yes", True),
        (_attribute("boolean"), False, False),
        (_COLOUR, "RED", "red"),
        (_COLOUR, "rojo", "red"),
        (_COLOUR, "Ruby", "ruby"),  # a value goes before another choice's label
        (_COLOUR, "dark red", "ruby"),
        (_WEIGHT, 1.5, {"amount": 1.5, "unit": "kg"}),
        (_WEIGHT, "1.50 KG", {"amount": 1.5, "unit": "kg"}),
        (_WEIGHT, "250 grams", {"amount": 250, "unit": "g"}),
        (_WEIGHT, {"amount": 2, "unit": "lb"}, {"amount": 2, "unit": "lb"}),
        (_TEMPERATURE, "-18 °C", {"amount": -18, "unit": "°C"}),
        (_attribute("measure", unit="W"), "5 mW", {"amount": 5, "unit": "mW"}),
        (_attribute("measure", unit="W"), "5 MW", {"amount": 5, "unit": "MW"}),
    ],
)
def test_values_are_kept_in_one_form(attribute: AttributeInfo, value: Any, kept: Any) -> None:
    assert fit(attribute, value) == kept
    assert type(fit(attribute, value)) is type(kept)


@pytest.mark.parametrize(
    ("attribute", "value", "why"),
    [
        (_attribute("text"), 5, "Must be text"),
        (_attribute("number"), True, "Must be a number."),
        (_attribute("number"), "1,5", "Must be a number."),
        (_attribute("number"), float("nan"), "Must be a number."),
        (_attribute("number"), float("inf"), "Must be a number."),
        (_attribute("number"), 10**16, "Must be a number."),
        (_attribute("boolean"), 1, "Must be true or false."),
        (_COLOUR, "blue", "Must be one of red, ruby."),
        (_COLOUR, "", "Must be one of red, ruby."),
        (_COLOUR, ["red"], "Must be one of red, ruby."),
        (_WEIGHT, "1.5 cm", "cm is a unit of length, and this is a mass: use g, mg, kg, t, oz, lb."),
        (_WEIGHT, "1.5 bushels", "Unknown unit 'bushels'. Use one of g, mg, kg, t, oz, lb."),
        (_WEIGHT, "heavy", "Must be a measure"),
        (_WEIGHT, {"amount": float("inf"), "unit": "kg"}, "Must be a measure"),
        (_WEIGHT, {"amount": 1}, "Must be a measure"),
        (_WEIGHT, -1, "Must not be negative."),
        (_attribute("measure", unit="W"), "5 mw", "Unknown unit 'mw'"),  # milli or mega?
    ],
)
def test_what_does_not_fit_is_told_why(attribute: AttributeInfo, value: Any, why: str) -> None:
    with pytest.raises(Unfit) as refused:
        fit(attribute, value)

    assert why in str(refused.value)


def test_a_type_says_all_that_its_products_have() -> None:
    weight, colour = _attribute("measure", unit="kg"), _attribute("choice", choices=_COLOURS)
    rules = Rules(known={"weight": weight, "colour": colour}, required=("weight", "colour"), is_closed=True)
    errors: dict[str, list[str]] = defaultdict(list)

    assert fitting({"weight": ""}, errors, rules=rules, complete=False) == {}
    assert not errors
    fitting({"size": "M", "weight": None}, errors, rules=rules, options=["Colour"], complete=True)
    assert dict(errors) == {
        "attributes.size": ["Products of this type have no such attribute."],
        "attributes.weight": ["Products of this type need it before they are published."],
    }
    open_rules = Rules(known={"colour": colour})
    assert fitting({"size": "M"}, defaultdict(list), rules=open_rules, complete=True) == {"size": "M"}


def test_options_that_are_choices_take_one_of_them() -> None:
    rules, errors = Rules(known={"shoe_colour": _COLOUR}), defaultdict(list)

    assert fitting_options({"Shoe colour": "Rojo", "Lace": "any"}, errors, rules=rules) == {
        "Shoe colour": "red",
        "Lace": "any",
    }
    fitting_options({"Shoe colour": "blue"}, errors, rules=rules, prefix="variants.3.")
    assert dict(errors) == {"variants.3.options": ["Shoe colour: Must be one of red, ruby."]}


@pytest.mark.parametrize(
    ("amount", "unit", "to", "result"),
    [
        (1.5, "kg", "g", "1500.0"),
        (1, "lb", "kg", "0.45359237"),
        (1, "in", "cm", "2.54"),
        (2, "kWh", "MJ", "7.2"),
        (1, "GiB", "MB", "1073.741824"),
        (100, "°C", "°F", "212"),
        (-40, "°F", "°C", "-40"),
        (0, "K", "°C", "-273.15"),
    ],
)
def test_units_are_converted_exactly(amount: float, unit: str, to: str, result: str) -> None:
    assert round(converted(amount, unit=unit, to=to), 12) == Decimal(result)


def test_units_are_found_by_usual_names_and_never_guessed() -> None:
    assert [getattr(unit_of(text), "code", None) for text in ("L", "CM2", " Inch ", "ghz", "mw", "x", "")] == [
        "l", "cm²", "in", "GHz", None, None, None,
    ]  # fmt: skip
    assert all(unit_of(code) is unit for code, unit in UNITS.items())
    with pytest.raises(ValueError, match="kg is not convertible to cm"):
        converted(1, unit="kg", to="cm")


@pytest.mark.parametrize(
    "gtin", ["96385074", "73513537", "036000291452", "4006381333931", "9783161484100", "10614141000415"]
)
def test_a_wrong_digit_of_a_gtin_is_found(gtin: str) -> None:
    assert is_gtin(gtin)
    assert check_digit(gtin[:-1]) == gtin[-1]
    for place in range(len(gtin)):
        errors: dict[str, list[str]] = defaultdict(list)
        wrong = gtin[:place] + str((int(gtin[place]) + 1) % 10) + gtin[place + 1 :]
        tidy_barcode(wrong, errors)
        assert list(errors) == ["barcode"], wrong


def test_codes_of_the_house_are_free() -> None:
    errors: dict[str, list[str]] = defaultdict(list)

    assert [tidy_barcode(code, errors) for code in ("", " A-12 ", "123456789", "٠٦٣٨٥٠٧٤")] == [
        "", "A-12", "123456789", "٠٦٣٨٥٠٧٤",
    ]  # fmt: skip
    assert not errors
    assert same_item("036000291452") == ("036000291452", "0036000291452", "00036000291452")
