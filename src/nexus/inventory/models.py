"""Rows of inventory. Every change of a reservation's state happens under the lock of its level."""

from django.db import models
from django.db.models import F, Q

from nexus.inventory.domain.reservation import ReservationState
from nexus.platform.tenancy.models import TenantForeignKey, TenantModel


class StockLevelRecord(TenantModel):
    """Pieces of a variant at a location. `reserved` is the sum of the open reservations on it."""

    variant_id = models.UUIDField()
    vendor_id = models.UUIDField(null=True)
    location = models.TextField(default="main")
    on_hand = models.IntegerField(default=0)
    reserved = models.IntegerField(default=0)

    class Meta:
        db_table = "inventory_level"
        verbose_name = "stock level"
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "variant_id", "location"], name="inventory_level_place"
            ),
            models.CheckConstraint(
                condition=Q(reserved__gte=0) & Q(reserved__lte=F("on_hand")),
                name="inventory_level_sound",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant_id", "vendor_id", "id"], name="inventory_level_vendor"),
        ]

    def __str__(self) -> str:
        return f"{self.variant_id} at {self.location}"


class ReservationRecord(TenantModel):
    """Pieces of one level promised to an order; `restocked` of them came back after they had left."""

    order_id = models.UUIDField()
    level = TenantForeignKey(StockLevelRecord, on_delete=models.RESTRICT, related_name="reservations")
    variant_id = models.UUIDField()
    quantity = models.IntegerField()
    restocked = models.IntegerField(default=0)
    state = models.TextField(default=ReservationState.OPEN)
    expires_at = models.DateTimeField()
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    close_reason = models.TextField(default="", blank=True)

    class Meta:
        db_table = "inventory_reservation"
        verbose_name = "reservation"
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "order_id", "level"], name="inventory_reservation_once"
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="inventory_reservation_quantity"),
            models.CheckConstraint(
                condition=Q(restocked__gte=0) & Q(restocked__lte=F("quantity")),
                name="inventory_reservation_restocked",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[str(state) for state in ReservationState]),
                name="inventory_reservation_state",
            ),
            models.CheckConstraint(
                condition=Q(state=ReservationState.OPEN, closed_at__isnull=True)
                | (~Q(state=ReservationState.OPEN) & Q(closed_at__isnull=False)),
                name="inventory_reservation_closed",
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant_id", "level", "expires_at"],
                name="inventory_reservation_open",
                condition=Q(state="open"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} x {self.variant_id} for {self.order_id}"


class AdjustmentRecord(TenantModel):
    """A change of what is on hand other than by a sale: who, why, by how much, and the level after it.
    Insert-only.
    """

    level = TenantForeignKey(StockLevelRecord, on_delete=models.RESTRICT, related_name="adjustments")
    variant_id = models.UUIDField()
    delta = models.IntegerField()
    on_hand = models.IntegerField()
    reason = models.TextField()
    order_id = models.UUIDField(null=True)
    actor_kind = models.TextField()
    actor_id = models.UUIDField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "inventory_adjustment"
        verbose_name = "adjustment"
        constraints = [models.CheckConstraint(condition=~Q(delta=0), name="inventory_adjustment_changes")]
        indexes = [models.Index(fields=["tenant_id", "variant_id", "id"], name="inventory_adjustment_of")]

    def __str__(self) -> str:
        return f"{self.delta:+d} {self.variant_id}: {self.reason}"
