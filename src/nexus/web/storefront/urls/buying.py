"""Cart, checkout, orders."""

from django.urls import path

from nexus.web.storefront.views import cart

urlpatterns = [
    path("cart/", cart.show, name="cart"),
    path("cart/add/", cart.add, name="cart-add"),
]
