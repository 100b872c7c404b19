"""Gift cards of a cart over HTTP. A code comes in the body of a request and is told in no answer."""

from uuid import UUID

from nexus.checkout import wiring
from nexus.checkout.interfaces.api.cart import shown
from nexus.checkout.interfaces.api.owner import cart_owner, with_cookie
from nexus.checkout.interfaces.api.serializers import CartBody, GiftCardForm
from nexus.platform.http import ApiRequest, ApiView, Response, endpoint, validated
from nexus.tenancy.facade import tenant


class CartGiftCardsView(ApiView):
    """The gift cards of the cart."""

    @endpoint(
        auth="public",
        body=GiftCardForm,
        headers=("X-Channel",),
        throttle="codes",
        returns={200: CartBody},
        errors=(409,),
    )
    def post(self, request: ApiRequest) -> Response:
        """Pay with a gift card when the cart is ordered: the cart with it. Refused with 400 `gift_card_unknown`,
        `gift_card_expired`, `gift_card_empty`, `gift_card_blocked` or `gift_card_other_currency`. Nothing is spent yet.
        """
        code, owner = validated(GiftCardForm, request)["code"], cart_owner(request)
        cart = wiring.change_terms().add_card(owner.key, code, currency=tenant().currency)
        return with_cookie(Response(shown(cart, owner, request)), owner)


class CartGiftCardView(ApiView):
    @endpoint(auth="public", returns={204: None}, errors=(404, 409))
    def delete(self, request: ApiRequest, card_id: UUID) -> None:
        """Take a gift card out of the cart."""
        wiring.change_terms().drop_card(cart_owner(request).key, card_id)
