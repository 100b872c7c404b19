"""The sandbox provider's own books: charges, refunds, and the messages it owes us. Inside a tenant scope.

It behaves like a real one: idempotency keys, no way to cancel what is being processed, refunds up to what
was taken.
"""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from nexus.kernel import clock
from nexus.kernel.errors import Conflict, NotFound, RuleBroken
from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.payments.application.gateway import Charge
from nexus.payments.contracts.events import SandboxWebhookDue
from nexus.payments.infrastructure.gateways.sandbox import message
from nexus.payments.models import (
    SandboxChargeRecord,
    SandboxChargeState,
    SandboxRefundRecord,
    SandboxWebhookRecord,
)
from nexus.platform import db
from nexus.platform.events import append
from nexus.platform.tenancy import current_tenant

State = SandboxChargeState

DUPLICATES: Final = 5
LATE_BY: Final = timedelta(seconds=2)
LATE_WITHOUT_DEADLINE: Final = timedelta(minutes=1)
UNDECIDED: Final = frozenset({State.WAITING, State.HANGING})


class Outcome(StrEnum):
    """The buttons of the hosted page."""

    APPROVE = "approve"
    DECLINE = "decline"
    HANG = "hang"
    LATE = "late"
    DUPLICATE = "duplicate"


class ChargeNotFound(NotFound):
    code = "charge_not_found"
    title = "The sandbox has no such charge"


class ChargeDecided(Conflict):
    """Facts: state."""

    code = "charge_decided"
    title = "This charge has its outcome already"


class UnknownOutcome(RuleBroken):
    code = "unknown_outcome"
    title = "The sandbox has no such button"


def outcome_of(text: str, /) -> Outcome:
    """Raises UnknownOutcome."""
    try:
        return Outcome(text)
    except ValueError:
        raise UnknownOutcome(known=[str(outcome) for outcome in Outcome]) from None


def open_charge(charge: Charge, /, *, idempotency_key: str, takes_at_once: bool) -> SandboxChargeRecord:
    """The same key gives the same charge."""
    SandboxChargeRecord.objects.bulk_create(
        [
            SandboxChargeRecord(
                reference=f"sbx_{secrets.token_hex(12)}",
                merchant_reference=charge.merchant_reference,
                order_reference=charge.order_reference,
                order_number=charge.order_number,
                idempotency_key=idempotency_key,
                currency=charge.amount.currency,
                amount_minor=charge.amount.minor,
                takes_at_once=takes_at_once,
                state=State.WAITING,
                expires_at=charge.expires_at,
                created_at=clock.now(),
            )
        ],
        ignore_conflicts=True,
    )
    return SandboxChargeRecord.objects.get(idempotency_key=idempotency_key)


def find(*, reference: str = "", merchant_reference: str = "") -> SandboxChargeRecord:
    """By the charge's own reference or our attempt's. Raises ChargeNotFound."""
    by = {"reference": reference} if reference else {"merchant_reference": merchant_reference}
    return _existing(SandboxChargeRecord.objects.filter(**by).first())


def on_page(reference: str, /) -> SandboxChargeRecord:
    """What the hosted page of a payment shows: its latest charge. Raises ChargeNotFound."""
    if "\x00" in reference:  # a text that PostgreSQL cannot even look for
        raise ChargeNotFound
    return _existing(SandboxChargeRecord.objects.filter(order_reference=reference).order_by("-id").first())


def _existing(charge: SandboxChargeRecord | None) -> SandboxChargeRecord:
    if charge is None:
        raise ChargeNotFound
    return charge


def locked(charge: SandboxChargeRecord, /) -> SandboxChargeRecord:
    """The charge as it is now, held until the transaction ends."""
    return SandboxChargeRecord.objects.select_for_update(no_key=True).get(pk=charge.pk)


def decide(reference: str, outcome: Outcome, /) -> SandboxChargeRecord:
    """Press a button of the hosted page. Raises ChargeNotFound, ChargeDecided."""
    charge = locked(on_page(reference))
    if charge.state not in UNDECIDED:
        raise ChargeDecided(state=str(charge.state))
    match outcome:
        case Outcome.HANG:
            _move(charge, State.HANGING)
        case Outcome.LATE:
            _move(charge, State.LATE)
            _owe_message(charge, Outcome.APPROVE, due_at=_after_deadline(charge))
        case _:
            copies = DUPLICATES if outcome is Outcome.DUPLICATE else 1
            release(_owe_message(charge, outcome, due_at=clock.now(), copies=copies))
    charge.refresh_from_db()
    return charge


def capture(charge: SandboxChargeRecord, /) -> str:
    """Take held money; repeating it changes nothing. Empty, or why not."""
    if charge.state == State.AUTHORIZED:
        _move(charge, State.CAPTURED)
    return "" if charge.state == State.CAPTURED else f"charge_{charge.state}"


def void(charge: SandboxChargeRecord, /) -> str:
    """Cancel before money moved; repeating it changes nothing. Empty, or why not."""
    if charge.state in UNDECIDED | {State.AUTHORIZED}:
        _move(charge, State.VOIDED)
    return "" if charge.state in {State.VOIDED, State.DECLINED} else f"charge_{charge.state}"


def refund(charge: SandboxChargeRecord, amount: Money, /, *, idempotency_key: str) -> tuple[str, str]:
    """Give taken money back, once per key. (reference of the refund, why not)."""
    made = SandboxRefundRecord.objects.filter(idempotency_key=idempotency_key).first()
    if made is not None:
        return f"sbr_{made.pk.hex}", ""
    if charge.state != State.CAPTURED or amount.currency != charge.currency:
        return "", f"charge_{charge.state}"
    if amount.minor > charge.amount_minor - charge.refunded_minor:
        return "", "insufficient_balance"
    made = SandboxRefundRecord.objects.create(
        charge=charge, idempotency_key=idempotency_key, amount_minor=amount.minor, created_at=clock.now()
    )
    charge.refunded_minor += amount.minor
    charge.save(update_fields=["refunded_minor"])
    return f"sbr_{made.pk.hex}", ""


def release_due(*, limit: int = 100) -> int:
    """Send the messages whose time has come on their way; how many. Safe to run in parallel."""
    due = (
        SandboxWebhookRecord.objects.select_for_update(skip_locked=True, no_key=True)
        .filter(released_at=None, due_at__lte=clock.now())
        .order_by("due_at", "id")[:limit]
    )
    return sum(release(found) for found in due)


def release(owed: SandboxWebhookRecord, /) -> int:
    """The outcome takes effect in the books, and the message is handed to delivery. 0 when the charge moved
    elsewhere.
    """
    charge = locked(SandboxChargeRecord.objects.get(pk=owed.charge_id))
    owed.released_at = clock.now()
    if charge.state in UNDECIDED | {State.LATE}:
        _move(charge, _settled_state(charge, owed.outcome))
        owed.body = message.compose(charge, event_id=f"evt_{owed.pk.hex}", at=clock.now())
    owed.save(update_fields=["released_at", "body"])
    if not owed.body:
        return 0
    append("payments.sandbox", charge.pk, [SandboxWebhookDue(webhook_id=owed.pk, charge_id=charge.pk)])
    return 1


def _settled_state(charge: SandboxChargeRecord, outcome: str) -> State:
    if outcome == Outcome.DECLINE:
        return State.DECLINED
    return State.CAPTURED if charge.takes_at_once else State.AUTHORIZED


def _owe_message(
    charge: SandboxChargeRecord, outcome: Outcome, /, *, due_at: datetime, copies: int = 1
) -> SandboxWebhookRecord:
    return SandboxWebhookRecord.objects.create(
        id=new_id(), charge=charge, outcome=str(outcome), copies=copies, due_at=due_at
    )


def _after_deadline(charge: SandboxChargeRecord) -> datetime:
    if charge.expires_at is None:
        return clock.now() + LATE_WITHOUT_DEADLINE
    return max(charge.expires_at, clock.now()) + LATE_BY


def _move(charge: SandboxChargeRecord, state: State) -> None:
    db.execute(
        "UPDATE payments_sandbox_charge SET state = %s WHERE tenant_id = %s AND id = %s",
        [str(state), current_tenant(), charge.pk],
    )
    charge.state = state


def amount_of(charge: Any, /) -> Money:
    return Money(charge.amount_minor, charge.currency)
