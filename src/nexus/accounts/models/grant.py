"""Roles that somebody gave to somebody."""

from django.db import models

from nexus.accounts.contracts.roles import GRANTABLE, SELLER
from nexus.accounts.models.user import User
from nexus.kernel import clock
from nexus.platform.tenancy.models import TenantForeignKey, TenantModel


class RoleGrant(TenantModel):
    """A person's role; `subject_id` narrows it (the vendor of a seller). Deleted when taken back: the event
    log remembers.
    """

    user = TenantForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=[(role, role) for role in sorted(GRANTABLE)])
    subject_id = models.UUIDField(null=True, blank=True)
    granted_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "user", "role", "subject_id"],
                nulls_distinct=False,
                name="accounts_grant_once",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=sorted(GRANTABLE)), name="accounts_grant_role_known"
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(role=SELLER, subject_id__isnull=False)
                    | (~models.Q(role=SELLER) & models.Q(subject_id__isnull=True))
                ),
                name="accounts_grant_subject",
            ),
        ]
        indexes = [models.Index(fields=["tenant_id", "role", "subject_id"], name="accounts_grant_holders")]

    def __str__(self) -> str:
        return self.role
