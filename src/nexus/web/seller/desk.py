"""For whom somebody acts in the portal, and what of the catalogue is theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.http import HttpRequest

from nexus.catalog.contracts.dto import ProductInfo
from nexus.catalog.contracts.errors import UnknownProduct, VendorNotApproved
from nexus.catalog.queries.products import product
from nexus.kernel.ids import parse_id
from nexus.platform.http.actor import Actor
from nexus.vendors import facade as vendors
from nexus.vendors.contracts.dto import VendorInfo
from nexus.vendors.queries.vendors import vendors_of

COOKIE: Final = "nexus_vendor"
"""Which of several vendors somebody looks after now. A wish, not a right: it is looked up among their own."""
_OPEN: Final = frozenset({"approved", "applied", "suspended"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """`vendor`: the one whose things are shown; `own`: all that the person may act for."""

    actor: Actor
    vendor: VendorInfo
    own: tuple[VendorInfo, ...]

    @property
    def may_write(self) -> bool:
        return self.vendor.is_approved

    def product(self, product_id: UUID, /) -> ProductInfo:
        """A product of this desk, whatever its state. Raises UnknownProduct for everybody else's."""
        found = product(product_id)
        if found is None or found.vendor_id != self.vendor.id:
            raise UnknownProduct(product_id=str(product_id))
        return found

    def require_approval(self) -> None:
        """Raises VendorNotApproved: who may not sell changes nothing of what is offered."""
        if not self.may_write:
            raise VendorNotApproved(status=self.vendor.status)


def desk_of(request: HttpRequest, actor: Actor, /) -> Desk | None:
    """None for who sells nothing here. Two statements at most."""
    own = _own(actor)
    if not own:
        return None
    wished = parse_id(request.COOKIES.get(COOKIE, ""))
    return Desk(actor=actor, vendor=next((one for one in own if one.id == wished), own[0]), own=own)


def _own(actor: Actor) -> tuple[VendorInfo, ...]:
    """Vendors that the person acts for, those that wait for the tenant included; the staff act for the house."""
    known: Sequence[VendorInfo] = vendors_of(actor.id) if actor.id else ()
    acting = [
        one
        for one in known
        if one.status in _OPEN and (one.id in actor.vendor_ids or one.status == "applied")
    ]
    if actor.is_staff and not any(one.is_house for one in acting):
        acting.append(vendors.house_vendor())
    return tuple(sorted(acting, key=lambda one: (not one.is_approved, one.is_house, one.name)))
