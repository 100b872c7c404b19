"""Zones, tax rates, shipping methods and the shop's settings about them, in PostgreSQL. Every change is a new edition."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, replace
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, models, transaction
from psycopg.errors import UniqueViolation

from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.locking import lock_rows
from nexus.platform.tenancy import current_tenant
from nexus.pricing.contracts.terms import (
    CodeTaken,
    InvalidTerms,
    NoSuchShippingMethod,
    OverlappingRate,
    ShippingMethodInfo,
    TaxRateInfo,
    TermsInfo,
    UnknownTaxRate,
    UnknownZone,
    ZoneInfo,
    ZoneInUse,
)
from nexus.pricing.domain.terms_rules import check_method, check_rate, check_terms, check_zone, zones_named
from nexus.pricing.infrastructure import terms_rows
from nexus.pricing.infrastructure.editions import new_edition
from nexus.pricing.infrastructure.providers import shipping_providers, tax_providers
from nexus.pricing.models import ShippingMethodRecord, TaxRateRecord, TermsRecord, ZoneRecord

_OF_ZONE: Final = """
SELECT (SELECT count(*) FROM pricing_tax_rate r WHERE r.tenant_id = %s AND r.zone_id = %s) AS tax_rates,
  (SELECT count(*) FROM pricing_shipping_method m WHERE m.tenant_id = %s AND (m.zones @> %s::jsonb
    OR m.spec->'not_zones' @> %s::jsonb OR m.spec @> %s::jsonb)) AS shipping_methods"""
_OVERLAP: Final = """
SELECT id FROM pricing_tax_rate WHERE tenant_id = %s AND zone_id = %s AND tax_class = %s AND name = %s AND id <> %s
  AND (ends_at IS NULL OR %s::timestamptz IS NULL OR ends_at > %s::timestamptz)
  AND (starts_at IS NULL OR %s::timestamptz IS NULL OR starts_at < %s::timestamptz) LIMIT 1"""


def change_terms(changes: Mapping[str, Any], /) -> TermsInfo:
    """Raises InvalidTerms."""
    terms = replace(terms_rows.terms(), **changes)
    check_terms(terms, tax_providers=tax_providers().keys(), shipping_providers=shipping_providers().keys())
    facts = asdict(terms) | {"updated_at": clock.now()}
    TermsRecord.objects.update_or_create(tenant_id=current_tenant(), defaults=facts)
    new_edition()
    return terms


def add_zone(**facts: Any) -> ZoneInfo:
    """Raises InvalidTerms, CodeTaken."""
    zone = ZoneInfo(id=new_id(), **facts)
    check_zone(zone)
    return _store(ZoneRecord, zone, asdict(zone))


def change_zone(zone_id: UUID, changes: Mapping[str, Any], /) -> ZoneInfo:
    """Its code stays, as methods name it. Raises UnknownZone, InvalidTerms."""
    zone = replace(_locked_zone(zone_id), **changes)
    check_zone(zone)
    return _store(ZoneRecord, zone, asdict(zone), is_new=False)


def remove_zone(zone_id: UUID, /) -> None:
    """Raises UnknownZone, ZoneInUse."""
    zone, tenant_id = _locked_zone(zone_id), current_tenant()
    named = db.jsonb([zone.code])
    in_tariff = db.jsonb({"tariffs": [{"zones": [zone.code]}]})
    (used,) = db.rows(_OF_ZONE, [tenant_id, zone_id, tenant_id, named, named, in_tariff])
    if used.tax_rates or used.shipping_methods:
        raise ZoneInUse(tax_rates=used.tax_rates, shipping_methods=used.shipping_methods)
    db.execute("DELETE FROM pricing_zone WHERE tenant_id = %s AND id = %s", [tenant_id, zone_id])
    new_edition()


def _locked_zone(zone_id: UUID) -> ZoneInfo:
    lock_rows("pricing_zone", [zone_id], columns="id")
    found = terms_rows.zone(zone_id)
    if found is None:
        raise UnknownZone(zone_id=str(zone_id))
    return found


def add_tax_rate(**facts: Any) -> TaxRateInfo:
    """Raises InvalidTerms, OverlappingRate."""
    return _store_rate(TaxRateInfo(id=new_id(), **facts), is_new=True)


def change_tax_rate(rate_id: UUID, changes: Mapping[str, Any], /) -> TaxRateInfo:
    """Raises UnknownTaxRate, InvalidTerms, OverlappingRate."""
    return _store_rate(replace(_known_rate(rate_id), **changes), is_new=False)


def remove_tax_rate(rate_id: UUID, /) -> None:
    """Raises UnknownTaxRate."""
    if not db.execute(
        "DELETE FROM pricing_tax_rate WHERE tenant_id = %s AND id = %s", [current_tenant(), rate_id]
    ):
        raise UnknownTaxRate(tax_rate_id=str(rate_id))
    new_edition()


def _known_rate(rate_id: UUID) -> TaxRateInfo:
    found = terms_rows.tax_rate(rate_id)
    if found is None:
        raise UnknownTaxRate(tax_rate_id=str(rate_id))
    return found


def _store_rate(rate: TaxRateInfo, *, is_new: bool) -> TaxRateInfo:
    """Two writers of one zone's rates wait for each other at the zone, so that no two rates overlap."""
    check_rate(rate)
    zone = next((zone for zone in terms_rows.zones() if zone.code == rate.zone), None)
    if zone is None or not lock_rows("pricing_zone", [zone.id], columns="id"):
        raise InvalidTerms(errors={"zone": [f"There is no zone {rate.zone}."]})
    period = [rate.starts_at, rate.starts_at, rate.ends_at, rate.ends_at]
    other = db.row(_OVERLAP, [current_tenant(), zone.id, rate.tax_class, rate.name, rate.id, *period])
    if other:
        raise OverlappingRate(
            errors={"starts_at": ["The same tax holds then already."]}, tax_rate_id=str(other.id)
        )
    facts = asdict(rate) | {"zone_id": zone.id}
    del facts["zone"]
    return _store(TaxRateRecord, rate, facts, is_new=is_new)


def add_shipping_method(**facts: Any) -> ShippingMethodInfo:
    """Raises InvalidTerms, CodeTaken."""
    method = ShippingMethodInfo(id=new_id(), **facts)
    check_method(method, zones=_locked_zones(method))
    return _store(ShippingMethodRecord, method, asdict(method))


def change_shipping_method(method_id: UUID, changes: Mapping[str, Any], /) -> ShippingMethodInfo:
    """Raises NoSuchShippingMethod, InvalidTerms, CodeTaken."""
    lock_rows("pricing_shipping_method", [method_id], columns="id")
    known = terms_rows.shipping_method(method_id)
    if known is None:
        raise NoSuchShippingMethod(shipping_method_id=str(method_id))
    method = replace(known, **changes)
    check_method(method, zones=_locked_zones(method))
    return _store(ShippingMethodRecord, method, asdict(method), is_new=False)


def _locked_zones(method: ShippingMethodInfo) -> frozenset[str]:
    """Those that it names and the shop has; they stay until the method is stored."""
    named = zones_named(method)
    ids = [zone.id for zone in terms_rows.zones() if zone.code in named] if named else []
    return frozenset(row.code for row in lock_rows("pricing_zone", ids, columns="id, code").values())


def remove_shipping_method(method_id: UUID, /) -> None:
    """Orders keep what they were shipped by. Raises NoSuchShippingMethod."""
    if not db.execute(
        "DELETE FROM pricing_shipping_method WHERE tenant_id = %s AND id = %s", [current_tenant(), method_id]
    ):
        raise NoSuchShippingMethod(shipping_method_id=str(method_id))
    new_edition()


def _store[T](table: type[models.Model], info: T, facts: dict[str, Any], *, is_new: bool = True) -> T:
    record = table(**{name: _plain(value) for name, value in facts.items()})
    try:
        with transaction.atomic():
            record.save(force_insert=is_new, force_update=not is_new)
    except IntegrityError as error:
        if not isinstance(error.__cause__, UniqueViolation):
            raise
        raise CodeTaken(errors={"code": ["Another one has this code."]}) from error
    new_edition()
    return info


def _plain(value: Any) -> Any:
    """Tuples are lists in JSON."""
    return list(value) if isinstance(value, Collection) and not isinstance(value, str | dict) else value
