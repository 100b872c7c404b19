"""One row for each use of an Idempotency-Key."""

from django.db import models

from nexus.platform.tenancy.models import TenantModel


class KeyRecord(TenantModel):
    """A claimed key and, once the request has committed, its answer.

    `owner` is who sent it and to which route; `leased_until` is set only for requests that run outside a transaction.
    """

    owner = models.TextField()
    key = models.TextField()
    request_hash = models.BinaryField()
    created_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=b"")

    class Meta:
        db_table = "idempotency_key"
        verbose_name = "idempotency key"
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "owner", "key"], name="idempotency_key_once")
        ]
        indexes = [models.Index(fields=["tenant_id", "created_at"], name="idempotency_key_age")]

    def __str__(self) -> str:
        return self.key
