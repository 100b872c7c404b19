"""The address book."""

from django.db import models

from nexus.accounts.models.user import User
from nexus.kernel import clock
from nexus.platform.tenancy.models import TenantForeignKey, TenantModel


class Address(TenantModel):
    """Where a person gets parcels and bills; at most one default for each, guarded by the database."""

    user = TenantForeignKey(User, on_delete=models.CASCADE, related_name="addresses")
    name = models.CharField(max_length=200, blank=True)
    address_line = models.CharField(max_length=200)
    address_line2 = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=100)
    region = models.CharField(max_length=100, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=2)
    phone = models.CharField(max_length=32, blank=True)
    is_default_shipping = models.BooleanField(default=False)
    is_default_billing = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "user"],
                condition=models.Q(is_default_shipping=True),
                name="accounts_one_default_shipping",
            ),
            models.UniqueConstraint(
                fields=["tenant_id", "user"],
                condition=models.Q(is_default_billing=True),
                name="accounts_one_default_billing",
            ),
            models.CheckConstraint(
                condition=models.Q(country__regex="^[A-Z]{2}$"), name="accounts_country_iso"
            ),
        ]
        verbose_name_plural = "addresses"

    def __str__(self) -> str:
        return f"{self.address_line}, {self.city}"
