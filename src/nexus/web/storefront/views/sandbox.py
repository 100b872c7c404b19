"""The hosted page of the sandbox provider: one button for each outcome, in place of a bank."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nexus.kernel.errors import Conflict, NexusError
from nexus.orders import facade as orders
from nexus.payments import facade as payments
from nexus.web.storefront.orders import secret_of
from nexus.web.storefront.rendering import page
from nexus.web.storefront.serving import shop_page
from nexus.web.storefront.visitors import visitor

BUTTONS: Final = (
    ("approve", _("Approve"), _("The bank says yes and the shop is told at once.")),
    ("decline", _("Decline"), _("The bank says no.")),
    ("hang", _("Hang"), _("The bank never answers. Another button may be pressed later.")),
    ("late", _("Answer late"), _("The bank says yes, but only after the order's deadline.")),
    ("duplicate", _("Approve and repeat"), _("The bank says yes and tells the shop five times.")),
)
STATES: Final = {
    "waiting": _("Waiting"), "hanging": _("Hanging"), "late": _("Answers late"), "authorized": _("Authorised"),
    "captured": _("Captured"), "declined": _("Declined"), "voided": _("Called off"),
}  # fmt: skip


@shop_page("GET", "POST")
def hosted_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the charge, or press a button; then back to the order, for whoever may open it."""
    if request.method != "POST":
        return _page(request, reference)
    try:
        payments.answer_sandbox(reference, request.POST.get("outcome", ""))
    except Conflict:
        return _page(request, reference, refused=True, status=409)
    order_id = _own_order(request, reference)
    return HttpResponseRedirect(reverse("shop:order", args=[order_id]) if order_id else request.path)


def _page(request: HttpRequest, reference: str, /, *, status: int = 200, **facts: Any) -> HttpResponse:
    charge = payments.sandbox_charge(reference)
    facts |= {
        "charge": charge, "state": STATES[charge.state], "buttons": BUTTONS if charge.may_decide else (),
        "order_id": _own_order(request, reference),
    }  # fmt: skip
    return page(request, "storefront/sandbox.html", facts, status=status)


def _own_order(request: HttpRequest, reference: str) -> Any:
    """The order that is paid here, if this visitor may open it."""
    payment = payments.payment_by_reference(reference)
    if payment is None:
        return None
    try:
        orders.order_body(payment.order_id, visitor(request), token=secret_of(request, payment.order_id))
    except NexusError:
        return None
    return payment.order_id
