"""What sellers want to change and the tenant has to agree to."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from nexus.catalog.models.products import Product
from nexus.platform.tenancy.models import TenantForeignKey, TenantModel


class ProposalKind(models.TextChoices):
    NEW = "new"
    EDIT = "edit"


class ProposalStatus(models.TextChoices):
    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class ChangeProposal(TenantModel):
    """A new product, or changes of one, that wait for the tenant. `before` and `changes` have the same names: the
    values when it was proposed, and those wished for."""

    product = TenantForeignKey(Product, models.CASCADE, related_name="proposals")
    kind = models.CharField(max_length=8, choices=ProposalKind)
    before = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=ProposalStatus, default=ProposalStatus.PENDING)
    note = models.TextField(blank=True, default="")
    proposed_by = models.UUIDField(null=True, blank=True)
    decided_by = models.UUIDField(null=True, blank=True)
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tenant_id", "product"],
                condition=Q(status=ProposalStatus.PENDING),
                name="catalog_proposal_one_pending",
            ),
            models.CheckConstraint(condition=Q(kind__in=ProposalKind.values), name="catalog_proposal_kind"),
            models.CheckConstraint(
                condition=Q(status__in=ProposalStatus.values), name="catalog_proposal_status"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tenant_id", "status", "id"], name="catalog_proposal_queue")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.product_id}"
