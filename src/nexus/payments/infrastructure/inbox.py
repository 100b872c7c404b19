"""Messages already taken, one row each. The unique constraint decides between parallel copies."""

from uuid import UUID

from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.payments.application.gateway import GatewayEvent
from nexus.platform import db
from nexus.platform.locking import lock_errors
from nexus.platform.tenancy import current_tenant

_COLUMNS = (
    "id", "tenant_id", "provider", "provider_event_id", "verdict", "merchant_reference",
    "gateway_reference", "payment_id", "received_at",
)  # fmt: skip


class StoredInbox:
    """A copy that arrives while the first is being applied waits for its commit, then finds itself known."""

    def claim(self, provider: str, message: GatewayEvent, /, *, payment_id: UUID | None) -> bool:
        values = (
            new_id(),
            current_tenant(),
            provider,
            message.event_id,
            str(message.verdict),
            message.merchant_reference,
            message.gateway_reference,
            payment_id,
            clock.now(),
        )
        with lock_errors():
            taken = db.insert_many(
                "payments_webhook",
                _COLUMNS,
                [values],
                on_conflict="ON CONFLICT (tenant_id, provider, provider_event_id) DO NOTHING",
            )
        return bool(taken)
