"""Whose promotions and coupons the caller may see and write."""

from typing import Any
from uuid import UUID

from nexus.platform.http import Actor, ApiRequest, InvalidRequest
from nexus.pricing.contracts.promotion_errors import ForeignVendor
from nexus.vendors import facade as vendors


def may_read(actor: Actor, /) -> frozenset[UUID] | None:
    """Promotions of these sellers; None: all."""
    return None if actor.is_staff else actor.vendor_ids


def may_write(actor: Actor, /) -> frozenset[UUID] | None:
    """The same without sellers who may not sell at the moment. Raises ForeignVendor when none is left."""
    if actor.is_staff:
        return None
    known = vendors.vendors(actor.vendor_ids)
    approved = frozenset(one for one, vendor in known.items() if vendor.is_approved)
    if not approved:
        raise ForeignVendor("You do not act for an approved vendor.")
    return approved


def stated_version(request: ApiRequest, asked: dict[str, Any], /) -> int | None:
    """The version that the client has read: in the body, or as If-Match. Raises InvalidRequest."""
    if asked.get("version") is not None:
        return int(asked["version"])
    header = request.headers.get("If-Match", "").strip()
    if not header or header == "*":
        return None
    number = header.removeprefix("W/").strip('"')
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise InvalidRequest("If-Match names no version.", errors={"version": ["If-Match names no version."]})
    return int(number)
