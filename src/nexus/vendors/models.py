"""Sellers, the people who act for them, and their places."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from nexus.platform.tenancy.models import TenantForeignKey, TenantModel


class VendorStatus(models.TextChoices):
    APPLIED = "applied"
    APPROVED = "approved"
    REJECTED = "rejected"
    SUSPENDED = "suspended"


class Vendor(TenantModel):
    """A seller. At most one per tenant is the house: the tenant's own shop."""

    name = models.CharField(max_length=120)
    slug = models.CharField(max_length=80, db_collation="C")
    status = models.CharField(max_length=12, choices=VendorStatus, default=VendorStatus.APPLIED)
    description = models.TextField(blank=True, default="")
    is_house = models.BooleanField(default=False)
    decision_reason = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = "seller"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant_id", "slug"], name="vendors_vendor_slug"),
            models.UniqueConstraint(
                fields=["tenant_id"], condition=Q(is_house=True), name="vendors_vendor_house"
            ),
            models.CheckConstraint(condition=Q(status__in=VendorStatus.values), name="vendors_vendor_status"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tenant_id", "status", "name", "id"], name="vendors_vendor_list")
        ]

    def __str__(self) -> str:
        return self.name


class VendorStaff(TenantModel):
    """A person who acts for a vendor; `user_id` is an account of the same tenant."""

    vendor = TenantForeignKey(Vendor, models.CASCADE, related_name="staff")
    user_id = models.UUIDField()
    created_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "vendor staff"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant_id", "user_id", "vendor"], name="vendors_staff_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.vendor_id}"


class Store(TenantModel):
    """A place on the map; degrees in WGS 84, time zone as an IANA name."""

    vendor = TenantForeignKey(Vendor, models.CASCADE, related_name="stores")
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=300)
    latitude = models.FloatField()
    longitude = models.FloatField()
    time_zone = models.CharField(max_length=64)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(latitude__range=(-90, 90)), name="vendors_store_latitude"),
            models.CheckConstraint(condition=Q(longitude__range=(-180, 180)), name="vendors_store_longitude"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["tenant_id", "latitude"], name="vendors_store_belt", condition=Q(is_active=True)
            ),
            models.Index(fields=["tenant_id", "name", "id"], name="vendors_store_list"),
        ]

    def __str__(self) -> str:
        return self.name
