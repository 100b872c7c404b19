"""Groups of customers: who has the prices of wholesale, who is a gold member."""

from django.db import models

from nexus.accounts.models.user import User
from nexus.kernel import clock
from nexus.platform.tenancy.models import TenantForeignKey, TenantModel


class CustomerGroup(TenantModel):
    """A group by its `code`, which price lists and promotions name."""

    code = models.TextField()
    name = models.TextField()
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = "customer group"
        constraints = [models.UniqueConstraint(fields=["tenant_id", "code"], name="accounts_group_code")]

    def __str__(self) -> str:
        return self.name


class GroupMembership(TenantModel):
    """A person belongs to a group, until `ends_at` if that is set."""

    group = TenantForeignKey(CustomerGroup, on_delete=models.CASCADE, related_name="memberships")
    user = TenantForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    joined_at = models.DateTimeField(default=clock.now, editable=False)
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "membership"
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "user", "group"], name="accounts_membership_once")
        ]
