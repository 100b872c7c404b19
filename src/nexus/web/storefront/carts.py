"""Whose cart a visitor has, and what their browser remembers of it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from nexus.checkout import facade as checkout
from nexus.checkout.contracts.guests import COOKIE, COOKIE_SECONDS, new_token, presented
from nexus.web.storefront.rendering import COUNT_COOKIE
from nexus.web.storefront.visitors import visitor


def cart_key(request: HttpRequest, /) -> checkout.CartKey | None:
    """The user's cart, or the one of the cookie; None for a guest who never put anything into one."""
    actor, token = visitor(request), presented(request.COOKIES.get(COOKIE))
    if actor.kind == "user" and actor.id is not None:
        if token:
            checkout.merge_guest_cart(token, actor.id)
        return checkout.CartKey(user_id=actor.id)
    return checkout.CartKey(token=token) if token else None


def begun_cart_key(request: HttpRequest, /) -> checkout.CartKey:
    """As `cart_key`, with a new guest's cart when there is none."""
    return cart_key(request) or checkout.CartKey(token=new_token())


def cart_of(request: HttpRequest, /, **terms: str | None) -> dict[str, Any]:
    """The visitor's cart as the API shows it, priced for a country and a way of shipping when they are known."""
    key = cart_key(request)
    return checkout.cart(key if key is not None else checkout.CartKey(token=new_token()), **terms)


def pieces(cart: dict[str, Any], /) -> int:
    return sum(item["quantity"] for item in cart["items"])


def remember(response: HttpResponse, key: checkout.CartKey | None, count: int, /) -> None:
    """The guest's token, and the number in the header's badge, which scripts may read and nothing relies on."""
    if key is not None and key.token and key.user_id is None:
        response.set_cookie(
            COOKIE, key.token, max_age=COOKIE_SECONDS, httponly=True, samesite="Lax", secure=settings.HTTPS
        )
    response.set_cookie(
        COUNT_COOKIE, str(count), max_age=COOKIE_SECONDS, samesite="Lax", secure=settings.HTTPS
    )
