"""Paths of search below /api/. The list and the detail are joined with the catalog's in config."""

from django.urls import path

from nexus.search.interfaces.api.products import RelatedProductsView
from nexus.search.interfaces.api.suggest import SuggestView

urlpatterns = [
    path("catalog/search/suggest/", SuggestView.as_view(), name="suggest"),
    path("catalog/products/<str:key>/related/", RelatedProductsView.as_view(), name="related-products"),
]
