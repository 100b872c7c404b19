"""What the states of orders and payments mean to a buyer."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Words:
    """`label` for a badge, `headline` for the order's page, `tone` the badge's colour (empty: neutral)."""

    label: str
    headline: str
    tone: str = ""


ORDER: Final = {
    "pending": Words(_("Awaiting payment"), _("We are waiting for your payment"), "warn"),
    "confirmed": Words(_("Confirmed"), _("Your order is confirmed"), "good"),
    "processing": Words(_("Being prepared"), _("Your order is being prepared"), "good"),
    "shipped": Words(_("On its way"), _("Your order is on its way"), "good"),
    "delivered": Words(_("Delivered"), _("Your order has arrived"), "good"),
    "returned": Words(_("Returned"), _("Your order was returned")),
    "cancelled": Words(_("Cancelled"), _("This order was cancelled"), "bad"),
    "on_hold": Words(_("On hold"), _("We are having another look at your order"), "warn"),
}  # fmt: skip
PAYMENT: Final = {
    "pending": _("not paid yet"),
    "authorized": _("authorised"),
    "completed": _("paid"),
    "partially_refunded": _("partly refunded"),
    "refunded": _("refunded"),
    "failed": _("did not work"),
    "voided": _("called off"),
}
MOVEMENTS: Final = {
    "issued": _("Credit from the shop"),
    "spent": _("Paid an order"),
    "returned": _("Back from an order"),
    "adjusted": _("Corrected by the shop"),
    "expired": _("Expired"),
}
STEPS: Final = (
    ("pending", _("Placed")),
    ("confirmed", _("Confirmed")),
    ("processing", _("Prepared")),
    ("shipped", _("On its way")),
    ("delivered", _("Delivered")),
)
EVENTS: Final = {
    "order_placed": _("You placed the order"),
    "order_confirmed": _("Confirmed"),
    "order_cancelled": _("Cancelled"),
    "order_put_on_hold": _("Put on hold"),
    "order_hold_released": _("Taken off hold"),
    "cancellation_requested": _("You asked to cancel"),
    "cancellation_approved": _("Your wish to cancel was accepted"),
    "cancellation_rejected": _("Your wish to cancel was declined"),
}


REASONS: Final = {
    "payment_failed": _("The payment did not work and nothing was charged. Your cart is as it was."),
    "payment_deadline_passed": _(
        "No payment arrived in time. Your cart is as it was, if you have not begun another one."
    ),
    "payment_voided": _("The payment was called off, so the order was as well. Nothing was charged."),
    "stock_lost": _("Something sold out before your payment arrived. What you paid is on its way back."),
}
"""Why the shop itself cancels; a reason that a person gave is told in that person's words."""


def why_cancelled(reason: str, /) -> str:
    return str(REASONS.get(reason, reason))


def steps(status: str, /) -> list[tuple[str, bool, bool]]:
    """(name, reached, this is where it stands) for the way to the buyer; empty off that way."""
    order = [name for name, _label in STEPS]
    if status not in order:
        return []
    here = order.index(status)
    return [(str(label), index <= here, index == here) for index, (_name, label) in enumerate(STEPS)]


def told(entry: dict, /) -> str:
    """An event of the order's history in words."""
    if entry["type"] == "order_transitioned":
        return str(ORDER[entry["data"]["to"]].label) if entry["data"]["to"] in ORDER else entry["data"]["to"]
    if entry["type"] == "order_payment_changed":
        status = entry["data"]["payment_status"]
        return str(_("Payment: %(status)s")) % {"status": PAYMENT.get(status, status)}
    return str(EVENTS.get(entry["type"], entry["type"]))
