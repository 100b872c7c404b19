"""POST /api/orders/. The other methods of this URL belong to orders; config joins them."""

from typing import Any

from nexus.checkout import wiring
from nexus.checkout.application.place_order import Placed, PlaceOrderCommand
from nexus.checkout.contracts.errors import EmailRequired
from nexus.checkout.interfaces.api.owner import cart_owner, channel_of
from nexus.checkout.interfaces.api.placed import PlacedOrderBody
from nexus.checkout.interfaces.api.serializers import PlaceOrderForm
from nexus.orders import facade as orders
from nexus.orders.contracts.dto import Address, Buyer
from nexus.platform.http import Actor, ApiRequest, ApiView, Response, endpoint, validated
from nexus.tenancy.facade import tenant


class PlaceOrderView(ApiView):
    """Ordering what is in the cart."""

    @endpoint(
        auth="public",
        idempotent="required_for_guests",
        throttle="checkout",
        headers=("X-Channel",),
        body=PlaceOrderForm,
        returns={201: PlacedOrderBody, 200: PlacedOrderBody},
        errors=(404, 409),
        steady_plans=True,
    )
    def post(self, request: ApiRequest) -> Response:
        """Place the order: stock is reserved and the payment record exists when this answers 201.

        A second click with a cart that has been ordered already answers 200 with the first order.
        """
        form = validated(PlaceOrderForm, request)
        placed = wiring.place_order()(_command(form, request))
        return Response(_body(placed), 200 if placed.again else 201)


def _command(form: dict[str, Any], request: ApiRequest) -> PlaceOrderCommand:
    actor: Actor = request.actor
    user_id = actor.id if actor.kind == "user" else None
    email = form["email"] or (actor.email if user_id else "")
    if not email:
        raise EmailRequired(errors={"email": ["This field is required."]})
    shipping = Address(**form["shipping_address"])
    billing = Address(**form["billing_address"]) if form["billing_address"] else None
    return PlaceOrderCommand(
        cart=cart_owner(request).key,
        user_id=user_id,
        buyer=Buyer(email=email, name=shipping.name, shipping_address=shipping, billing_address=billing),
        payment_method=form["payment_method"],
        shipping_method=form["shipping_method"] or None,
        currency=tenant().currency,
        channel=channel_of(request),
        gift_cards=tuple(form["gift_cards"]),
        use_credit=form["use_credit"],
    )


def _body(placed: Placed) -> dict[str, Any]:
    body = orders.body_of_new(placed.order)
    if placed.payment is not None:
        payment = placed.payment
        body["payment"] = {
            "id": str(payment.id), "reference": payment.reference, "provider": payment.provider,
            "status": payment.status, "expires_at": payment.expires_at, "pays_later": payment.pays_later,
        }  # fmt: skip
    return body
