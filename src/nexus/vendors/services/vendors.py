"""What can be done with sellers: apply, decide, rename, staff.."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from nexus.accounts import facade as accounts
from nexus.kernel import clock
from nexus.kernel.events import DomainEvent
from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.events import append
from nexus.platform.tenancy import current_tenant
from nexus.tenancy import facade as tenancy
from nexus.vendors.contracts import events
from nexus.vendors.contracts.dto import VendorInfo
from nexus.vendors.contracts.errors import (
    AlreadyVendor,
    IllegalVendorDecision,
    InvalidVendor,
    NotAMarketplace,
    SlugTaken,
    UnknownVendor,
)
from nexus.vendors.models import Vendor, VendorStatus
from nexus.vendors.queries import vendors as queries
from nexus.vendors.services.slugs import free_slug, slug_of

STREAM: Final = "vendors.vendor"
SELLER: Final = "seller"
DECISIONS: Final[Mapping[str, frozenset[str]]] = {
    VendorStatus.APPROVED: frozenset({VendorStatus.APPLIED, VendorStatus.REJECTED, VendorStatus.SUSPENDED}),
    VendorStatus.REJECTED: frozenset({VendorStatus.APPLIED}),
    VendorStatus.SUSPENDED: frozenset({VendorStatus.APPROVED}),
}
"""The status that a decision leads to, and those it may be taken in."""


def apply(user_id: UUID, /, *, name: str, slug: str = "", description: str = "") -> VendorInfo:
    """Ask to sell here. Raises NotAMarketplace, AlreadyVendor, SlugTaken, InvalidVendor."""
    if tenancy.tenant().mode != "marketplace":
        raise NotAMarketplace()
    accounts.one_at_a_time(user_id)
    for known in queries.vendors_of(user_id):
        if known.status != VendorStatus.REJECTED:
            raise AlreadyVendor(vendor_id=str(known.id))
    made = _insert(name=name, slug=slug, description=description, status=VendorStatus.APPLIED)
    _join(made.id, user_id)
    applied = events.VendorApplied(vendor_id=made.id, name=made.name, slug=made.slug, user_id=user_id)
    append(STREAM, made.id, [applied], expected_version=0)
    return made


def create_vendor(
    *, name: str, owner_user_id: UUID | None, slug: str, description: str, status: str, is_house: bool = False
) -> VendorInfo:
    """Make a vendor on behalf of the tenant. Raises SlugTaken, InvalidVendor."""
    made = _insert(name=name, slug=slug, description=description, status=status, is_house=is_house)
    facts: list[DomainEvent] = [
        events.VendorApplied(vendor_id=made.id, name=made.name, slug=made.slug, user_id=owner_user_id)
    ]
    if status == VendorStatus.APPROVED:
        facts.append(events.VendorApproved(vendor_id=made.id, name=made.name, slug=made.slug))
    append(STREAM, made.id, facts, expected_version=0)
    if owner_user_id is not None:
        add_staff(made.id, user_id=owner_user_id)
    return made


def house_vendor() -> VendorInfo:
    """The tenant's own shop; two first callers at once make one."""
    found = queries.house()
    if found is not None:
        return found
    tenant = tenancy.tenant()
    try:
        with transaction.atomic():
            return create_vendor(
                name=tenant.name,
                owner_user_id=None,
                slug="",
                description="",
                status=VendorStatus.APPROVED,
                is_house=True,
            )
    except IntegrityError:
        made_meanwhile = queries.house()
        if made_meanwhile is None:
            raise
        return made_meanwhile


def add_staff(vendor_id: UUID, /, *, user_id: UUID) -> None:
    """Let the user act for the vendor. Raises UnknownVendor."""
    found = queries.vendor(vendor_id)
    if found is None:
        raise UnknownVendor(vendor_id=str(vendor_id))
    if _join(vendor_id, user_id):
        append(STREAM, vendor_id, [events.StaffAdded(vendor_id=vendor_id, user_id=user_id)])
    if found.is_approved:
        accounts.grant_role(user_id, SELLER, subject_id=vendor_id)


def decide(vendor_id: UUID, /, *, status: str, reason: str = "") -> VendorInfo:
    """Approve, reject or suspend. Raises UnknownVendor, IllegalVendorDecision."""
    changed = db.row(
        """UPDATE vendors_vendor SET status = %s, decision_reason = %s, updated_at = %s
        WHERE tenant_id = %s AND id = %s AND status = ANY(%s::text[])
        RETURNING id, name, slug, status, description, is_house""",
        [status, reason, clock.now(), current_tenant(), vendor_id, sorted(DECISIONS[status])],
    )
    if changed is None:
        raise _refusal(vendor_id)
    vendor = VendorInfo(**changed._asdict())
    append(STREAM, vendor_id, [_decision(vendor, reason)])
    if vendor.is_approved:
        _grant_selling(vendor_id)
    return vendor


def update_vendor(vendor_id: UUID, /, *, changes: Mapping[str, str]) -> VendorInfo:
    """Change name, slug or description. Raises UnknownVendor, SlugTaken, InvalidVendor."""
    vendor = Vendor.objects.filter(pk=vendor_id).first()
    if vendor is None:
        raise UnknownVendor(vendor_id=str(vendor_id))
    before = (vendor.name, vendor.slug)
    for field, value in changes.items():
        setattr(vendor, field, value)
    vendor.name, vendor.updated_at = _named(vendor.name), clock.now()
    _save_changes(vendor)
    if (vendor.name, vendor.slug) != before:
        append(
            STREAM, vendor_id, [events.VendorRenamed(vendor_id=vendor_id, name=vendor.name, slug=vendor.slug)]
        )
    return _info(vendor)


def _save_changes(vendor: Vendor) -> None:
    try:
        with transaction.atomic():
            Vendor.objects.filter(pk=vendor.pk).update(
                name=vendor.name,
                slug=vendor.slug,
                description=vendor.description,
                updated_at=vendor.updated_at,
            )
    except IntegrityError as error:
        raise _slug_taken(vendor.slug) from error


def _insert(*, name: str, slug: str, description: str, status: str, is_house: bool = False) -> VendorInfo:
    """Insert under a free slug; a stated slug is taken as it is. Raises SlugTaken."""
    name, now = _named(name), clock.now()
    if slug and slug in queries.taken_slugs(slug):
        raise _slug_taken(slug)
    chosen = slug or free_slug(slug_of(name), taken=queries.taken_slugs(slug_of(name)))
    vendor = Vendor(
        id=new_id(),
        name=name,
        slug=chosen,
        description=description,
        status=status,
        is_house=is_house,
        created_at=now,
        updated_at=now,
    )
    vendor.save(force_insert=True)
    return _info(vendor)


def _join(vendor_id: UUID, user_id: UUID) -> bool:
    """Whether the user is new there."""
    return bool(
        db.insert_many(
            "vendors_vendorstaff",
            ("id", "tenant_id", "vendor_id", "user_id", "created_at"),
            [(new_id(), current_tenant(), vendor_id, user_id, clock.now())],
            on_conflict="ON CONFLICT (tenant_id, user_id, vendor_id) DO NOTHING",
        )
    )


def _grant_selling(vendor_id: UUID) -> None:
    for user_id in queries.staff_of(vendor_id):
        accounts.grant_role(user_id, SELLER, subject_id=vendor_id)


def _decision(vendor: VendorInfo, reason: str) -> DomainEvent:
    if vendor.status == VendorStatus.APPROVED:
        return events.VendorApproved(vendor_id=vendor.id, name=vendor.name, slug=vendor.slug)
    if vendor.status == VendorStatus.SUSPENDED:
        return events.VendorSuspended(vendor_id=vendor.id, reason=reason)
    return events.VendorRejected(vendor_id=vendor.id, reason=reason)


def _refusal(vendor_id: UUID) -> UnknownVendor | IllegalVendorDecision:
    found = queries.vendor(vendor_id)
    if found is None:
        return UnknownVendor(vendor_id=str(vendor_id))
    legal = sorted(target for target, sources in DECISIONS.items() if found.status in sources)
    return IllegalVendorDecision(status=found.status, legal=legal)


def _named(name: str) -> str:
    tidy = " ".join(name.split())
    if not tidy:
        raise InvalidVendor("A vendor needs a name.", errors={"name": ["This field may not be blank."]})
    return tidy


def _slug_taken(slug: str) -> SlugTaken:
    return SlugTaken(f"The slug {slug!r} is taken.", errors={"slug": ["Another vendor has this slug."]})


def _info(vendor: Vendor) -> VendorInfo:
    return VendorInfo(
        id=vendor.id,
        name=vendor.name,
        slug=vendor.slug,
        status=vendor.status,
        description=vendor.description,
        is_house=vendor.is_house,
    )
