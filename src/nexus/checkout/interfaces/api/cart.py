"""The cart over HTTP."""

from typing import Any
from uuid import UUID

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.dto import Sellable
from nexus.checkout import facade, wiring
from nexus.checkout.contracts.errors import CouponNotInCart, ProductNotFound
from nexus.checkout.domain.cart import Cart, CartLine
from nexus.checkout.infrastructure import carts
from nexus.checkout.interfaces.api.owner import CartOwner, cart_owner, with_cookie
from nexus.checkout.interfaces.api.serializers import (
    AddItemForm,
    CartBody,
    CartItemBody,
    CouponForm,
    EstimateBody,
    EstimateForm,
    QuantityForm,
)
from nexus.checkout.queries.cart_body import cart_body
from nexus.kernel.money import Money
from nexus.platform.http import ApiRequest, ApiView, Response, endpoint, validated
from nexus.pricing import facade as pricing
from nexus.tenancy.facade import tenant


class CartView(ApiView):
    """The cart of the user or of the token's holder."""

    @endpoint(auth="public", returns={200: CartBody}, steady_plans=True)
    def get(self, request: ApiRequest) -> Response:
        """The cart as it stands, priced now. The first call of a guest sets the cookie `nexus_cart`."""
        owner = cart_owner(request)
        return with_cookie(Response(_body(carts.cart(owner.key), owner)), owner)


class CartItemsView(ApiView):
    """What is in the cart."""

    @endpoint(
        auth="public", body=AddItemForm, returns={201: CartItemBody}, errors=(404, 409), steady_plans=True
    )
    def post(self, request: ApiRequest) -> Response:
        """Put something in; the same variant again adds to its quantity."""
        form = validated(AddItemForm, request)
        owner = cart_owner(request)
        variant_id = form.get("variant_id") or catalog.default_variant(form["product_id"])
        if variant_id is None:
            raise ProductNotFound()
        cart, line, goods = wiring.add_to_cart()(owner.key, variant_id=variant_id, quantity=form["quantity"])
        return with_cookie(_item_response(cart, line, owner, status=201, known=goods), owner)


class CartItemView(ApiView):
    """One line of the cart."""

    @endpoint(auth="public", body=QuantityForm, returns={200: CartItemBody}, errors=(409,), steady_plans=True)
    def patch(self, request: ApiRequest, item_id: UUID) -> Response:
        """Set the quantity."""
        quantity = validated(QuantityForm, request)["quantity"]
        owner = cart_owner(request)
        cart, line = wiring.change_line().set_quantity(owner.key, item_id, quantity=quantity)
        return _item_response(cart, line, owner, status=200)

    @endpoint(auth="public", returns={204: None}, errors=(409,))
    def delete(self, request: ApiRequest, item_id: UUID) -> None:
        """Take the line out."""
        wiring.change_line().remove(cart_owner(request).key, item_id)


class ClearCartView(ApiView):
    @endpoint(auth="public", returns={204: None}, errors=(409,))
    def delete(self, request: ApiRequest) -> None:
        """Take everything out."""
        wiring.change_line().clear(cart_owner(request).key)


class CartCouponsView(ApiView):
    @endpoint(auth="public", body=CouponForm, returns={200: CartBody})
    def post(self, request: ApiRequest) -> None:
        """Use a coupon. A code that the shop does not know is refused with 400 `coupon_unknown`."""
        facade.use_coupon(cart_owner(request).key, validated(CouponForm, request)["code"])


class CartCouponView(ApiView):
    @endpoint(auth="public", returns={204: None})
    def delete(self, request: ApiRequest, code: str) -> None:
        """Take a coupon out of the cart."""
        raise CouponNotInCart(code_given=code)


class CartEstimateView(ApiView):
    @endpoint(auth="public", body=EstimateForm, returns={200: EstimateBody}, errors=(409,))
    def post(self, request: ApiRequest) -> dict[str, Any]:
        """Shipping options and tax before the address is complete."""
        form = validated(EstimateForm, request)
        owner, currency = cart_owner(request), tenant().currency
        body = cart_body(carts.cart(owner.key), token=owner.token, currency=currency, country=form["country"])
        goods = Money.of(body["subtotal"], currency) - Money.of(body["discount_total"], currency)
        return {
            "country": form["country"],
            "currency": currency,
            "shipping_options": [
                {"code": option.code, "name": option.name, "price": str(option.price), "currency": currency}
                for option in pricing.shipping_options(goods)
            ],
            "tax_total": body["tax_total"],
            "total": body["total"],
        }


def _body(cart: Cart, owner: CartOwner, known: dict[UUID, Sellable] | None = None) -> dict[str, Any]:
    return cart_body(cart, token=owner.token, currency=tenant().currency, known=known)


def _item_response(
    cart: Cart, line: CartLine, owner: CartOwner, *, status: int, known: dict[UUID, Sellable] | None = None
) -> Response:
    body = _body(cart, owner, known)
    item = next(item for item in body["items"] if item["id"] == str(line.id))
    return Response({**item, "cart": body}, status)
