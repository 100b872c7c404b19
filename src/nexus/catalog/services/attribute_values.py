"""Whether what is told about a product fits what is defined: values in the form in which products keep them.

Pure: the definitions are given, so that thousands of rows are checked with definitions that were loaded once.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from nexus.catalog.contracts.definitions import AttributeInfo
from nexus.catalog.contracts.units import SIGNED, UNITS, Unit, unit_of
from nexus.catalog.services.prose import plain_line

type Errors = dict[str, list[str]]

LONGEST_TEXT: Final = 500
HIGHEST: Final = 10**15
SHOWN_CHOICES: Final = 12
_NUMBER: Final = re.compile(r"[+-]?\d{1,16}(?:\.\d{1,12})?", re.ASCII)
_MEASURE: Final = re.compile(r"([+-]?\d{1,16}(?:\.\d{1,12})?)\s*(\S.*)?", re.ASCII)
_TRUTH: Final = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_SEPARATORS: Final = re.compile(r"[\s_-]+")


class Unfit(ValueError):
    """The value does not fit; the message says why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules:
    """What holds for the products of one type, or for those of none.

    `known`: attributes by code. `required`: codes that a product needs before it is published. `is_closed`: other codes are
    refused (a type says everything that its products have).
    """

    known: Mapping[str, AttributeInfo] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    is_closed: bool = False


UNTYPED: Final = Rules()
"""Nothing is defined: every code is free."""


def fitting(
    given: Mapping[str, Any], errors: Errors, /, *, rules: Rules, options: Iterable[str] = (), complete: bool
) -> dict[str, Any]:
    """The values as products keep them; each that does not fit is named in `errors` as `attributes.<code>`.

    Codes that are not defined are left as they are where the rules are open. `complete`: required ones have to be there;
    what the variants' options are called (`options`) counts as stated.
    """
    kept: dict[str, Any] = {}
    for code, value in given.items():
        attribute = rules.known.get(code)
        if attribute is None:
            _keep_free(code, value, kept, errors, rules)
        elif not _is_empty(value):
            _keep_typed(attribute, value, kept, errors)
    if complete:
        _miss(rules, {*kept, *map(option_code, options)}, errors)
    return kept


def fitting_options(
    options: Mapping[str, str], errors: Errors, /, *, rules: Rules, prefix: str = ""
) -> dict[str, str]:
    """Options of a variant; one that is called like an attribute with choices takes one of them, named by value or label."""
    kept = dict(options)
    for name, value in options.items():
        attribute = rules.known.get(option_code(name))
        if attribute is not None and attribute.kind == "choice":
            try:
                kept[name] = _choice(attribute, value)
            except Unfit as refusal:
                errors[f"{prefix}options"].append(f"{name}: {refusal}")
    return kept


def option_code(name: str, /) -> str:
    """Options are called as people read them: `Shoe size` is the attribute shoe_size."""
    return _SEPARATORS.sub("_", name.strip().lower())


def fit(attribute: AttributeInfo, value: Any, /) -> Any:
    """One value as products keep it. Raises Unfit."""
    return _FITS[attribute.kind](attribute, value)


def _keep_free(code: str, value: Any, kept: dict[str, Any], errors: Errors, rules: Rules) -> None:
    if rules.is_closed:
        errors[f"attributes.{code}"].append("Products of this type have no such attribute.")
    elif value is None or isinstance(value, Mapping):
        errors[f"attributes.{code}"].append("Not defined: must be text, a number or true/false.")
    kept[code] = value


def _keep_typed(attribute: AttributeInfo, value: Any, kept: dict[str, Any], errors: Errors) -> None:
    try:
        kept[attribute.code] = fit(attribute, value)
    except Unfit as refusal:
        errors[f"attributes.{attribute.code}"].append(str(refusal))


def _miss(rules: Rules, stated: set[str], errors: Errors) -> None:
    for code in rules.required:
        if code not in stated and f"attributes.{code}" not in errors:
            errors[f"attributes.{code}"].append("Products of this type need it before they are published.")


def _is_empty(value: Any) -> bool:
    return value is None or value == ""


def _text(attribute: AttributeInfo, value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise Unfit(f"Must be text of at most {LONGEST_TEXT} characters.")
    return plain_line(value)


def _number(attribute: AttributeInfo, value: Any) -> int | float:
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        value = _spoken(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not _within(value):
        raise Unfit("Must be a number.")
    return value


def _truth(attribute: AttributeInfo, value: Any) -> bool:
    found = _TRUTH.get(value.strip().lower()) if isinstance(value, str) else value
    if not isinstance(found, bool):
        raise Unfit("Must be true or false.")
    return found


def _choice(attribute: AttributeInfo, value: Any) -> str:
    """By its value, by its label or one of its translations, in any case."""
    wanted = plain_line(value).casefold() if isinstance(value, str) else ""
    by_label = None
    for choice in attribute.choices:
        if wanted == choice.value.casefold():
            return choice.value
        labels = (choice.label, *(names.get("label", "") for names in choice.translations.values()))
        if wanted and wanted in (label.casefold() for label in labels):
            by_label = by_label or choice.value
    if by_label:
        return by_label
    raise Unfit(f"Must be one of {_named_choices(attribute)}.")


def _named_choices(attribute: AttributeInfo) -> str:
    values = [choice.value for choice in attribute.choices]
    more = f" and {len(values) - SHOWN_CHOICES} more" if len(values) > SHOWN_CHOICES else ""
    return ", ".join(values[:SHOWN_CHOICES]) + more


def _measure(attribute: AttributeInfo, value: Any) -> dict[str, Any]:
    """`{"amount": 1.5, "unit": "kg"}`, `"1.5 kg"`, or a number in the attribute's own unit; kept in the unit it was stated in."""
    amount, spelled = _amount_and_unit(value)
    unit = unit_of(spelled) if spelled else UNITS[attribute.unit]
    own = UNITS[attribute.unit]
    if unit is None:
        raise Unfit(f"Unknown unit {spelled[:20]!r}. Use one of {_units_of(own)}.")
    if unit.dimension != own.dimension:
        raise Unfit(
            f"{unit.code} is a unit of {_words(unit)}, and this is a {_words(own)}: use {_units_of(own)}."
        )
    if amount < 0 and own.dimension not in SIGNED:
        raise Unfit("Must not be negative.")
    return {"amount": amount, "unit": unit.code}


def _amount_and_unit(value: Any) -> tuple[int | float, str]:
    if isinstance(value, str) and (found := _MEASURE.fullmatch(value.strip())):
        return _spoken(found[1]), found[2] or ""
    if isinstance(value, Mapping) and value.keys() == {"amount", "unit"} and isinstance(value["unit"], str):
        return _finite(value["amount"]), value["unit"]
    return _finite(value), ""


def _finite(amount: Any) -> int | float:
    if isinstance(amount, str) and _NUMBER.fullmatch(amount.strip()):
        amount = _spoken(amount)
    if isinstance(amount, bool) or not isinstance(amount, int | float) or not _within(amount):
        raise Unfit('Must be a measure, such as "1.5 kg" or {"amount": 1.5, "unit": "kg"}.')
    return amount


def _spoken(text: str) -> int | float:
    number = Decimal(text.strip())
    return int(number) if number == number.to_integral_value() else float(number)


def _within(number: float) -> bool:
    return math.isfinite(number) and abs(number) <= HIGHEST


def _units_of(own: Unit) -> str:
    return ", ".join(unit.code for unit in UNITS.values() if unit.dimension == own.dimension)


def _words(unit: Unit) -> str:
    return unit.dimension.replace("_", " ")


_FITS: Final[dict[str, Callable[[AttributeInfo, Any], Any]]] = {
    "text": _text,
    "number": _number,
    "boolean": _truth,
    "choice": _choice,
    "measure": _measure,
}
