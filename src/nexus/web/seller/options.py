"""Options of a product and the variants that they make."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product as combinations
from math import prod
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from nexus.catalog.contracts.dto import NewVariant, ProductInfo, VariantChange
from nexus.kernel.money import Money
from nexus.web.components.forms import one_line
from nexus.web.seller.goods import WrongEntry

MOST_OPTIONS: Final = 5
MOST_VARIANTS: Final = 500
_BETWEEN: Final = re.compile(r"[,;\n]")

type Options = dict[str, list[str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Missing:
    """What has to be done for every combination to be there: variants that get a further option, and new ones."""

    changed: tuple[VariantChange, ...]
    choices: tuple[dict[str, str], ...]


def options_of(product: ProductInfo, /) -> Options:
    """Names with their values in order of appearance."""
    found: Options = {}
    for variant in product.variants:
        for name, value in variant.options.items():
            values = found.setdefault(name, [])
            if value not in values:
                values.append(value)
    return found


def typed_options(asked: QueryDict, known: Mapping[str, Sequence[str]], /) -> Options:
    """Known options with the values added to them, then new ones. Values in use stay. Raises WrongEntry."""
    options: Options = {name: list(values) for name, values in known.items()}
    for number in range(MOST_OPTIONS + 1):
        name = one_line(asked.get(f"option-name-{number}", ""))
        values = [one_line(value) for value in _BETWEEN.split(asked.get(f"option-values-{number}", ""))]
        values = [value for value in values if value]
        if bool(name) != bool(values):
            raise WrongEntry(_("An option has a name, such as Size, and values, such as S, M, L."))
        if name:
            options[name] = list(dict.fromkeys([*options.get(name, []), *values]))
    _refuse_too_much(options)
    return options


def _refuse_too_much(options: Options) -> None:
    if not options:
        raise WrongEntry(_("An option has a name, such as Size, and values, such as S, M, L."))
    if len(options) > MOST_OPTIONS:
        raise WrongEntry(_("At most %(most)s options.") % {"most": MOST_OPTIONS})
    if any(len(text) > 60 for name, values in options.items() for text in (name, *values)):
        raise WrongEntry(_("Names and values have at most 60 characters."))
    if (made := prod(len(values) for values in options.values())) > MOST_VARIANTS:
        raise WrongEntry(
            _("These would be %(made)s variants; a product has at most %(most)s.")
            % {"made": made, "most": MOST_VARIANTS}
        )


def missing(product: ProductInfo, options: Options, /) -> Missing:
    """Variants without an option get its first value; every other combination that is not there is to be made."""
    completed = {
        variant.id: {name: variant.options.get(name, values[0]) for name, values in options.items()}
        for variant in product.variants
    }
    there = {tuple(choice.values()) for choice in completed.values()}
    choices = tuple(
        dict(zip(options, values, strict=True))
        for values in combinations(*options.values())
        if values not in there
    )
    changed = tuple(
        VariantChange(variant_id=variant.id, changes={"options": completed[variant.id]})
        for variant in product.variants
        if completed[variant.id] != variant.options
    )
    return Missing(changed=changed, choices=choices)


def made(choices: Sequence[dict[str, str]], /, *, price: Money) -> tuple[NewVariant, ...]:
    """Nothing in stock yet; SKUs are made up and can be changed in the table."""
    return tuple(NewVariant(price=price, options=choice) for choice in choices)
