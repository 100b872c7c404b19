"""How an order stands, ready for its page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nexus.kernel import clock
from nexus.payments import facade as payments
from nexus.payments.contracts.dto import PaymentInfo
from nexus.web.storefront import statuses
from nexus.web.storefront.offers import told_steps
from nexus.web.storefront.paying import way_called
from nexus.web.storefront.traces import Row, totals

_MAY_CANCEL = frozenset({"pending", "confirmed", "processing", "on_hold"})
_ENDED = frozenset({"delivered", "returned", "cancelled"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """`pay_until`: paying online is still possible and for how long (None: no limit known); `may_pay` says whether."""

    words: statuses.Words
    reason: str
    payment: str
    provider: str
    steps: list[tuple[str, bool, bool]]
    events: list[tuple[str, datetime]]
    totals: list[Row]
    trace: list[dict[str, Any]]
    may_pay: bool
    pays_later: bool
    pay_until: datetime | None
    may_cancel: bool
    may_retry: bool
    is_open: bool


def standing(
    order: Mapping[str, Any], history: Sequence[Mapping[str, Any]], payment: PaymentInfo | None, /
) -> Standing:
    status = order["status"]
    return Standing(
        words=statuses.ORDER[status],
        reason=statuses.why_cancelled(order["cancel_reason"]),
        payment=str(statuses.PAYMENT.get(order["payment_status"], order["payment_status"])),
        provider=way_called(payment.provider) if payment else "",
        steps=statuses.steps(status),
        events=[
            (statuses.told(dict(entry)), datetime.fromisoformat(entry["occurred_at"])) for entry in history
        ],
        totals=totals(order),
        trace=told_steps(order),
        may_pay=_may_pay(order, payment),
        pays_later=payment is not None and payment.pays_later and not payment.captured,
        pay_until=payment.expires_at if payment else None,
        may_cancel=status in _MAY_CANCEL and not _asked(order),
        may_retry=order["cancel_reason"] in ("payment_failed", "payment_deadline_passed"),
        is_open=status not in _ENDED,
    )


def _may_pay(order: Mapping[str, Any], payment: PaymentInfo | None) -> bool:
    """The provider has the last word; this only decides whether to show the button."""
    if payment is None or order["status"] != "pending" or payment.status not in ("pending", "failed"):
        return False
    online = payments.provider(payment.provider).is_online
    return online and (payment.expires_at is None or payment.expires_at > clock.now())


def _asked(order: Mapping[str, Any]) -> bool:
    request = order.get("cancellation_request")
    return bool(request) and request["status"] == "open"
