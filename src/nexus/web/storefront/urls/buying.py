"""Cart, checkout, orders, and the sandbox provider's page."""

from django.urls import path

from nexus.web.storefront.views import cart, cart_codes, checkout, orders, sandbox

urlpatterns = [
    path("cart/", cart.show, name="cart"),
    path("cart/add/", cart.add, name="cart-add"),
    path("cart/coupon/", cart_codes.use_coupon, name="cart-coupon"),
    path("cart/coupon/remove/", cart_codes.drop_coupon, name="cart-coupon-remove"),
    path("cart/gift-card/", cart_codes.use_gift_card, name="cart-gift-card"),
    path("cart/gift-card/remove/", cart_codes.drop_gift_card, name="cart-gift-card-remove"),
    path("cart/lines/<uuid:line_id>/", cart.change, name="cart-line"),
    path("checkout/", checkout.checkout, name="checkout"),
    path("checkout/summary/", checkout.summary, name="checkout-summary"),
    path("orders/<uuid:order_id>/", orders.show, name="order"),
    path("orders/<uuid:order_id>/open/<str:token>/", orders.open_by_link, name="order-link"),
    path("orders/<uuid:order_id>/pay/", orders.pay, name="order-pay"),
    path("orders/<uuid:order_id>/cancel/", orders.cancel, name="order-cancel"),
    path("payments/sandbox/<str:reference>/", sandbox.hosted_page, name="sandbox"),
]
