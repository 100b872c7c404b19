"""What a person was told, and what they want to hear about."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nexus.notifications import facade as notifications
from nexus.notifications.contracts import kinds
from nexus.notifications.queries import choices_of, notes
from nexus.notifications.queries.lists import NEWEST
from nexus.web.storefront.paging import keyset_page
from nexus.web.storefront.returning import back_to
from nexus.web.storefront.serving import shop_page
from nexus.web.storefront.views.account.frame import account_page, own_id, person_of

SIZE = 20
KINDS: Final[dict[str, str | Promise]] = {
    kinds.ORDER_PLACED: gettext_lazy("We have received your order"),
    kinds.ORDER_CONFIRMED: gettext_lazy("Your order is confirmed"),
    kinds.ORDER_SHIPPED: gettext_lazy("Your order is on its way"),
    kinds.ORDER_DELIVERED: gettext_lazy("Your order has arrived"),
    kinds.ORDER_CANCELLED: gettext_lazy("Your order is cancelled"),
    kinds.PAYMENT_COMPLETED: gettext_lazy("Your payment has arrived"),
    kinds.PAYMENT_FAILED: gettext_lazy("Your payment did not work"),
    kinds.REFUND_COMPLETED: gettext_lazy("Money was paid back"),
    kinds.NEW_SALE: gettext_lazy("Something of yours was sold"),
    kinds.PROPOSAL_APPROVED: gettext_lazy("What you proposed was let in"),
    kinds.PROPOSAL_REJECTED: gettext_lazy("What you proposed was not let in"),
    kinds.NEW_REVIEW: gettext_lazy("Something of yours was reviewed"),
    kinds.REVIEW_REJECTED: gettext_lazy("Your review is not shown"),
    kinds.REVIEW_ANSWERED: gettext_lazy("Your review was answered"),
}


@shop_page(members=True)
def inbox(request: HttpRequest) -> HttpResponse:
    """Newest first."""
    page = keyset_page(request, NEWEST, size=SIZE)
    body = page.answer(notes(own_id(request), page=page), item=lambda row: row._asdict())
    return account_page(request, "notifications.html", body, tab="notifications")


@shop_page("POST", members=True, rate="write")
def read(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """Mark one as read, and go where it leads when the form says so."""
    notifications.mark_read(own_id(request), note_id)
    return HttpResponseRedirect(_back(request))


@shop_page("POST", members=True, rate="write")
def read_all(request: HttpRequest) -> HttpResponse:
    notifications.mark_all_read(own_id(request))
    return HttpResponseRedirect(reverse("shop:account-notifications"))


def _back(request: HttpRequest) -> str:
    return back_to(request, request.POST.get("next", ""), default=reverse("shop:account-notifications"))


@shop_page("GET", "POST", members=True, rate="write")
def settings(request: HttpRequest) -> HttpResponse:
    """A row for each kind, a box for each channel. Mails about the account's safety cannot be switched off."""
    person = person_of(request)
    offered = [
        one
        for one in choices_of(person["id"])
        if one["kind"] not in kinds.SELLER_KINDS or person["vendor_ids"]
    ]
    if request.method == "POST":
        notifications.set_preferences(
            person["id"], [(one["kind"], one["channel"], _name(one) in request.POST) for one in offered]
        )
        messages.success(request, _("Your choice is saved."))
        return HttpResponseRedirect(reverse("shop:notification-settings"))
    facts = {"rows": _rows(offered), "person": person}
    return account_page(request, "notification_settings.html", facts, tab="notifications")


def _name(choice: dict[str, Any]) -> str:
    return f"{choice['kind']}.{choice['channel']}"


def _rows(offered: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {}
    for one in offered:
        row = rows.setdefault(one["kind"], {"text": KINDS[one["kind"]]})
        row[one["channel"]] = {"name": _name(one), "enabled": one["enabled"]}
    return list(rows.values())
