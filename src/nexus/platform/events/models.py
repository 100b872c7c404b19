"""Rows of the log and of its deliveries."""

from django.db import models

from nexus.platform.tenancy.models import TenantModel


class EventRecord(TenantModel):
    """One fact. Insert-only: neither the application's role nor the owner can change or delete it."""

    stream = models.TextField()
    stream_id = models.UUIDField()
    version = models.PositiveIntegerField()
    type = models.TextField()
    payload = models.JSONField()
    metadata = models.JSONField()
    occurred_at = models.DateTimeField()
    previous_hash = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        db_table = "events_log"
        verbose_name = "event"
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "stream_id", "stream", "version"], name="events_log_stream_version"
            ),
        ]
        indexes = [models.Index(fields=["tenant_id", "type", "occurred_at"], name="events_log_type")]

    def __str__(self) -> str:
        return f"{self.type} #{self.version}"


class DeliveryStatus(models.TextChoices):
    PENDING = "pending"
    DONE = "done"
    PARKED = "parked"


class DeliveryRecord(TenantModel):
    """One event for one handler. `due_at` is when to try next; `parked` waits for a person."""

    event_id = models.UUIDField()
    handler = models.TextField()
    status = models.TextField(choices=DeliveryStatus, default=DeliveryStatus.PENDING)
    attempts = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField()
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    last_error = models.TextField(default="", blank=True)

    class Meta:
        db_table = "events_delivery"
        verbose_name = "delivery"
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "event_id", "handler"], name="events_delivery_once"),
            models.CheckConstraint(
                condition=models.Q(status__in=DeliveryStatus.values), name="events_delivery_status"
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant_id", "due_at"],
                name="events_delivery_due",
                condition=models.Q(status="pending"),
            ),
            models.Index(
                fields=["tenant_id", "created_at"],
                name="events_delivery_parked",
                condition=models.Q(status="parked"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.handler} ({self.status})"
