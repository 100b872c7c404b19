"""API keys for owners; tenants for operators."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from nexus.kernel import clock
from nexus.platform.backoffice import (
    Badge,
    Code,
    Facts,
    Json,
    RecordAdmin,
    Section,
    Table,
    choices,
    column,
    is_operator,
    is_owner,
    links_to,
)
from nexus.tenancy.interfaces.admin_actions import CREATE_KEY, CREATE_TENANT, KEY_ACTIONS
from nexus.tenancy.models import ApiKey, Domain, Tenant, TenantMode


@admin.register(ApiKey)
class ApiKeyAdmin(RecordAdmin):
    """Only the hash of a secret is stored; it is shown once, when the key is made."""

    list_display = ("name", "prefix_", "roles_", "state", "created", "expires")
    create = CREATE_KEY
    record_actions = KEY_ACTIONS

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_owner(request.user)

    def get_queryset(self, request: HttpRequest | None) -> QuerySet[Any]:
        return ApiKey.objects.defer("secret_hash").order_by("-id")

    @column("Begins with")
    def prefix_(self, record: ApiKey) -> Any:
        return Code(f"nx_{record.prefix}_…")

    @column("Roles")
    def roles_(self, record: ApiKey) -> Any:
        return tuple(Badge(role, "info") for role in record.roles)

    @column("State")
    def state(self, record: ApiKey) -> Any:
        return state_of(record)

    @column("Made")
    def created(self, record: ApiKey) -> Any:
        return record.created_at

    @column("Expires")
    def expires(self, record: ApiKey) -> Any:
        return record.expires_at or "never"

    def sections(self, request: HttpRequest, record: ApiKey) -> Iterable[Section]:
        yield Facts(title=record.name, rows=[
            ("State", state_of(record)), ("Begins with", Code(f"nx_{record.prefix}_…")),
            ("Roles", tuple(Badge(role, "info") for role in record.roles)),
            ("For", links_to("vendors.vendor", [record.vendor_id]).get(record.vendor_id, "the whole shop")),
            ("Made", record.created_at), ("Expires", record.expires_at or "never"), ("Revoked", record.revoked_at),
        ])  # fmt: skip


def state_of(record: ApiKey, /) -> Badge:
    """Whether the key opens anything."""
    if record.revoked_at is not None:
        return Badge("revoked", "bad")
    expired = record.expires_at is not None and record.expires_at <= clock.now()
    return Badge("expired", "idle") if expired else Badge("good", "good")


@admin.register(Tenant)
class TenantAdmin(RecordAdmin):
    """The shops of this installation. Written by the owner's connection only: here they are read and opened."""

    ordering = ("slug",)
    list_display = ("name", "slug", "mode", "currency", "time_zone", "active", "since")
    list_filter = (choices("mode", TenantMode.values),)
    search_help_text = "Name (a part of it) or slug"
    create = CREATE_TENANT

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_operator(request.user)

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        return queryset.filter(Q(name__icontains=text) | Q(slug=text.lower()))

    @column("Active")
    def active(self, record: Tenant) -> Any:
        return record.is_active

    @column("Since")
    def since(self, record: Tenant) -> Any:
        return record.created_at

    def sections(self, request: HttpRequest, record: Tenant) -> Iterable[Section]:
        yield Facts(title=record.name, rows=[
            ("Slug", Code(record.slug)), ("Mode", record.mode), ("Currency", record.currency), ("Time zone", record.time_zone),
            ("Language", record.locale), ("Active", record.is_active), ("Since", record.created_at), ("Id", Code(str(record.pk))),
        ])  # fmt: skip
        hosts = Domain.objects.filter(tenant=record).order_by("host")
        yield Table(title="Domains", head=("Host",), rows=[(Code(one.host),) for one in hosts], wide=False,
                    empty=f"None of its own; {record.slug}.localhost and the X-Tenant header reach it.")  # fmt: skip
        yield Json(title="Settings", value=record.settings)
