"""The cart over HTTP."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.dto import Sellable
from nexus.checkout import wiring
from nexus.checkout.contracts.errors import ProductNotFound
from nexus.checkout.domain.cart import Cart, CartLine
from nexus.checkout.infrastructure import carts
from nexus.checkout.interfaces.api.currencies import known_currency
from nexus.checkout.interfaces.api.owner import CartOwner, cart_owner, shopper, with_cookie
from nexus.checkout.interfaces.api.serializers import (
    AddItemForm,
    CartBody,
    CartItemBody,
    CartQuery,
    CartTermsForm,
    EstimateBody,
    EstimateForm,
    QuantityForm,
)
from nexus.checkout.queries.cart_body import cart_body
from nexus.checkout.queries.price_cart import price_cart
from nexus.platform.http import ApiRequest, ApiView, Response, endpoint, validated, validated_query
from nexus.tenancy.facade import tenant

CHANNEL: Final = ("X-Channel",)
_ESTIMATED: Final = (
    "currency", "shipping_options", "shipping_refused", "shipping_problem", "shipping_method", "shipping_total", "tax_total",
    "total", "is_estimate",
)  # fmt: skip


class CartView(ApiView):
    """The cart of the user or of the token's holder."""

    @endpoint(auth="public", query=CartQuery, headers=CHANNEL, returns={200: CartBody}, steady_plans=True)
    def get(self, request: ApiRequest) -> Response:
        """The cart as it stands, priced now. The first call of a guest sets the cookie `nexus_cart`."""
        asked, owner = validated_query(CartQuery, request), cart_owner(request)
        return with_cookie(Response(shown(carts.cart(owner.key), owner, request, asked=asked)), owner)

    @endpoint(
        auth="public",
        body=CartTermsForm,
        headers=CHANNEL,
        returns={200: CartBody},
        errors=(409,),
        steady_plans=True,
    )
    def patch(self, request: ApiRequest) -> Response:
        """Choose the currency, and whether store credit pays. The cart keeps both, and the order is placed so."""
        form, owner = validated(CartTermsForm, request), cart_owner(request)
        currency = known_currency(form["currency"]) if "currency" in form else None
        chosen = wiring.change_terms().choose(owner.key, currency=currency, use_credit=form.get("use_credit"))
        return with_cookie(Response(shown(chosen, owner, request)), owner)


class CartItemsView(ApiView):
    """What is in the cart."""

    @endpoint(
        auth="public",
        body=AddItemForm,
        headers=CHANNEL,
        returns={201: CartItemBody},
        errors=(404, 409),
        steady_plans=True,
    )
    def post(self, request: ApiRequest) -> Response:
        """Put something in; the same variant again adds to its quantity."""
        form = validated(AddItemForm, request)
        owner = cart_owner(request)
        variant_id = form.get("variant_id") or catalog.default_variant(form["product_id"])
        if variant_id is None:
            raise ProductNotFound()
        cart, line, goods = wiring.add_to_cart()(owner.key, variant_id=variant_id, quantity=form["quantity"])
        return with_cookie(_item_response(cart, line, owner, request, status=201, known=goods), owner)


class CartItemView(ApiView):
    """One line of the cart."""

    @endpoint(
        auth="public",
        body=QuantityForm,
        headers=CHANNEL,
        returns={200: CartItemBody},
        errors=(409,),
        steady_plans=True,
    )
    def patch(self, request: ApiRequest, item_id: UUID) -> Response:
        """Set the quantity."""
        quantity = validated(QuantityForm, request)["quantity"]
        owner = cart_owner(request)
        cart, line = wiring.change_line().set_quantity(owner.key, item_id, quantity=quantity)
        return _item_response(cart, line, owner, request, status=200)

    @endpoint(auth="public", returns={204: None}, errors=(409,))
    def delete(self, request: ApiRequest, item_id: UUID) -> None:
        """Take the line out."""
        wiring.change_line().remove(cart_owner(request).key, item_id)


class ClearCartView(ApiView):
    @endpoint(auth="public", returns={204: None}, errors=(409,))
    def delete(self, request: ApiRequest) -> None:
        """Take everything out."""
        wiring.change_line().clear(cart_owner(request).key)


class CartEstimateView(ApiView):
    @endpoint(auth="public", body=EstimateForm, headers=CHANNEL, returns={200: EstimateBody}, errors=(409,))
    def post(self, request: ApiRequest) -> dict[str, Any]:
        """Shipping options and tax before the address is complete, as exact as what is known of it."""
        form = validated(EstimateForm, request)
        owner = cart_owner(request)
        body = shown(carts.cart(owner.key), owner, request, asked=form)
        where = {name: form.get(name, "") for name in ("country", "region", "postal_code")}
        return where | {name: body[name] for name in _ESTIMATED}


def shown(
    cart: Cart,
    owner: CartOwner,
    request: ApiRequest,
    /,
    *,
    asked: Mapping[str, Any] = MappingProxyType({}),
    known: dict[UUID, Sellable] | None = None,
) -> dict[str, Any]:
    """The cart priced for whoever asks, in the currency that is asked for, else its own."""
    wanted = known_currency(asked["currency"]) if asked.get("currency") else cart.terms.currency
    priced = price_cart(
        cart,
        currency=wanted or tenant().currency,
        shopper=shopper(request, owner, asked=asked),
        known=known,
    )
    return cart_body(priced, token=owner.token)


def _item_response(
    cart: Cart,
    line: CartLine,
    owner: CartOwner,
    request: ApiRequest,
    *,
    status: int,
    known: dict[UUID, Sellable] | None = None,
) -> Response:
    body = shown(cart, owner, request, known=known)
    item = next(item for item in body["items"] if item["id"] == str(line.id))
    return Response({**item, "cart": body}, status)
