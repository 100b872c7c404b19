"""Price lists: what the staff and sellers write."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from nexus.accounts import facade as accounts
from nexus.catalog import facade as catalog
from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.pricing.contracts.price_lists import InvalidPriceList, PriceEntry, PriceListInfo, UnknownPriceList
from nexus.pricing.contracts.promotion_errors import ForeignVendor
from nexus.pricing.domain.list_rules import MOST_ENTRIES, check_entries, list_errors
from nexus.pricing.domain.ownership import Author
from nexus.pricing.facade.currencies import currencies
from nexus.pricing.infrastructure import price_lists as store
from nexus.pricing.queries import price_lists as queries
from nexus.vendors import facade as vendors

_DEFAULTS: Final[Mapping[str, Any]] = {
    "channel": "", "group": "", "user_id": None, "vendor_id": None, "priority": 0, "is_active": True, "starts_at": None,
    "ends_at": None,
}  # fmt: skip


def create_price_list(
    facts: Mapping[str, Any], /, *, for_vendors: Iterable[UUID] | None = None
) -> PriceListInfo:
    """`facts`: code, name, currency and whatever else of PriceListInfo. `for_vendors`: the sellers that the author acts for, None
    for the staff. Raises InvalidPriceList naming the field, PriceListCodeTaken, ForeignVendor."""
    now, author = clock.now(), _author(for_vendors)
    wanted = {**_DEFAULTS, **facts}
    made = PriceListInfo(id=new_id(), created_at=now, updated_at=now, **_owned(wanted, author))
    store.change_rules()
    _check(made, author)
    store.add(made)
    return made


def change_price_list(
    list_id: UUID, changes: Mapping[str, Any], /, *, for_vendors: Iterable[UUID] | None = None
) -> PriceListInfo:
    """What is not stated stays; currency and seller stay anyway, as its entries depend on them. Raises UnknownPriceList,
    InvalidPriceList, PriceListCodeTaken."""
    author = _author(for_vendors)
    store.change_rules()
    before = _locked(list_id, author)
    for name in ("currency", "vendor_id"):
        if changes.get(name, getattr(before, name)) != getattr(before, name):
            raise InvalidPriceList(errors={name: ["Cannot be changed; make another list."]})
    after = replace(before, **changes)
    if after == before:
        return before
    after = replace(after, updated_at=clock.now())
    _check(after, author)
    store.replace(after)
    return after


def delete_price_list(list_id: UUID, /, *, for_vendors: Iterable[UUID] | None = None) -> None:
    """With its prices; orders keep what they were placed at. Raises UnknownPriceList."""
    store.change_rules()
    _locked(list_id, _author(for_vendors))
    store.delete(list_id)


def price_list(list_id: UUID, /, *, for_vendors: Iterable[UUID] | None = None) -> PriceListInfo | None:
    """One list, or None; somebody else's is None too. One statement."""
    found = queries.price_list(list_id)
    return found if found and _author(for_vendors).may_see(found.vendor_id) else None


def put_prices(
    list_id: UUID, entries: Sequence[PriceEntry], /, *, for_vendors: Iterable[UUID] | None = None
) -> int:
    """Write prices of a list, all or none; entries without a price are taken out. How many rows differ now. A fixed number of
    statements. Raises UnknownPriceList, InvalidPriceList naming each entry by its place."""
    if len(entries) > MOST_ENTRIES:
        raise InvalidPriceList(errors={"entries": [f"At most {MOST_ENTRIES} at once."]})
    store.change_rules()
    known = _locked(list_id, _author(for_vendors))
    owners = catalog.owners(
        variant_ids={one.variant_id for one in entries if one.variant_id},
        product_ids={one.product_id for one in entries if one.product_id},
    )
    check_entries(entries, vendor_id=known.vendor_id, owners=owners)
    return store.put_entries(list_id, entries)


def _author(for_vendors: Iterable[UUID] | None) -> Author:
    return Author(None if for_vendors is None else frozenset(for_vendors))


def _locked(list_id: UUID, author: Author) -> PriceListInfo:
    found = store.lock(list_id)
    if found is None or not author.may_see(found.vendor_id):
        raise UnknownPriceList(price_list=str(list_id))
    return found


def _owned(facts: Mapping[str, Any], author: Author) -> Mapping[str, Any]:
    """A seller's list is the seller's own, where it does not say so the only one's that they act for."""
    if author.vendor_ids is None or facts["vendor_id"] is not None:
        return facts
    if len(author.vendor_ids) != 1:
        raise InvalidPriceList(errors={"vendor_id": ["Say for which seller."]})
    return {**facts, "vendor_id": next(iter(author.vendor_ids))}


def _check(wanted: PriceListInfo, author: Author) -> None:
    if not author.may_see(wanted.vendor_id):
        raise ForeignVendor(errors={"vendor_id": ["You do not act for this vendor."]})
    errors = list_errors(wanted)
    if "currency" not in errors and wanted.currency not in (known := currencies()):
        errors["currency"] = [f"The shop sells in {', '.join(known)}."]
    if wanted.group and accounts.unknown_groups([wanted.group]):
        errors["group"] = ["There is no such customer group."]
    if wanted.user_id and accounts.user(wanted.user_id) is None:
        errors["user_id"] = ["There is no such customer."]
    if wanted.vendor_id and vendors.vendor(wanted.vendor_id) is None:
        errors["vendor_id"] = ["There is no such vendor."]
    if errors:
        raise InvalidPriceList(errors=errors)
