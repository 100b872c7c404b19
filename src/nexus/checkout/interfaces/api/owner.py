"""Whose cart a request means: the user's, or that of the holder of the cookie or header token."""

from dataclasses import dataclass

from django.conf import settings

from nexus.checkout import wiring
from nexus.checkout.contracts.guests import COOKIE, COOKIE_SECONDS, new_token, presented
from nexus.checkout.domain.cart import CartKey
from nexus.platform.http import ApiRequest, Response


@dataclass(frozen=True, kw_only=True, slots=True)
class CartOwner:
    """The key of the cart and, for guests, the token to hand out."""

    key: CartKey
    token: str | None
    is_new_token: bool = False


def merge_carried_cart(request: ApiRequest, /) -> None:
    """A user who still carries a guest's token gets that cart merged into their own, whatever they ask for."""
    token, actor = _presented(request), request.actor
    if token and actor.kind == "user" and actor.id is not None:
        wiring.merge_carts()(CartKey(token=token), CartKey(user_id=actor.id))


def cart_owner(request: ApiRequest, /) -> CartOwner:
    """The user's cart, or that of the token; a malformed token counts as none."""
    token = _presented(request)
    actor = request.actor
    if actor.kind == "user" and actor.id is not None:
        return CartOwner(key=CartKey(user_id=actor.id), token=None)
    if token:
        return CartOwner(key=CartKey(token=token), token=token)
    fresh = new_token()
    return CartOwner(key=CartKey(token=fresh), token=fresh, is_new_token=True)


def with_cookie(response: Response, owner: CartOwner, /) -> Response:
    """A guest's browser learns a new token once."""
    if owner.is_new_token and owner.token:
        response.set_cookie(
            COOKIE, owner.token, max_age=COOKIE_SECONDS, httponly=True, samesite="Lax", secure=settings.HTTPS
        )
    return response


def _presented(request: ApiRequest) -> str | None:
    return presented(request.headers.get("X-Cart-Token") or request.COOKIES.get(COOKIE))
