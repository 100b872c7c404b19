"""What people do not want to hear."""

from django.db import models

from nexus.platform.tenancy.models import TenantModel


class Preference(TenantModel):
    """A person's choice for one kind and channel. Without a row the channel is on."""

    user_id = models.UUIDField()
    kind = models.CharField(max_length=40)
    channel = models.CharField(max_length=10)
    enabled = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "user_id", "kind", "channel"], name="notifications_preference_once"
            )
        ]
