"""Whose products an import or an export of the caller is about."""

from uuid import UUID

from nexus.kernel.errors import Forbidden
from nexus.platform.http import Actor, InvalidRequest
from nexus.vendors import facade as vendors


def reach_of(actor: Actor, /) -> frozenset[UUID] | None:
    """Imports of these vendors may be seen and changed; None: all."""
    return None if actor.is_staff else actor.vendor_ids


def vendor_for(actor: Actor, stated: UUID | None, /) -> UUID | None:
    """The vendor whose products it is about; None: all of the shop. Raises Forbidden, InvalidRequest."""
    if actor.is_staff:
        return _known(stated)
    chosen = stated or (next(iter(actor.vendor_ids)) if len(actor.vendor_ids) == 1 else None)
    if chosen is None:
        message = "You act for several vendors: say for which."
        raise InvalidRequest(message, errors={"vendor": [message]})
    found = vendors.vendor(chosen) if chosen in actor.vendor_ids else None
    if found is None or not found.is_approved:
        raise Forbidden(
            "You do not act for an approved vendor.", errors={"vendor": ["Not a vendor of yours."]}
        )
    return chosen


def _known(stated: UUID | None) -> UUID | None:
    if stated is not None and vendors.vendor(stated) is None:
        raise InvalidRequest("There is no such vendor.", errors={"vendor": ["There is no such vendor."]})
    return stated
