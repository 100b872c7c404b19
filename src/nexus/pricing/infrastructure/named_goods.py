"""Whether the shop has what a promotion names, and whether a seller's promotion names that seller's goods alone."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final
from uuid import UUID

import msgspec

from nexus.accounts import facade as accounts
from nexus.catalog import facade as catalog
from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.pricing.domain.parts import parts
from nexus.pricing.domain.promotions import Promotion
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
    for name, owners_of in _OWNERS.items():
        named = dict(_named(promotion, name))
        if named:
            errors |= _wrong(named, owners_of(frozenset().union(*named.values())), spec.vendor_id)
    return errors


def _is_lane(position: int) -> bool:
    found = db.row(_LANE, [current_tenant(), position])
    return bool(found and found.known)


def _named(promotion: Promotion, name: str) -> Iterator[tuple[str, frozenset[Any]]]:
    """By the path of the field: what settings of that name name, wherever they are."""
    for path, value in parts(promotion):
        if isinstance(value, msgspec.Struct) and (given := getattr(value, name, None)):
            several = isinstance(given, frozenset | tuple | list)
            yield f"{path}.{name}", frozenset(given if several else (given,))


def _wrong(
    named: Mapping[str, frozenset[Any]], owners: Mapping[Any, UUID | None], vendor_id: UUID | None
) -> dict[str, list[str]]:
    errors = {}
    for path, things in named.items():
        if unknown := sorted(things - owners.keys()):
            errors[path] = [f"Unknown: {', '.join(map(str, unknown))}."]
        elif foreign := sorted(one for one in things if vendor_id and owners[one] not in (None, vendor_id)):
            errors[path] = [f"Not this seller's: {', '.join(map(str, foreign))}."]
    return errors


def _sellers_of_variants(named: Collection[UUID]) -> Mapping[Any, UUID | None]:
    return {one: found.vendor_id for one, found in catalog.sellables(named).items()}


_OWNERS: Final[dict[str, Callable[[Collection[Any]], Mapping[Any, UUID | None]]]] = {
    "categories": lambda _named: dict.fromkeys(one.id for one in catalog.categories()),
    "products": lambda named: {one: found.vendor_id for one, found in catalog.products(named).items()},
    "variants": _sellers_of_variants,
    "variant": _sellers_of_variants,
    "brands": lambda _named: dict.fromkeys(one.slug for one in catalog.brands()),
    "collections": lambda _named: dict.fromkeys(one.slug for one in catalog.collections(public_only=False)),
    "vendors": lambda named: {one: one for one in vendors.vendors(named)},
    "groups": lambda _named: dict.fromkeys(code for code, _ in accounts.group_names()),
}
"""By the name of a setting: those that exist, with the seller whose they are (None: everybody's)."""
