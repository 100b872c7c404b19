"""Why vendors refuses."""

from typing import ClassVar

from nexus.kernel.errors import Conflict, Forbidden, NotFound, RuleBroken


class UnknownVendor(NotFound):
    """No such vendor here, or not the caller's."""

    code: ClassVar[str] = "vendor_not_found"
    title: ClassVar[str] = "There is no such vendor"


class UnknownStore(NotFound):
    """No such store here, or not the caller's."""

    code: ClassVar[str] = "store_not_found"
    title: ClassVar[str] = "There is no such store"


class SlugTaken(RuleBroken):
    """Another vendor of the tenant has this slug; `errors` names the field."""

    code: ClassVar[str] = "slug_taken"
    title: ClassVar[str] = "The slug is taken"


class AlreadyVendor(Conflict):
    """The user acts for a vendor already, or waits for a decision. Fact `vendor_id`."""

    code: ClassVar[str] = "already_vendor"
    title: ClassVar[str] = "You have a vendor account or an open application"


class IllegalVendorDecision(Conflict):
    """The vendor's status does not allow the decision. Facts `status`, `legal`."""

    code: ClassVar[str] = "illegal_transition"
    title: ClassVar[str] = "The vendor's status does not allow this"


class NotAMarketplace(Forbidden):
    """A shop with one seller takes no applications."""

    code: ClassVar[str] = "not_a_marketplace"
    title: ClassVar[str] = "This shop takes no sellers"


class InvalidVendor(RuleBroken):
    """A name or slug that cannot be used; `errors` names the field."""

    code: ClassVar[str] = "invalid"
    title: ClassVar[str] = "The vendor's data is not valid"


class InvalidStore(RuleBroken):
    """Coordinates or time zone that do not exist; `errors` names the field."""

    code: ClassVar[str] = "invalid"
    title: ClassVar[str] = "The store's data is not valid"
