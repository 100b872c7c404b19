"""Paths below /api/; /api/orders/ is joined with orders' own methods in config."""

from django.urls import path

from nexus.checkout.interfaces.api import cart, coupons, gift_cards

urlpatterns = [
    path("cart/cart/", cart.CartView.as_view()),
    path("cart/cart/items/", cart.CartItemsView.as_view()),
    path("cart/cart/items/<uuid:item_id>/", cart.CartItemView.as_view()),
    path("cart/cart/clear/", cart.ClearCartView.as_view()),
    path("cart/cart/coupons/", coupons.CartCouponsView.as_view()),
    path("cart/cart/coupons/<str:code>/", coupons.CartCouponView.as_view()),
    path("cart/cart/gift-cards/", gift_cards.CartGiftCardsView.as_view()),
    path("cart/cart/gift-cards/<uuid:card_id>/", gift_cards.CartGiftCardView.as_view()),
    path("cart/cart/estimate/", cart.CartEstimateView.as_view()),
]
