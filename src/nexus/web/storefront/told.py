"""What the merchant has defined about attributes, in the visitor's language: names, units, labels of choices."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nexus.catalog.contracts.definitions import AttributeInfo
from nexus.catalog.queries import definitions

type Definitions = Mapping[str, AttributeInfo]


def definitions_of(codes: Collection[str], /) -> Definitions:
    """By code, in the merchant's order. One statement, none for no codes; codes that nobody defined are left out."""
    found = definitions.attributes(codes=sorted(codes)) if codes else ()
    return {one.code: one for one in found}


def name_of(code: str, known: Definitions, /) -> str:
    """As the merchant calls it; what is not defined is called by its code: shoe_size -> Shoe size."""
    defined = known.get(code)
    return defined.name_in(_language()) if defined else code.replace("_", " ").capitalize()


def value_of(code: str, value: Any, known: Definitions, /) -> str:
    """True and false in words, numbers as they are written here, measures with their unit, choices by their label."""
    if isinstance(value, bool) or value in ("true", "false"):
        return _("Yes") if value in (True, "true") else _("No")
    if isinstance(value, dict):
        return f"{spelled(value['amount'])} {value['unit']}"
    if isinstance(value, int | float):
        return spelled(value)
    choice = known[code].choice(value) if code in known else None
    return choice.label_in(_language()) if choice else str(value)


def spelled(value: float | str, /) -> str:
    """All digits that were stated: 1.25, 1,25."""
    return str(format_decimal(Decimal(str(value)), format="#,##0.######", locale=_language()))


def _language() -> str:
    return get_language() or "en"
