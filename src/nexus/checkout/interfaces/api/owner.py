"""Whose cart a request means: the user's, or that of the holder of the cookie or header token."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from django.conf import settings

from nexus.checkout import wiring
from nexus.checkout.contracts.errors import UnknownChannel
from nexus.checkout.contracts.guests import COOKIE, COOKIE_SECONDS, new_token, presented
from nexus.checkout.domain.cart import CartKey
from nexus.checkout.domain.shopper import Shopper
from nexus.checkout.queries.shoppers import channels, shopper_of
from nexus.platform.http import ApiRequest, Response
from nexus.pricing.contracts.dto import DEFAULT_CHANNEL, Destination

_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


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


def shopper(request: ApiRequest, owner: CartOwner, /, *, asked: Mapping[str, Any] = _NOTHING) -> Shopper:
    """Who the cart is priced for; `asked`: what the request says of where and how. Raises UnknownChannel."""
    where = Destination(
        country=asked.get("country") or "",
        region=asked.get("region") or "",
        postal_code=asked.get("postal_code") or "",
    )
    return shopper_of(
        owner.key,
        destination=where if where.country else None,
        channel=channel_of(request),
        shipping_method=asked.get("shipping_method"),
        payment_method=asked.get("payment_method"),
        email=asked.get("email") or "",
    )


def channel_of(request: ApiRequest, /) -> str:
    """Through which channel somebody buys: the header `X-Channel`, else the web shop. Raises UnknownChannel."""
    named = request.headers.get("X-Channel", "") or DEFAULT_CHANNEL
    if named not in channels():
        raise UnknownChannel(known=list(channels()))
    return str(named)


def with_cookie(response: Response, owner: CartOwner, /) -> Response:
    """A guest's browser learns a new token once."""
    if owner.is_new_token and owner.token:
        response.set_cookie(
            COOKIE, owner.token, max_age=COOKIE_SECONDS, httponly=True, samesite="Lax", secure=settings.HTTPS
        )
    return response


def _presented(request: ApiRequest) -> str | None:
    return presented(request.headers.get("X-Cart-Token") or request.COOKIES.get(COOKIE))
