"""Measures in the unit that their attribute is compared in: half a litre is 500 ml, whichever of them a merchant wrote."""

from collections.abc import Iterable, Mapping
from typing import Any

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.units import converted
from nexus.catalog.facade import ProductInfo


def own_units(products: Iterable[ProductInfo], /) -> Mapping[str, str]:
    """The units of attributes that are measures, by code. One statement, none where no product states a measure."""
    if not any(isinstance(value, Mapping) for one in products for value in one.attributes.values()):
        return {}
    return {one.code: one.unit for one in catalog.attribute_definitions() if one.unit}


def comparable(value: Any, unit: str | None, /) -> Any:
    """A measure as the number of its attribute's own units; anything else as it is."""
    if isinstance(value, Mapping) and unit:
        return converted(value["amount"], unit=value["unit"], to=unit)
    return value
