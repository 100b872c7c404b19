"""People in the back office. Passwords are not shown, not even as hashes, and not set: they are mailed a link."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.http import HttpRequest

from nexus.accounts import queries
from nexus.accounts.contracts.roles import GRANTABLE
from nexus.accounts.interfaces import admin_actions as acts
from nexus.accounts.interfaces import admin_groups
from nexus.accounts.models import RefreshSession, RoleGrant, User
from nexus.kernel import clock
from nexus.kernel.ids import parse_id
from nexus.platform.backoffice import (
    Badge,
    Code,
    Facts,
    RecordAdmin,
    Section,
    Table,
    add_names,
    choices,
    column,
)

TONES = {"owner": "warn", "support": "info", "seller": "good", "operator": "bad"}


class RoleFilter(choices("role", sorted(GRANTABLE - {"operator"}))):  # type: ignore[misc]
    """People who hold a role."""

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        role = self.value()
        return (
            queryset.filter(pk__in=RoleGrant.objects.filter(role=role).values("user_id"))
            if role
            else queryset
        )


class ActiveFilter(choices("is_active", ["yes", "no"], title="active")):  # type: ignore[misc]
    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(is_active=self.value() == "yes") if self.value() else queryset


@admin.register(User)
class UserAdmin(RecordAdmin):
    """By e-mail."""

    ordering = ("email",)
    list_display = ("address", "name", "roles_", "verified", "active", "joined", "seen")
    list_filter = (RoleFilter, ActiveFilter)
    search_help_text = "E-mail (its beginning), a part of the name, or id"
    create = acts.CREATE_USER
    record_actions = acts.USER_ACTIONS

    def get_queryset(self, request: HttpRequest | None) -> QuerySet[Any]:
        grants = RoleGrant.objects.filter(user_id=OuterRef("pk")).order_by("role").values("role")
        return User.objects.defer("password").annotate(granted=ArraySubquery(grants)).order_by("email")

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        if known := parse_id(text):
            return queryset.filter(pk=known)
        by_name = Q(first_name__icontains=text) | Q(last_name__icontains=text)
        return queryset.filter(Q(email__startswith=text.lower()) | by_name)

    @column("E-mail", order="email")
    def address(self, record: User) -> Any:
        return record.email

    @column("Active")
    def active(self, record: User) -> Any:
        return record.is_active

    @column("Name")
    def name(self, record: User) -> Any:
        return f"{record.first_name} {record.last_name}".strip()

    @column("Roles")
    def roles_(self, record: Any) -> Any:
        return role_badges(record)

    @column("Verified")
    def verified(self, record: User) -> Any:
        return record.email_verified

    @column("Since")
    def joined(self, record: User) -> Any:
        return record.joined_at

    @column("Last login")
    def seen(self, record: User) -> Any:
        return record.last_login_at

    def sections(self, request: HttpRequest, record: Any) -> Iterable[Section]:
        yield Facts(title=record.email, rows=[
            ("Name", f"{record.first_name} {record.last_name}".strip()), ("Roles", role_badges(record)),
            ("Active", record.is_active), ("E-mail verified", record.email_verified_at or False), ("Phone", record.phone),
            ("Language", record.language), ("Wants offers", record.accepts_marketing), ("Id", Code(str(record.pk))),
        ])  # fmt: skip
        yield _logins(record)
        yield Table(
            title="Address book", head=("Name", "Address", "Country", "Default for"), empty="Empty.",
            rows=[(one.name, f"{one.address_line}, {one.postal_code} {one.city}", one.country, _defaults(one))
                  for one in queries.addresses_of(record.pk)],
        )  # fmt: skip


def role_badges(record: Any, /) -> tuple[Badge, ...]:
    """Each role once; everybody is a buyer, which goes without saying."""
    return tuple(Badge(role, TONES.get(role, "idle")) for role in dict.fromkeys(record.granted))  # type: ignore[arg-type]


def _defaults(address: Any) -> tuple[Badge, ...]:
    wanted = (("shipping", address.is_default_shipping), ("billing", address.is_default_billing))
    return tuple(Badge(word) for word, holds in wanted if holds)


def _logins(record: User) -> Section:
    now = clock.now()
    living = RefreshSession.objects.filter(
        user_id=record.pk, revoked_at__isnull=True, expires_at__gt=now
    ).count()
    return Facts(title="Logins", rows=[
        ("Since", record.joined_at), ("Last login", record.last_login_at), ("Open logins by token", living),
        ("Closed", record.deleted_at),
    ])  # fmt: skip


__all__ = ["UserAdmin", "admin_groups"]
add_names(User, "email")
