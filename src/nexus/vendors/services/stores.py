"""What can be done with places of sale."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.platform.events import append
from nexus.tenancy import facade as tenancy
from nexus.vendors.contracts.dto import StoreInfo
from nexus.vendors.contracts.errors import InvalidStore, UnknownStore, UnknownVendor
from nexus.vendors.contracts.events import StoreChanged, StoreOpened
from nexus.vendors.models import Store
from nexus.vendors.queries import vendors as queries
from nexus.vendors.services.vendors import STREAM


def create_store(
    vendor_id: UUID,
    /,
    *,
    name: str,
    address: str,
    latitude: float,
    longitude: float,
    time_zone: str,
    is_active: bool,
) -> StoreInfo:
    """Open a place of sale; an empty time zone means the tenant's. Raises UnknownVendor, InvalidStore."""
    if queries.vendor(vendor_id) is None:
        raise UnknownVendor(vendor_id=str(vendor_id))
    now = clock.now()
    store = Store(
        id=new_id(),
        vendor_id=vendor_id,
        name=name,
        address=address,
        latitude=latitude,
        longitude=longitude,
        time_zone=time_zone or tenancy.tenant().time_zone,
        is_active=is_active,
        created_at=now,
        updated_at=now,
    )
    _check(store)
    store.save(force_insert=True)
    append(STREAM, vendor_id, [StoreOpened(vendor_id=vendor_id, store_id=store.id, name=store.name)])
    return _info(store)


def update_store(store_id: UUID, /, *, changes: Mapping[str, Any]) -> StoreInfo:
    """Change any of name, address, place, time zone, activity. Raises UnknownStore, InvalidStore."""
    store = Store.objects.filter(pk=store_id).first()
    if store is None:
        raise UnknownStore(store_id=str(store_id))
    for field, value in changes.items():
        setattr(store, field, value)
    _check(store)
    Store.objects.filter(pk=store_id).update(**changes, updated_at=clock.now())
    changed = StoreChanged(vendor_id=store.vendor_id, store_id=store_id, is_active=store.is_active)
    append(STREAM, store.vendor_id, [changed])
    return _info(store)


def _check(store: Store) -> None:
    errors: dict[str, list[str]] = {}
    if not -90 <= store.latitude <= 90:
        errors["latitude"] = ["Must be between -90 and 90 degrees."]
    if not -180 <= store.longitude <= 180:
        errors["longitude"] = ["Must be between -180 and 180 degrees."]
    if store.time_zone not in available_timezones():
        errors["time_zone"] = [f"{store.time_zone!r} is not an IANA time zone."]
    if errors:
        raise InvalidStore("The store's data is not valid.", errors=errors)


def _info(store: Store) -> StoreInfo:
    return StoreInfo(
        id=store.id,
        vendor_id=store.vendor_id,
        name=store.name,
        address=store.address,
        latitude=store.latitude,
        longitude=store.longitude,
        time_zone=store.time_zone,
        is_active=store.is_active,
    )
