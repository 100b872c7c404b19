"""What staff do with orders. Every one calls a use case, which knows whether it is allowed."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django import forms

from nexus.orders import wiring
from nexus.orders.domain.lifecycle import Status, order_status
from nexus.orders.infrastructure.repository import EventSourcedOrders
from nexus.orders.models import VendorOrderRecord
from nexus.platform.backoffice import Action, Asked, BackOfficeForm, ReasonForm

BY: Final = "staff"


class StepForm(BackOfficeForm):
    """One step, of the whole order or of one seller's part."""

    part = forms.ChoiceField(required=False, label="Which part", help_text="Sellers move at their own pace.")
    reason = forms.CharField(max_length=500, required=False)

    def ask(self) -> None:
        sellers = VendorOrderRecord.objects.filter(order_id=self.record.pk).order_by("position")
        named = [(str(part.vendor_id), f"{part.vendor_name} ({part.status})") for part in sellers]
        self.fields["part"].choices = [("", "The whole order"), *(named if len(named) > 1 else [])]  # type: ignore[attr-defined]


def cancel(asked: Asked) -> str:
    order = wiring.cancel_order(asked.record.pk, reason=asked.data["reason"], by=BY)
    return f"{order.number} is cancelled. Stock and money go back by themselves."


def _step(to: Status, /) -> Callable[[Asked], str]:
    def move(asked: Asked) -> str:
        part = asked.data.get("part")
        vendors = frozenset({UUID(part)}) if part else None
        moved = wiring.move_order(
            asked.record.pk, to, by=BY, reason=asked.data.get("reason") or "", vendor_ids=vendors
        )
        return f"{moved.number} is {moved.status.replace('_', ' ')} now."

    return move


def release_hold(asked: Asked) -> str:
    """Back to where it was held: the only step from there besides cancelling."""
    sellers = VendorOrderRecord.objects.filter(order_id=asked.record.pk).values_list("status", flat=True)
    before = order_status([Status(status) for status in sellers], on_hold=False)
    moved = wiring.move_order(asked.record.pk, before, by=BY, reason=asked.data["reason"])
    return f"{moved.number} goes on: {moved.status}."


def approve(asked: Asked) -> str:
    order = wiring.approve_cancellation(
        asked.record.order_id, asked.record.pk, reason=asked.data["reason"], by=BY
    )
    return f"{order.number} is cancelled. Stock and money go back by themselves."


def reject(asked: Asked) -> str:
    order = wiring.reject_cancellation(
        asked.record.order_id, asked.record.pk, reason=asked.data["reason"], by=BY
    )
    return f"{order.number} goes on."


def _may(to: Status, /) -> Callable[[Any], bool]:
    """Whether the whole order or one seller's part can take the step now, by its history."""
    return lambda record: to in legal_moves(record)


def legal_moves(record: Any, /) -> frozenset[Status]:
    """Read once for a page; the use case decides again when somebody acts."""
    if not hasattr(record, "legal_moves"):
        order = EventSourcedOrders().get(record.pk)
        parts = (order.legal_moves({vendor}) for vendor in order.parts)
        record.legal_moves = frozenset(order.legal_moves()).union(*parts)
    return record.legal_moves  # type: ignore[no-any-return]


def _step_action(to: Status, label: str, /, **more: Any) -> Action:
    return Action(
        name=to.value.replace("_", "-"), label=label, run=_step(to), form=StepForm, offered=_may(to), **more
    )


def _is_open(record: Any) -> bool:
    return record.status == "open"


ORDER_ACTIONS: Final = (
    _step_action(Status.PROCESSING, "Start processing", bulk=True, about="The sellers begin to pick and pack."),
    _step_action(Status.SHIPPED, "Mark shipped", bulk=True, about="The buyer gets a mail."),
    _step_action(Status.DELIVERED, "Mark delivered", bulk=True, about="The goods have arrived."),
    Action(
        name="hold", label="Put on hold", run=_step(Status.ON_HOLD), form=ReasonForm,
        offered=_may(Status.ON_HOLD),
        about="Nothing moves until the hold is released or the order cancelled. The payment's deadline goes on.",
    ),
    Action(
        name="release", label="Release hold", run=release_hold, form=ReasonForm, offered=lambda record: record.is_held,
        about="The order goes on where it was held.",
    ),
    Action(
        name="cancel", label="Cancel order", run=cancel, form=ReasonForm, danger=True,
        offered=_may(Status.CANCELLED),
        about="Reserved pieces are released, sold ones come back on hand, money that arrived is refunded. This cannot be undone.",
    ),
)  # fmt: skip
REQUEST_ACTIONS: Final = (
    Action(name="approve", label="Approve and cancel", run=approve, form=ReasonForm, offered=_is_open, danger=True,
           about="The order is cancelled; stock and money go back."),
    Action(name="reject", label="Reject", run=reject, form=ReasonForm, offered=_is_open, about="The order goes on."),
)  # fmt: skip
