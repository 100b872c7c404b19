"""Addresses that somebody typed to be mailed to."""

from django.db import models

from nexus.kernel import clock
from nexus.platform.tenancy.models import TenantModel


class MailRequest(TenantModel):
    """Waits for the worker, which looks whether the address is known; deleted with the answer.

    The request that writes it looks nothing up, so neither its answer nor its timing can tell who has an
    account.
    """

    PASSWORD_RESET = "password_reset"  # noqa: S105 - a kind, not a secret
    VERIFICATION = "verification"

    kind = models.CharField(max_length=20)
    email = models.EmailField(max_length=254)
    asked_at = models.DateTimeField(default=clock.now, editable=False)
