"""Coupons of a cart over HTTP."""

from nexus.checkout import wiring
from nexus.checkout.domain.cart import Cart
from nexus.checkout.domain.priced_cart import PricedCart
from nexus.checkout.interfaces.api.owner import cart_owner, shopper, with_cookie
from nexus.checkout.interfaces.api.serializers import CartBody, CouponForm
from nexus.checkout.queries.cart_body import cart_body
from nexus.checkout.queries.price_cart import price_cart
from nexus.platform.http import ApiRequest, ApiView, Response, endpoint, validated
from nexus.tenancy.facade import tenant


class CartCouponsView(ApiView):
    """The coupons of the cart."""

    @endpoint(
        auth="public",
        body=CouponForm,
        headers=("X-Channel",),
        throttle="codes",
        returns={200: CartBody},
        errors=(409,),
    )
    def post(self, request: ApiRequest) -> Response:
        """Use a coupon: the cart with it. One that does not apply is refused with 400, the failed rule as `code`
        (`coupon_unknown`, `coupon_expired`, `min_spend`, ...), the reason in the buyer's words and, where it can be said, what is
        `missing`. A coupon that loses its ground later stays and says why.
        """
        form, owner = validated(CouponForm, request), cart_owner(request)
        buyer = shopper(request, owner, asked=form)

        def price(cart: Cart) -> PricedCart:
            return price_cart(cart, currency=cart.terms.currency or tenant().currency, shopper=buyer)

        priced = wiring.use_coupon(price)(owner.key, form["code"])
        return with_cookie(Response(cart_body(priced, token=owner.token)), owner)


class CartCouponView(ApiView):
    @endpoint(auth="public", returns={204: None}, errors=(404, 409))
    def delete(self, request: ApiRequest, code: str) -> None:
        """Take a coupon out of the cart."""
        wiring.change_terms().drop_coupon(cart_owner(request).key, code)
