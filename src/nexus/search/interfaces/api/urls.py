"""Paths of search below /api/. The list and the detail are joined with the catalog's in config."""

from django.urls import path

from nexus.search.interfaces.api.products import RelatedProductsView
from nexus.search.interfaces.api.suggest import SuggestView
from nexus.search.interfaces.api.synonyms import OneSynonymView, SynonymsView

urlpatterns = [
    path("catalog/search/synonyms/", SynonymsView.as_view(), name="synonyms"),
    path("catalog/search/synonyms/<str:synonym_id>/", OneSynonymView.as_view(), name="synonym"),
    path("catalog/search/suggest/", SuggestView.as_view(), name="suggest"),
    path("catalog/products/<str:key>/related/", RelatedProductsView.as_view(), name="related-products"),
]
