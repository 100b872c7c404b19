"""What the sandbox tells: `{id, type, created, data{reference, merchant_reference, amount, currency,
failure_code}}`.
"""

import json
import re
from datetime import datetime
from typing import Any, Final

from nexus.kernel.clock import iso
from nexus.kernel.errors import NexusError
from nexus.kernel.money import Money
from nexus.payments.application.gateway import GatewayEvent, MalformedWebhook, Verdict
from nexus.payments.models import SandboxChargeRecord, SandboxChargeState

# Bounded, because a short text such as 1e999999999 is a very long number.
_AMOUNT: Final = re.compile(r"\d{1,15}(\.\d{1,3})?", re.ASCII)
_VERDICTS: Final = {
    "charge.authorized": Verdict.AUTHORIZED,
    "charge.captured": Verdict.CAPTURED,
    "charge.declined": Verdict.DECLINED,
    "charge.voided": Verdict.VOIDED,
}


def compose(charge: SandboxChargeRecord, /, *, event_id: str, at: datetime) -> str:
    """The exact text that is signed and sent."""
    declined = charge.state == SandboxChargeState.DECLINED
    data = {
        "reference": charge.reference,
        "merchant_reference": charge.merchant_reference,
        "amount": str(Money(charge.amount_minor, charge.currency)),
        "currency": charge.currency,
        "failure_code": "card_declined" if declined else "",
    }
    return json.dumps({"id": event_id, "type": f"charge.{charge.state}", "created": iso(at), "data": data})


def read(body: bytes, /) -> GatewayEvent:
    """A verified message in neutral words. Types that we do not know mean nothing. Raises
    MalformedWebhook.
    """
    try:
        document = json.loads(body)
        return _event(document, document["data"])
    except (ValueError, KeyError, TypeError, AttributeError, NexusError) as error:
        raise MalformedWebhook(f"The message cannot be read ({type(error).__name__}).") from error


def _event(document: dict[str, Any], data: dict[str, Any]) -> GatewayEvent:
    return GatewayEvent(
        event_id=_text(document["id"]),
        verdict=_VERDICTS.get(document["type"], Verdict.WAITING),
        merchant_reference=_text(data.get("merchant_reference", "")),
        gateway_reference=_text(data.get("reference", "")),
        amount=_money(data) if "amount" in data else None,
        failure_code=_text(data.get("failure_code", "")),
    )


def _money(data: dict[str, Any]) -> Money:
    if not _AMOUNT.fullmatch(_text(data["amount"])):
        raise ValueError("not an amount")
    return Money.of(data["amount"], _text(data["currency"]))


def _text(value: Any) -> str:
    if not isinstance(value, str) or "\x00" in value or len(value) > 200:
        raise ValueError("not a short text")
    return value
