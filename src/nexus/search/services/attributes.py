"""Attributes of products as they are searched: measures in the attribute's own unit, choices by what people read."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.definitions import AttributeInfo
from nexus.catalog.contracts.units import converted
from nexus.catalog.facade import ProductInfo

type Definitions = Mapping[str, AttributeInfo]


def definitions_of(products: Collection[ProductInfo], /) -> Definitions:
    """What is defined, by code; nothing is read when no product has attributes."""
    if not any(product.attributes for product in products):
        return {}
    return {one.code: one for one in catalog.attribute_definitions()}


def compared(product: ProductInfo, definitions: Definitions, /) -> dict[str, Any]:
    """Attributes by code as filters compare them: a measure is a number in the attribute's own unit. What the merchant does
    not let shoppers filter by is left out."""
    return {
        code: _compared(value, defined)
        for code, value in product.attributes.items()
        for defined in [definitions.get(code)]
        if defined is None or defined.is_filterable
    }


def said(product: ProductInfo, definitions: Definitions, /) -> Iterator[str]:
    """What of them is found by text."""
    for code, value in product.attributes.items():
        defined = definitions.get(code)
        if isinstance(value, Mapping):
            yield f"{value.get('amount')} {value.get('unit')}"
        elif defined and isinstance(value, str) and (choice := defined.choice(value)):
            yield choice.label
            yield from (names["label"] for names in choice.translations.values() if names.get("label"))
        elif isinstance(value, str):
            yield value


def _compared(value: Any, defined: AttributeInfo | None) -> Any:
    if not isinstance(value, Mapping):
        return value
    amount, unit = value["amount"], value["unit"]
    return float(converted(amount, unit=unit, to=defined.unit)) if defined and defined.unit else amount
