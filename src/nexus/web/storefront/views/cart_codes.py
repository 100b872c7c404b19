"""Coupons and gift cards of the cart: use one, take one out."""

from contextlib import suppress

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from nexus.checkout import facade as checkout
from nexus.checkout.contracts.errors import (
    CouponNotInCart,
    CouponRefused,
    GiftCardNotInCart,
    TooManyCoupons,
    TooManyGiftCards,
    UnknownCoupon,
)
from nexus.kernel.errors import NexusError
from nexus.kernel.ids import parse_id
from nexus.pricing.facade import GiftCardRefused
from nexus.tenancy.facade import tenant
from nexus.web.storefront.carts import cart_key
from nexus.web.storefront.serving import shop_page
from nexus.web.storefront.views.cart import changed, drawn
from nexus.web.storefront.why import why

_LONGEST = 100


@shop_page("POST", harmless=True, rate="codes")
def use_coupon(request: HttpRequest) -> HttpResponse:
    """Use a coupon, or say why it cannot be used."""
    code, key = request.POST.get("code", "").strip()[:64], cart_key(request)
    if not code or key is None:
        return drawn(request, code=code, coupon_problem=_("Please type the code of your coupon."), status=400)
    try:
        with (
            transaction.atomic()
        ):  # what is refused leaves nothing behind, though the page is drawn in the same transaction
            checkout.use_coupon(key, code)
    except (CouponRefused, TooManyCoupons) as error:
        return drawn(request, code=code, coupon_problem=_refusal(error, code), status=400)
    return changed(request)


@shop_page("POST", harmless=True)
def drop_coupon(request: HttpRequest) -> HttpResponse:
    """Out of the cart; what another tab took out is out."""
    key = cart_key(request)
    with suppress(CouponNotInCart):
        if key is not None:
            checkout.drop_coupon(key, request.POST.get("code", ""))
    return changed(request)


@shop_page("POST", harmless=True, rate="codes")
def use_gift_card(request: HttpRequest) -> HttpResponse:
    """Pay with a gift card, or say why it cannot be used. The code goes into the page again only when it was refused."""
    code, key = request.POST.get("gift_code", "").strip()[:_LONGEST], cart_key(request)
    if not code or key is None:
        return drawn(request, gift_problem=_("Please type the code of your gift card."), status=400)
    try:
        with transaction.atomic():
            checkout.use_gift_card(key, code)
    except (GiftCardRefused, TooManyGiftCards) as error:
        return drawn(request, gift_code=code, gift_problem=_refusal(error, code), status=400)
    return changed(request)


@shop_page("POST", harmless=True)
def drop_gift_card(request: HttpRequest) -> HttpResponse:
    """Out of the cart; what another tab took out is out."""
    key, card_id = cart_key(request), parse_id(request.POST.get("card", ""))
    with suppress(GiftCardNotInCart):
        if key is not None and card_id is not None:
            checkout.drop_gift_card(key, card_id)
    return changed(request)


def _refusal(error: NexusError, code: str) -> str:
    if isinstance(error, UnknownCoupon):
        return _("This shop does not know the code “%(code)s”. Is it spelled right?") % {"code": code}
    facts = {name: error.facts[name] for name in ("missing", "missing_quantity", "of") if name in error.facts}
    currency = error.facts.get("currency") or tenant().currency
    return why({"code": error.code, "text": error.detail, **facts}, currency)
