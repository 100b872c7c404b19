"""Zones, taxes and shipping as those who keep them see them, and why a change is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar, Literal
from uuid import UUID

from nexus.kernel.errors import Conflict, NotFound, RuleBroken


@dataclass(frozen=True, kw_only=True, slots=True)
class TermsInfo:
    """What holds for the whole shop. `shipping_tax`, `abroad`: see domain/taxes.py `TaxTable`; providers: names of entry points,
    empty: the shop's own tables."""

    prices_include_tax: bool = False
    rounding: Literal["line", "total"] = "line"
    shipping_tax: Literal["class", "highest", "pro_rata"] = "class"
    abroad: Literal["gross", "net"] = "gross"
    country: str = ""
    region: str = ""
    postal_code: str = ""
    tax_provider: str = ""
    shipping_provider: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ZoneInfo:
    """`places`: {"country": "DE", "regions": ["BY"], "postal": ["80*", "81000-81999"]}; none: everywhere."""

    id: UUID
    code: str
    name: str
    places: tuple[Mapping[str, Any], ...] = ()
    position: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class TaxRateInfo:
    """`zone`: its code."""

    id: UUID
    zone: str
    tax_class: str
    name: str
    percent: Decimal
    is_compound: bool = False
    position: int = 0
    starts_at: datetime | None = None
    ends_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ShippingMethodInfo:
    """`spec`: see domain/shipping_specs.py `MethodSpec`. `vendor_id` None: the shop's own; `zones`: codes, none: everywhere."""

    id: UUID
    code: str
    name: str
    spec: Mapping[str, Any]
    vendor_id: UUID | None = None
    store_id: UUID | None = None
    zones: tuple[str, ...] = ()
    position: int = 0
    is_active: bool = True


class InvalidTerms(RuleBroken):
    """A zone, rate or method that cannot be; `errors` names the field, inside lists by its place: `places.0.postal`."""

    code: ClassVar[str] = "invalid"
    title: ClassVar[str] = "This cannot be"


class CodeTaken(RuleBroken):
    """Another one has this code; `errors` names the field."""

    code: ClassVar[str] = "code_taken"
    title: ClassVar[str] = "The code is taken"


class UnknownZone(NotFound):
    code: ClassVar[str] = "zone_not_found"
    title: ClassVar[str] = "There is no such zone"


class UnknownTaxRate(NotFound):
    code: ClassVar[str] = "tax_rate_not_found"
    title: ClassVar[str] = "There is no such tax rate"


class NoSuchShippingMethod(NotFound):
    code: ClassVar[str] = "shipping_method_not_found"
    title: ClassVar[str] = "There is no such shipping method"


class ZoneInUse(Conflict):
    """Rates or methods are about it. Facts `tax_rates` and `shipping_methods`: how many."""

    code: ClassVar[str] = "zone_in_use"
    title: ClassVar[str] = "The zone is in use"


class OverlappingRate(Conflict):
    """A rate of this name holds for the class in the zone at the same time already. Fact `tax_rate_id`."""

    code: ClassVar[str] = "tax_rate_overlaps"
    title: ClassVar[str] = "The same tax holds at the same time already"


class InvalidVatId(RuleBroken):
    """Not a VAT identification number of its country; `errors["vat_id"]` says why."""

    code: ClassVar[str] = "invalid_vat_id"
    title: ClassVar[str] = "Not a valid VAT id"
