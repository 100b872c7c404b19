"""What staff do with a payment: take the money, give it back, stop waiting for it."""

from typing import Any, Final

from django import forms

from nexus.kernel.money import Money
from nexus.payments import facade, wiring
from nexus.payments.application.gateway import Capability
from nexus.payments.domain.errors import PaymentNotFound
from nexus.payments.domain.lifecycle import Move, PaymentStatus, allows
from nexus.platform.backoffice import Action, AmountField, Asked, BackOfficeForm, FieldValues, ReasonForm
from nexus.platform.backoffice.values import plain


class RefundForm(BackOfficeForm):
    """All that is left, or a part."""

    amount = AmountField(max_length=24)
    reason = forms.CharField(max_length=500, help_text="Kept in the history for ever; the buyer may read it.")

    def ask(self) -> None:
        self.fields["amount"].label = f"Amount in {self.record.currency}"
        self.fields["amount"].help_text = f"At most {plain(_left(self.record))}."
        self.fields["amount"].currency = self.record.currency  # type: ignore[attr-defined]

    def clean_amount(self) -> Money:
        amount: Money = self.cleaned_data["amount"]
        if amount.minor <= 0:
            raise forms.ValidationError("Must be above zero.")
        return amount


def capture(asked: Asked) -> str:
    """Outside any transaction: a gateway may be asked."""
    info = facade.capture(asked.record.pk)
    return f"{plain(info.captured)} received for order {info.order_number}."


def refund(asked: Asked) -> str:
    """The form's own token is the key: the same form never refunds twice."""
    made = facade.request_refund(
        asked.record.pk,
        asked.data["amount"],
        reason=asked.data["reason"],
        idempotency_key=f"{asked.user.pk}:{asked.once}",
    )
    done = "refunded" if made.status == "completed" else "on its way back"
    return f"{plain(made.amount)} {done} for order {asked.record.order_number}."


def void(asked: Asked) -> str:
    voided = facade.void(asked.record.order_id, reason=asked.data["reason"])
    if voided is None:
        raise PaymentNotFound
    return f"Payment {voided.reference} is voided."


def _can_capture(record: Any) -> bool:
    by_staff = record.provider in _known() and wiring.registry().can(
        record.provider, Capability.SETTLED_BY_STAFF
    )
    waits = PaymentStatus.PENDING if by_staff else PaymentStatus.AUTHORIZED
    return record.status == waits


def _known() -> set[str]:
    return {info.code for info in facade.providers()}


def _left(record: Any) -> Money:
    return Money(record.captured_minor - record.refunded_minor - record.refunding_minor, record.currency)


def _all_that_is_left(record: Any) -> FieldValues:
    return {"amount": str(_left(record))}


PAYMENT_ACTIONS: Final = (
    Action(
        name="capture", label="Confirm money received", run=capture, outside=True, offered=_can_capture,
        about="For money that staff received, or that the gateway holds. The order is confirmed and its stock leaves the shelf.",
    ),
    Action(
        name="refund", label="Refund", run=refund, form=RefundForm, initial=_all_that_is_left, danger=True,
        offered=lambda record: bool(_left(record)),
        about="Goes back the way it came; what staff received, staff hand over.",
    ),
    Action(
        name="void", label="Void", run=void, form=ReasonForm, danger=True,
        offered=lambda record: allows(PaymentStatus(record.status), Move.VOID),
        about="Stop waiting for this money. The order stays until its own deadline; to end both, cancel the order.",
    ),
)  # fmt: skip
