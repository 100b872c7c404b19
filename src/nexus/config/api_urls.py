"""Everything below /api/. URLs whose methods live in two contexts are joined here."""

from importlib import import_module

from django.urls import path

from nexus.config import joined
from nexus.config.settings.apps import provides

urlpatterns = [
    path("orders/", joined.OrdersView.as_view()),
    path("catalog/products/", joined.ProductsView.as_view()),
    path("catalog/products/<str:key>/", joined.ProductView.as_view()),
    *(
        pattern
        for module in provides("interfaces/api/urls.py")
        for pattern in import_module(module).urlpatterns
    ),
]
