"""The person. Django's `AUTH_USER_MODEL`, without its groups and permissions: rights come from roles."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from nexus.accounts.contracts.roles import BUYER, OPERATOR, OWNER, STAFF, SUPPORT
from nexus.kernel import clock
from nexus.platform.tenancy import current_tenant, in_scope
from nexus.platform.tenancy.models import TenantManager, TenantModel

LOOKING_AND_RUNNING = ("view_", "run_")
"""Permission prefixes of support: look at rows, run the back office's actions."""


def normal_email(email: str, /) -> str:
    """The one spelling under which an address is stored and looked up: trimmed and lower case."""
    return email.strip().lower()


def tenant_if_open() -> UUID | None:
    """Default of `tenant_id`. Django's own checks make a user where no tenant can be open; NOT NULL guards
    the row.
    """
    return current_tenant() if in_scope() else None


class UserManager(TenantManager["User"], BaseUserManager["User"]):
    """Fail-closed like every tenant manager, with what Django's auth expects of a user's."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=normal_email(username or ""))

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A row and nothing else: no event, no mail. The product's way is `facade.create_user`."""
        user = self.model(email=normal_email(email), **fields)
        user.set_password(password)
        user.save(force_insert=True)
        return user


class User(TenantModel, AbstractBaseUser):
    """One person in one tenant; the same address in two tenants is two people."""

    last_login = None  # type: ignore[assignment]  # Django would write it by a signal, in whatever tenant is open

    tenant_id = models.UUIDField(default=tenant_if_open, editable=False)
    email = models.EmailField(max_length=254)
    first_name = models.CharField(max_length=100, blank=True)
    last_name = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=32, blank=True)
    language = models.CharField(max_length=10, default="en")
    accepts_marketing = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    email_verified_at = models.DateTimeField(null=True, blank=True)
    joined_at = models.DateTimeField(default=clock.now, editable=False)
    last_login_at = models.DateTimeField(null=True, blank=True, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)
    locked_out_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "email"], name="accounts_user_email"),
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="accounts_user_email_lower"
            ),
        ]
        ordering = ["email"]
        default_permissions = ()

    @cached_property
    def roles(self) -> frozenset[str]:
        """Everybody buys; the rest is granted. Read once per object."""
        return frozenset({BUYER, *self.grants.values_list("role", flat=True)})

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """A web session ends with the password that opened it, and for good when its person is locked out."""
        told = (
            self.password
            if self.locked_out_at is None
            else f"{self.password}{self.locked_out_at.isoformat()}"
        )
        return salted_hmac("nexus.accounts.web_session", told, secret=secret, algorithm="sha256").hexdigest()

    @property
    def email_verified(self) -> bool:
        return self.email_verified_at is not None

    @property
    def is_staff(self) -> bool:
        """May enter the back office."""
        return self.is_active and not STAFF.isdisjoint(self.roles)

    @property
    def is_superuser(self) -> bool:
        """Owner of the tenant or operator of the installation. The tenant scope is the limit of an owner."""
        return self.is_active and not self.roles.isdisjoint({OWNER, OPERATOR})

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Django's question, answered from roles: support looks and runs actions, owner and operator do
        everything.
        """
        return self.is_superuser or (
            self.is_active
            and SUPPORT in self.roles
            and perm.rpartition(".")[2].startswith(LOOKING_AND_RUNNING)
        )

    def has_perms(self, perm_list: list[str], obj: Any = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.email

    def get_short_name(self) -> str:
        return self.first_name or self.email
