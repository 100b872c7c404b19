"""Lists and products."""

from django.urls import path

from nexus.web.storefront.views import listing, product, sellers

urlpatterns = [
    path("products/", listing.everything, name="products"),
    path("c/<str:slug>/", listing.category, name="category"),
    path("search/", listing.found, name="search"),
    path("search/suggest/", listing.suggest, name="suggest"),
    path("p/<str:slug>/", product.show, name="product"),
    path("sellers/", sellers.everybody, name="sellers"),
    path("sellers/<str:slug>/", sellers.show, name="seller"),
]
