"""Zones, taxes and shipping of a shop, read as a part of its rulebook."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

import msgspec

from nexus.pricing.application.ports import TradeTerms
from nexus.pricing.contracts.dto import Destination
from nexus.pricing.domain.shipping import Pickup, ShippingMethod, ShippingTable, free_shipping
from nexus.pricing.domain.shipping_specs import MethodSpec, PlaceSpec, tariffs_of
from nexus.pricing.domain.taxes import NO_TAXES, TaxRate, TaxTable
from nexus.pricing.domain.zones import Place, Zone, Zones, place

KINDS: Final = frozenset({"terms", "zone", "tax_rate", "shipping_method"})
TERMS: Final = """
SELECT 'terms' AS kind, t.id, 0 AS version, to_jsonb(t) AS spec FROM pricing_terms t WHERE t.tenant_id = %s
UNION ALL
SELECT 'zone', z.id, z.position, to_jsonb(z) FROM pricing_zone z WHERE z.tenant_id = %s
UNION ALL
SELECT 'tax_rate', r.id, r.position, jsonb_build_object('zone', z.code, 'percent', r.percent::text, 'rate', to_jsonb(r))
FROM pricing_tax_rate r JOIN pricing_zone z ON z.tenant_id = %s AND z.id = r.zone_id
WHERE r.tenant_id = %s AND (r.ends_at IS NULL OR r.ends_at > %s)
UNION ALL
SELECT 'shipping_method', m.id, m.position, to_jsonb(m) FROM pricing_shipping_method m WHERE m.tenant_id = %s"""
"""Rows of a rulebook: kind, id, version and spec. Six parameters, the tenant but for the fifth: the instant from which on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredTerms:
    """All of it. Methods that are switched off are not among them; `has_methods`: the shop has some of its own all the same."""

    taxes: TaxTable = NO_TAXES
    methods: tuple[ShippingMethod, ...] = ()
    has_methods: bool = False
    tax_provider: str = ""
    shipping_provider: str = ""

    def shipping(self, currency: str, /) -> ShippingTable:
        """A shop that has set nothing ships for nothing."""
        if not self.has_methods:
            free = free_shipping(currency).methods
            return ShippingTable(methods=(*free, *self.methods), zones=self.taxes.zones)
        return ShippingTable(methods=self.methods, zones=self.taxes.zones)

    def narrowed(self, *, currency: str, to: Destination, at: datetime) -> TradeTerms:
        """What may matter to a basket that goes there, or home: what is kept with an order should be small."""
        table = self.shipping(currency)
        stores = [one.pickup.place for one in table.methods if one.pickup]
        zones = self.taxes.zones.narrowed(to, self.taxes.home, *stores)
        return TradeTerms(taxes=self.taxes.narrowed(zones, at=at), shipping=table.narrowed(zones, currency))


NO_TERMS: Final = StoredTerms()


def terms_from(rows: Iterable[Any], /) -> StoredTerms:
    """From rows of the kinds above."""
    found: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    for row in sorted(rows, key=lambda row: (row.version, row.id)):
        found[row.kind].append(row.spec)
    settings = found["terms"][0] if found["terms"] else {}
    methods = found["shipping_method"]
    home = home_of(settings)
    return StoredTerms(
        taxes=_taxes(settings, found["tax_rate"], Zones(tuple(zone_from(spec) for spec in found["zone"]))),
        methods=tuple(method_from(spec, home=home) for spec in methods if spec["is_active"]),
        has_methods=any(spec["vendor_id"] is None for spec in methods),
        tax_provider=settings.get("tax_provider", ""),
        shipping_provider=settings.get("shipping_provider", ""),
    )


def home_of(settings: Mapping[str, Any], /) -> Destination:
    return Destination(
        country=settings.get("country", ""),
        region=settings.get("region", ""),
        postal_code=settings.get("postal_code", ""),
    )


def _taxes(settings: Mapping[str, Any], rates: Iterable[Mapping[str, Any]], zones: Zones) -> TaxTable:
    return TaxTable(
        rates=tuple(_rate(spec) for spec in rates),
        zones=zones,
        prices_include_tax=settings.get("prices_include_tax", False),
        rounding=settings.get("rounding", "line"),
        shipping_tax=settings.get("shipping_tax", "class"),
        abroad=settings.get("abroad", "gross"),
        home=home_of(settings),
    )


def _rate(spec: Mapping[str, Any]) -> TaxRate:
    row = spec["rate"]
    return TaxRate(
        tax_class=row["tax_class"],
        percent=Decimal(spec["percent"]),
        name=row["name"],
        zone=spec["zone"],
        is_compound=row["is_compound"],
        position=row["position"],
        starts_at=_instant(row["starts_at"]),
        ends_at=_instant(row["ends_at"]),
    )


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def zone_from(spec: Mapping[str, Any], /) -> Zone:
    """Raises BadPattern."""
    return Zone(
        code=spec["code"],
        name=spec["name"],
        places=tuple(_place(one) for one in spec["places"]),
        position=spec["position"],
    )


def _place(spec: Mapping[str, Any]) -> Place:
    return place(spec["country"], regions=spec.get("regions", ()), postal=spec.get("postal", ()))


def method_from(row: Mapping[str, Any], /, *, home: Destination) -> ShippingMethod:
    """Raises msgspec.ValidationError, InvalidTariff."""
    spec = msgspec.convert(row["spec"], MethodSpec)
    return ShippingMethod(
        code=row["code"],
        name=row["name"],
        tariffs=tariffs_of(spec),
        vendor_id=msgspec.convert(row["vendor_id"], UUID | None),
        zones=frozenset(row["zones"]),
        not_zones=frozenset(spec.not_zones),
        max_grams=spec.max_grams,
        max_pieces=spec.max_pieces,
        pickup=_pickup(row, spec.place, home),
    )


def _pickup(row: Mapping[str, Any], where: PlaceSpec | None, home: Destination) -> Pickup | None:
    if row["store_id"] is None:
        return None
    known = where.destination() if where and where.country else home
    return Pickup(store_id=msgspec.convert(row["store_id"], UUID), place=known)
