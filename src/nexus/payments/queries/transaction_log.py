"""What happened to a payment, in words for people: its event stream without what is nobody's business."""

from typing import Any, Final
from uuid import UUID

from nexus.kernel.money import Money
from nexus.payments.domain.payment import STREAM
from nexus.platform.events import load_envelopes

# Keys, token hashes and addresses stay in the stream.
_SHOWN: Final = (
    "provider", "attempt", "gateway_reference", "failure_code", "reason", "refund_id", "why", "was_voided",
)  # fmt: skip


def of_payment(payment_id: UUID, /) -> list[dict[str, Any]]:
    """Oldest first: {id, type, at, amount?, currency?, ...facts}. One statement."""
    return [_entry(envelope) for envelope in load_envelopes(STREAM, payment_id)]


def _entry(envelope: Any) -> dict[str, Any]:
    payload = envelope.payload
    entry: dict[str, Any] = {"id": envelope.id, "type": _short(envelope.type), "at": envelope.occurred_at}
    entry["by"] = str(envelope.metadata["actor"]["kind"])
    if (amount := payload.get("amount")) is not None:
        entry |= {"amount": str(Money(**amount)), "currency": amount["currency"]}
    return entry | {name: payload[name] for name in _SHOWN if payload.get(name) not in (None, "", False)}


def _short(event_type: str) -> str:
    return event_type.removeprefix("payments.").rpartition(".")[0]
