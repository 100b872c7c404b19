"""Paths of the catalog below /api/. `products/` and `products/<key>/` are joined with search in config."""

from django.urls import path

from nexus.catalog.interfaces.api.categories import CategoriesView, OneCategoryView
from nexus.catalog.interfaces.api.media import OneImageView, ProductMediaView
from nexus.catalog.interfaces.api.products import MyProductsView
from nexus.catalog.interfaces.api.reviews import OneReviewView, ProductReviewsView
from nexus.catalog.interfaces.api.variants import OneVariantView, VariantsView

_PRODUCT = "catalog/products/<str:key>/"

urlpatterns = [
    path("catalog/categories/", CategoriesView.as_view(), name="categories"),
    path("catalog/categories/<str:key>/", OneCategoryView.as_view(), name="category"),
    path(f"{_PRODUCT}variants/", VariantsView.as_view(), name="variants"),
    path(f"{_PRODUCT}variants/<uuid:variant_id>/", OneVariantView.as_view(), name="variant"),
    path(f"{_PRODUCT}media/", ProductMediaView.as_view(), name="product-media"),
    path(f"{_PRODUCT}media/<uuid:image_id>/", OneImageView.as_view(), name="product-image"),
    path(f"{_PRODUCT}reviews/", ProductReviewsView.as_view(), name="product-reviews"),
    path(f"{_PRODUCT}reviews/<uuid:review_id>/", OneReviewView.as_view(), name="product-review"),
    path("vendors/me/products/", MyProductsView.as_view(), name="my-products"),
]
