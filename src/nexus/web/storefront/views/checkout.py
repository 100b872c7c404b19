"""Checkout: one page, from the address to the order."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from nexus.checkout import facade as carts
from nexus.checkout.contracts.errors import CartEmpty, CouponLost, NotForSale, TotalChanged
from nexus.inventory.contracts.errors import OutOfStock
from nexus.kernel.errors import Conflict, NexusError
from nexus.kernel.money import Money
from nexus.payments import facade as payments
from nexus.platform.tenancy import tenant_scope
from nexus.pricing.facade import (
    BuyerNeeded,
    CouponUsedUp,
    GiftCardRefused,
    MissingPrice,
    NoShipping,
    PromotionUsedUp,
    UnknownShippingMethod,
    store_credit,
)
from nexus.web.components.amounts import spelled
from nexus.web.storefront import offers
from nexus.web.storefront.carts import cart_key, cart_of, pieces, remember
from nexus.web.storefront.orders import keep_secret
from nexus.web.storefront.paying import ways_to_pay
from nexus.web.storefront.purchases import Purchase, drop_draft, keep_draft, purchase
from nexus.web.storefront.rendering import page
from nexus.web.storefront.serving import log_in_first, shop_page
from nexus.web.storefront.traces import totals
from nexus.web.storefront.views.orders import go_and_pay
from nexus.web.storefront.visitors import visitor
from nexus.web.storefront.why import why

_TOLD_AS_IS: Final = (BuyerNeeded, CouponLost, CouponUsedUp, GiftCardRefused, NoShipping, PromotionUsedUp)
_REFUSALS: Final = (OutOfStock, NotForSale, MissingPrice, TotalChanged, UnknownShippingMethod, *_TOLD_AS_IS)


@shop_page("GET", "POST", rate="checkout", own_scope=True)
def checkout(request: HttpRequest) -> HttpResponse:
    """The form; a POST orders. Whatever is refused comes back with everything that was typed."""
    if request.method != "POST" or "refresh" in request.POST:
        with tenant_scope():
            _choose_credit(request)
            return _page(request, purchase(request, visitor(request)))
    if request.POST.get("as") == "user" and visitor(request).kind != "user":
        return _log_in_again(request)
    return _ordered(request)


@shop_page("POST")
def summary(request: HttpRequest) -> HttpResponse:
    """What it comes to with the address and the ways chosen so far; HTMX asks after each choice."""
    _choose_credit(request)
    return _page(request, purchase(request, visitor(request)))


def _ordered(request: HttpRequest) -> HttpResponse:
    try:
        with tenant_scope():
            bought = purchase(request, visitor(request), judged=True)
            _choose_credit(request)
            if not bought.is_valid():
                return _page(request, bought, status=400)
            placed = _place(request, bought)
            drop_draft(request)
    except CartEmpty:
        return HttpResponseRedirect(reverse("shop:cart"))
    except _REFUSALS as error:
        with tenant_scope():
            return _page(
                request,
                bought,
                refused=error,
                status=409 if isinstance(error, Conflict) else 400,
            )
    return _go_on(request, bought, placed)


def _place(request: HttpRequest, bought: Purchase) -> carts.Placed:
    key = cart_key(request)
    if key is None:
        raise CartEmpty
    placed = carts.place(
        key,
        cart_id=bought.cart_id,
        user_id=bought.actor.id if bought.actor.kind == "user" else None,
        buyer=bought.buyer(),
        payment_method=bought.payment_method,
        shipping_method=bought.shipping_method or None,
        agreed_total=bought.agreed_total(carts.cart_currency(key)),
    )
    if bought.saves_address and not placed.again:
        bought.save_address()
    return placed


def _go_on(request: HttpRequest, bought: Purchase, placed: carts.Placed) -> HttpResponse:
    """To the provider's page when money is due there, else to the order."""
    order, thanks = placed.order, f"{reverse('shop:order', args=[placed.order.id])}?placed"
    is_due = order.status == "pending" and payments.provider(order.payment_method).is_online
    answer: HttpResponse = HttpResponseRedirect(thanks)
    if is_due:
        answer = go_and_pay(request, order.id, user_id=bought.actor.id, secret=order.token)
    if order.token:
        keep_secret(request, answer, order.id, order.token)
    remember(answer, None, 0)
    return answer


def _page(
    request: HttpRequest, bought: Purchase, /, *, refused: NexusError | None = None, status: int = 200
) -> HttpResponse:
    cart, unknown_way = _priced(request, bought)
    if not cart["items"]:
        return HttpResponseRedirect(reverse("shop:cart"))
    errors = [*bought.errors, *(_words(refused) if refused or not unknown_way else [("", unknown_way)])]
    facts: dict[str, Any] = {
        "bought": bought, "cart": cart, "totals": totals(cart, is_estimate=bought.country is None), "errors": errors,
        "lines": offers.with_reasons(cart), "coupons": offers.coupons(cart), "cards": offers.gift_cards(cart),
        "own_credit": _own_credit(bought, cart["currency"]), "is_paid": _is_paid(cart),
        "unsent": why(unsent | {"code": unsent["reason"]}, cart["currency"]) if (unsent := cart["shipping_problem"]) else "",
        "ways_to_ship": carts.shipping_options(cart), "ways_to_pay": ways_to_pay(),
        "blocked": any("problem" in item for item in cart["items"]),
        "shipping_method": bought.shipping_method or cart["shipping_method"],
    }  # fmt: skip
    answer = page(request, "storefront/checkout.html", facts, part="summary", status=status)
    remember(answer, None, pieces(cart))
    return answer


def _own_credit(bought: Purchase, currency: str) -> str:
    """What the buyer has in the cart's currency; empty: nothing. One statement, none for guests."""
    if bought.actor.kind != "user" or bought.actor.id is None:
        return ""
    found = (one.balance for one in store_credit(bought.actor.id) if one.balance.currency == currency)
    return next((str(balance) for balance in found if balance), "")


def _is_paid(cart: dict[str, Any]) -> bool:
    """Whether gift cards and store credit pay all of it."""
    amounts = (Money.of(cart[name], cart["currency"]) for name in ("total", "amount_due"))
    total, due = amounts
    return bool(total) and not due


def _choose_credit(request: HttpRequest) -> None:
    """Whether the buyer's store credit pays; a form that did not ask changes nothing."""
    key = cart_key(request)
    if key is not None and "asks_credit" in request.POST:
        carts.choose(key, use_credit="use_credit" in request.POST)


def _priced(request: HttpRequest, bought: Purchase) -> tuple[dict[str, Any], str]:
    """The cart for where it goes; a way to ship that the shop does not offer is passed over, with a word."""
    try:
        return cart_of(request, **bought.terms, shipping_method=bought.shipping_method or None), ""
    except UnknownShippingMethod:
        return cart_of(request, **bought.terms), _("Please choose how it shall be sent.")


def _words(refused: NexusError | None) -> list[tuple[str, str]]:
    if refused is None:
        return []
    if isinstance(refused, TotalChanged):
        seen, now = (spelled(refused.facts[name], refused.facts["currency"]) for name in ("seen", "total"))
        text = _(
            "The total has changed from %(seen)s to %(now)s. Please have a look and order again if it suits you."
        )
        return [("summary", text % {"seen": seen, "now": now})]
    if isinstance(refused, UnknownShippingMethod):
        return [("shipping-method", _("Please choose how it shall be sent."))]
    if isinstance(refused, _TOLD_AS_IS):
        return [("summary", _in_words(refused))]
    return [("summary", _("Somebody was quicker: not everything is there any more. Nothing was ordered."))]


def _in_words(refused: NexusError) -> str:
    told = why({"code": refused.facts.get("reason", refused.code), "text": refused.detail}, "")
    coupon = refused.facts.get("coupon")
    return f"{coupon}: {told}" if coupon else told


def _log_in_again(request: HttpRequest) -> HttpResponse:
    """The log-in has ended while the form was filled in."""
    keep_draft(request)
    messages.info(request, _("You were logged out in the meantime. Log in again: what you typed is kept."))
    return log_in_first(request, back=reverse("shop:checkout"))
