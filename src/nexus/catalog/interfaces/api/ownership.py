"""Whose products a caller may touch."""

from uuid import UUID

from nexus.catalog.contracts.errors import ForeignVendor, InvalidProduct, UnknownProduct, VendorNotApproved
from nexus.catalog.queries import products as queries
from nexus.catalog.queries.products import ProductHead
from nexus.platform.http import Actor
from nexus.vendors import facade as vendors

_FOREIGN = {"vendor": ["You do not act for this vendor."]}


def own_product(actor: Actor, key: str, /) -> ProductHead:
    """The product if the caller may change it. Raises UnknownProduct, ForeignVendor, VendorNotApproved.

    Somebody else's product is forbidden when everybody can see it and unknown when nobody can.
    """
    found = queries.head(key)
    if found is None:
        raise UnknownProduct(product=key)
    if actor.is_staff:
        return found
    if found.vendor_id not in actor.vendor_ids:
        if not found.is_public:
            raise UnknownProduct(product=key)
        raise ForeignVendor(errors=_FOREIGN)
    _refuse_unapproved(found.vendor_id)
    return found


def visible_product(actor: Actor, key: str, /) -> ProductHead:
    """The product if it is public or the caller's own. Raises UnknownProduct."""
    found = queries.head(key)
    if found is None or not (found.is_public or sees_drafts(actor, found.vendor_id)):
        raise UnknownProduct(product=key)
    return found


def sees_drafts(actor: Actor, vendor_id: UUID, /) -> bool:
    """Whether the caller is staff, or acts for the vendor."""
    return actor.is_staff or vendor_id in actor.vendor_ids


def vendor_for(actor: Actor, stated: UUID | None, /) -> UUID:
    """Whose product a new one becomes. Raises ForeignVendor, VendorNotApproved, InvalidProduct."""
    if actor.is_staff:
        return stated or vendors.house_vendor().id
    if stated is not None and stated not in actor.vendor_ids:
        raise ForeignVendor(errors=_FOREIGN)
    if stated is None and len(actor.vendor_ids) > 1:
        message = "You act for several vendors: say for which."
        raise InvalidProduct(message, errors={"vendor": [message]})
    chosen = stated or next(iter(actor.vendor_ids), None)
    if chosen is None:
        raise ForeignVendor("You do not act for a vendor.", errors=_FOREIGN)
    _refuse_unapproved(chosen)
    return chosen


def _refuse_unapproved(vendor_id: UUID) -> None:
    found = vendors.vendor(vendor_id)
    if found is None or not found.is_approved:
        raise VendorNotApproved(status=found.status if found else "unknown")
