"""Whether the shop has what a promotion names: categories, products, brands, lanes."""

from collections.abc import Callable, Collection
from typing import Any, Final
from uuid import UUID

from nexus.catalog import facade as catalog
from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.pricing.domain.parts import parts
from nexus.pricing.domain.promotions import Promotion
from nexus.pricing.domain.selection import Selection
from nexus.vendors import facade as vendors

_LANE: Final = "SELECT EXISTS (SELECT 1 FROM pricing_lane WHERE tenant_id = %s AND position = %s) AS known"


def unknown_names(promotion: Promotion, /) -> dict[str, list[str]]:
    """`application.promotion_ports.UnknownNames`. One statement for each kind of thing that is named."""
    errors: dict[str, list[str]] = {}
    spec = promotion.spec
    if spec.lane and not _is_lane(spec.lane):
        errors["lane"] = [f"There is no lane {spec.lane}."]
    if spec.vendor_id and not vendors.vendor(spec.vendor_id):
        errors["vendor_id"] = ["There is no such vendor."]
    selections = _selections(promotion)
    for name, known in _KNOWN.items():
        _check(selections, name, known, errors)
    return errors


def _is_lane(position: int) -> bool:
    found = db.row(_LANE, [current_tenant(), position])
    return bool(found and found.known)


def _check(
    selections: dict[str, Selection],
    name: str,
    known: Callable[[Collection[Any]], Collection[Any]],
    errors: dict[str, list[str]],
) -> None:
    named = {one for selection in selections.values() for one in getattr(selection, name)}
    unknown = named.difference(known(named)) if named else set()
    for path, selection in selections.items():
        if missing := sorted(unknown & getattr(selection, name)):
            errors[f"{path}.{name}"] = [f"Unknown: {', '.join(map(str, missing))}."]


def _selections(promotion: Promotion) -> dict[str, Selection]:
    """Everything that selects goods, by the path of its field."""
    return {path: value for path, value in parts(promotion) if isinstance(value, Selection)}


def _known_categories(_named: Collection[UUID]) -> Collection[UUID]:
    return {category.id for category in catalog.categories()}


_KNOWN: Final[dict[str, Callable[[Collection[Any]], Collection[Any]]]] = {
    "categories": _known_categories,
    "products": lambda named: catalog.products(named).keys(),
    "variants": lambda named: catalog.sellables(named).keys(),
    "brands": lambda _named: {brand.slug for brand in catalog.brands()},
    "collections": lambda _named: {one.slug for one in catalog.collections(public_only=False)},
    "vendors": lambda named: vendors.vendors(named).keys(),
}
