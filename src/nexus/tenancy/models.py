"""Tenants and domains are read before any tenant is known, so they stand outside row-level security; API keys do not."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from nexus.kernel.ids import new_id
from nexus.platform.tenancy.models import TenantModel


class TenantMode(models.TextChoices):
    MARKETPLACE = "marketplace"
    SHOP = "shop"
    SYSTEM = "system"


class Tenant(models.Model):
    """A business. The application's role may read it; only the owner's connection writes it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    mode = models.CharField(max_length=20, choices=TenantMode, default=TenantMode.MARKETPLACE)
    currency = models.CharField(max_length=3, default="EUR")
    time_zone = models.CharField(max_length=64, default="UTC")
    locale = models.CharField(max_length=10, default="en")
    settings = models.JSONField(default=dict, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Domain(models.Model):
    """A host name of a tenant, lower case, without port."""

    host = models.CharField(primary_key=True, max_length=253)
    # Not called tenant_id: that name is reserved for tables under row-level security, and this one is read to find the tenant.
    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, db_column="owner_id", related_name="domains")

    def __str__(self) -> str:
        return self.host


class ApiKey(TenantModel):
    """Only the SHA-256 of the secret is stored; `prefix` finds it."""

    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=12)
    secret_hash = models.BinaryField()
    roles: ClassVar = ArrayField(models.CharField(max_length=20), default=list)
    vendor_id = models.UUIDField(null=True, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "API key"
        constraints = [models.UniqueConstraint(fields=["tenant_id", "prefix"], name="tenancy_apikey_prefix")]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"
