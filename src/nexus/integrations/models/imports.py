"""An import, the rows it could not take, and the pictures it still has to fetch."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from nexus.platform.tenancy.models import TenantForeignKey, TenantModel


class ImportStatus(models.TextChoices):
    UPLOADED = "uploaded"
    CHECKING = "checking"
    CHECKED = "checked"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class ImportJob(TenantModel):
    """A file on its way into the catalogue.

    `position`: rows that are done with; it moves in the transaction that stores their products, so that whoever goes on
    after a crash begins exactly behind them. `lease`: who works on it; a writer whose lease was taken over stores nothing.
    `owner_id`: the vendor, or the tenant for an import of the whole shop; one import of each runs at a time.
    """

    owner_id = models.UUIDField()
    vendor_id = models.UUIDField(null=True)
    status = models.CharField(max_length=10, choices=ImportStatus, default=ImportStatus.UPLOADED)
    file = models.CharField(max_length=200)
    filename = models.CharField(max_length=200)
    format = models.CharField(max_length=5)
    bytes = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    dialect = models.JSONField(default=dict)
    columns = models.JSONField(default=list)
    options = models.JSONField(default=dict)
    rows = models.IntegerField(default=0)
    position = models.IntegerField(default=0)
    counts = models.JSONField(default=dict)
    preview = models.JSONField(default=list)
    failure = models.CharField(max_length=500, blank=True, default="")
    lease = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    created_by = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status__in=ImportStatus.values), name="integrations_import_status"
            ),
            models.UniqueConstraint(
                fields=["tenant_id", "owner_id"],
                condition=Q(status=ImportStatus.RUNNING),
                name="integrations_import_one_running",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tenant_id", "owner_id", "id"], name="integrations_import_owner"),
            models.Index(
                fields=["tenant_id", "lease_until"],
                condition=Q(status__in=[ImportStatus.CHECKING, ImportStatus.RUNNING]),
                name="integrations_import_due",
            ),
        ]

    def __str__(self) -> str:
        return self.filename


class ImportProblem(TenantModel):
    """A row that was not taken, and why."""

    job = TenantForeignKey(ImportJob, models.CASCADE, related_name="problems")
    line = models.IntegerField()
    column = models.CharField(max_length=100, blank=True, default="")
    value = models.CharField(max_length=200, blank=True, default="")
    reason = models.CharField(max_length=500)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["tenant_id", "job", "line", "id"], name="integrations_problem_line")
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.reason}"


class PendingPicture(TenantModel):
    """A picture that a row names by its address; fetched after the rows, outside any transaction."""

    job = TenantForeignKey(ImportJob, models.CASCADE, related_name="pictures")
    product_id = models.UUIDField()
    line = models.IntegerField()
    url = models.CharField(max_length=2000)
    position = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tenant_id", "job", "product_id", "url"], name="integrations_picture_once"
            )
        ]

    def __str__(self) -> str:
        return self.url
