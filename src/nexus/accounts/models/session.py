"""Token logins."""

from django.db import models

from nexus.accounts.models.user import User
from nexus.kernel import clock
from nexus.platform.tenancy.models import TenantForeignKey, TenantModel


class RefreshSession(TenantModel):
    """One token login: a family of refresh tokens of which only the newest is good.

    The tokens carry this row's id (`sid`). `current_jti` is the SHA-256 of the newest token's id, so the
    table gives nobody a token.
    """

    user = TenantForeignKey(User, on_delete=models.CASCADE, related_name="refresh_sessions")
    current_jti = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    rotated_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoke_reason = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [models.Index(fields=["tenant_id", "expires_at"], name="accounts_session_expiry")]
