"""Sellers and their places in the back office."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from nexus.accounts import facade as accounts
from nexus.platform import db
from nexus.platform.backoffice import (
    Badge,
    Code,
    Facts,
    RecordAdmin,
    Section,
    Table,
    Text,
    Tile,
    add_names,
    add_tiles,
    choices,
    column,
    link_to,
)  # fmt: skip
from nexus.platform.backoffice.values import badge
from nexus.platform.tenancy import current_tenant
from nexus.vendors.interfaces import admin_actions as acts
from nexus.vendors.models import Store, Vendor, VendorStaff, VendorStatus

TONES = {"applied": "warn", "approved": "good", "rejected": "idle", "suspended": "bad"}


@admin.register(Vendor)
class VendorAdmin(RecordAdmin):
    """Applicants are found by the status filter."""

    ordering = ("name", "id")
    list_display = ("name", "slug", "status_", "house", "since")
    list_filter = (choices("status", VendorStatus.values),)
    search_help_text = "Name (a part of it) or slug"
    create = acts.CREATE_VENDOR
    record_actions = acts.VENDOR_ACTIONS

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        return queryset.filter(Q(name__icontains=text) | Q(slug=text.lower()))

    @column("Status")
    def status_(self, record: Vendor) -> Any:
        return badge(record.status, TONES)

    @column("Whose")
    def house(self, record: Vendor) -> Any:
        return Badge("the shop's own", "info") if record.is_house else "independent"

    @column("Since")
    def since(self, record: Vendor) -> Any:
        return record.created_at

    def sections(self, request: HttpRequest, record: Vendor) -> Iterable[Section]:
        yield Facts(title=record.name, rows=[
            ("Status", badge(record.status, TONES)), ("Decided because", record.decision_reason), ("Slug", Code(record.slug)),
            ("The shop's own", record.is_house), ("Since", record.created_at), ("Changed", record.updated_at),
            ("Id", Code(str(record.pk))),
        ])  # fmt: skip
        yield Text(title="Description", text=record.description, wide=False, empty="None written.")
        yield _staff(record)
        stores = Store.objects.filter(vendor_id=record.pk).order_by("name", "id")
        yield Table(title="Stores", head=("Store", "Address", "Open"), wide=False, empty="None.",
                    rows=[
                        (link_to("vendors.store", one.pk, one.name), one.address, one.is_active) for one in stores
                    ])  # fmt: skip


def _staff(record: Vendor) -> Section:
    found = list(VendorStaff.objects.filter(vendor_id=record.pk).order_by("created_at"))
    people = accounts.users([one.user_id for one in found])
    return Table(
        title="Staff", head=("Person", "Since"), wide=False, empty="Nobody acts for this seller.",
        rows=[(link_to("accounts.user", one.user_id, people[one.user_id].email if one.user_id in people else "?"), one.created_at)
              for one in found],
    )  # fmt: skip


@admin.register(Store)
class StoreAdmin(RecordAdmin):
    """Places of sale."""

    ordering = ("name", "id")
    list_display = ("name", "vendor_", "address", "time_zone", "open")
    list_select_related = ("vendor",)
    search_help_text = "Name (a part of it)"
    record_actions = acts.STORE_ACTIONS

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        return queryset.filter(name__icontains=text)

    @column("Open")
    def open(self, record: Store) -> Any:
        return record.is_active

    @column("Seller")
    def vendor_(self, record: Store) -> Any:
        return link_to("vendors.vendor", record.vendor_id, record.vendor.name)

    def sections(self, request: HttpRequest, record: Store) -> Iterable[Section]:
        yield Facts(title=record.name, rows=[
            ("Seller", link_to("vendors.vendor", record.vendor_id, record.vendor.name)), ("Address", record.address),
            ("Open for business", record.is_active), ("Latitude", f"{record.latitude}°"), ("Longitude", f"{record.longitude}°"),
            ("Time zone", record.time_zone), ("Changed", record.updated_at),
        ])  # fmt: skip


def applicants_tile() -> list[Tile]:
    """Who waits for a decision. One statement."""
    found = db.row(
        "SELECT count(*) AS many FROM vendors_vendor WHERE tenant_id = %s AND status = 'applied'",
        [current_tenant()],
    )
    many = found.many if found else 0
    url = reverse("admin:vendors_vendor_changelist") + "?status=applied"
    return [Tile(title="Sellers who applied", values=[many], note="wait for a decision" if many else "all decided", url=url,
                 tone="warn" if many else "good")]  # fmt: skip


add_names(Vendor, "name")
add_tiles(applicants_tile, position=60)
