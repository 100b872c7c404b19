"""An order's page: thanks, where it stands (live), paying, cancelling."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from nexus.kernel.errors import Conflict, Unavailable
from nexus.orders import facade as orders
from nexus.payments import facade as payments
from nexus.platform.tenancy import tenant_scope
from nexus.web.storefront.live import socket_origin
from nexus.web.storefront.orders import keep_secret, secret_of
from nexus.web.storefront.policy import policy
from nexus.web.storefront.rendering import page
from nexus.web.storefront.serving import shop_page
from nexus.web.storefront.standing import standing
from nexus.web.storefront.visitors import visitor


@shop_page()
def show(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Opens to its buyer, and to the browser that holds a guest's secret; to others it does not exist."""
    return _order(request, order_id)


@shop_page()
def open_by_link(request: HttpRequest, order_id: UUID, token: str) -> HttpResponse:
    """The link of a guest's mail: this browser may open the order from now on."""
    orders.order_body(order_id, visitor(request), token=token)
    answer = HttpResponseRedirect(reverse("shop:order", args=[order_id]))
    keep_secret(request, answer, order_id, token)
    return answer


@shop_page("POST", own_scope=True)
def pay(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """On to the payment provider's page, again if it did not work before."""
    with tenant_scope():
        actor, secret = visitor(request), secret_of(request, order_id)
        orders.order_body(order_id, actor, token=secret)
    return go_and_pay(request, order_id, user_id=actor.id, secret=secret)


@shop_page("POST")
def cancel(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """At once while unpaid; later the shop decides."""
    reason = " ".join(request.POST.get("reason", "").split())
    if not 3 <= len(reason) <= 500:
        problem = _("Please tell us why, in 3 to 500 characters.")
        return _order(request, order_id, reason=reason, reason_problem=problem, status=400)
    try:
        orders.ask_to_cancel(order_id, visitor(request), reason=reason, token=secret_of(request, order_id))
    except Conflict:
        return _order(
            request, order_id, reason_problem=_("This order can no longer be cancelled here."), status=409
        )
    return HttpResponseRedirect(reverse("shop:order", args=[order_id]))


def go_and_pay(
    request: HttpRequest, order_id: UUID, /, *, user_id: UUID | None, secret: str | None
) -> HttpResponse:
    """Outside any transaction: the provider is asked over the network. Without its answer the order's page offers it again."""
    back = HttpResponseRedirect(reverse("shop:order", args=[order_id]))
    try:
        begun = payments.initiate(order_id, user_id=user_id, order_token=secret)
    except (Conflict, Unavailable) as error:
        messages.error(request, _("The payment cannot be started now: %(reason)s") % {"reason": error.title})
        return back
    url = begun.payment.checkout_url
    if url and not url.startswith("/"):
        return _leaving(request, url)
    return HttpResponseRedirect(url) if url else back


def _leaving(request: HttpRequest, url: str) -> HttpResponse:
    """A form may only lead on to this host (Content-Security-Policy); to another one the buyer goes by a link."""
    with tenant_scope():
        return page(request, "storefront/leaving.html", {"url": url})


def _order(request: HttpRequest, order_id: UUID, /, *, status: int = 200, **facts: Any) -> HttpResponse:
    actor, secret = visitor(request), secret_of(request, order_id)
    body = orders.order_body(order_id, actor, token=secret)
    history = orders.history_of(order_id, actor, token=secret)
    origin = socket_origin(request)
    address = f"{origin}/ws/orders/{order_id}/?tenant={request.tenant.slug}"  # type: ignore[attr-defined]
    facts |= {
        "order": body, "stands": standing(body, history, payments.payment_of(order_id)), "secret": secret,
        "socket": f"{address}&order_token={secret}" if secret else address, "thanks": "placed" in request.GET,
    }  # fmt: skip
    answer = page(request, "storefront/order.html", facts, part="live", status=status)
    answer["Content-Security-Policy"] = policy(connect_src=origin, img_src=settings.NEXUS_MEDIA_ORIGIN)
    return answer
