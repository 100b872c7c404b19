"""The in-app list."""

from django.db import models

from nexus.platform.tenancy.models import TenantModel


class Notification(TenantModel):
    """Something a person of the tenant is told, in their language. `link` is a path of the shop."""

    user_id = models.UUIDField()
    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    link = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "user_id", "key"], name="notifications_note_once")
        ]
        indexes = [
            models.Index(
                fields=["tenant_id", "user_id", "-created_at", "-id"], name="notifications_note_newest"
            ),
            models.Index(
                fields=["tenant_id", "user_id"],
                condition=models.Q(read_at__isnull=True),
                name="notifications_note_unread",
            ),
        ]

    def __str__(self) -> str:
        return self.title
