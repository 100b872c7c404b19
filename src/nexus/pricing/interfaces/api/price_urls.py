"""Paths of price lists, currencies and rates below /api/."""

from django.urls import path

from nexus.pricing.interfaces.api import bounds, currencies, price_lists

_ONE = "pricing/price-lists/<uuid:list_id>/"

price_patterns = [
    path("pricing/price-lists/", price_lists.PriceListsView.as_view()),
    path(_ONE, price_lists.OnePriceListView.as_view()),
    path(f"{_ONE}entries/", price_lists.PriceEntriesView.as_view()),
    path("pricing/currencies/", currencies.CurrenciesView.as_view()),
    path("pricing/currencies/<str:currency>/", currencies.OneCurrencyView.as_view()),
    path("pricing/exchange-rates/", currencies.RatesView.as_view()),
    path("catalog/products/<str:key>/bounds/", bounds.BoundsView.as_view()),
]
