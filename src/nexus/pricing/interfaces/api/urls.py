"""Paths below /api/."""

from django.urls import path

from nexus.pricing.interfaces.api.histories import PriceHistoryView
from nexus.pricing.interfaces.api.promotion_urls import promotion_patterns
from nexus.pricing.interfaces.api.receipts import ReceiptView
from nexus.pricing.interfaces.api.views import QuoteView

urlpatterns = [
    *promotion_patterns,
    path("pricing/quote/", QuoteView.as_view()),
    path("pricing/receipts/<uuid:order_id>/", ReceiptView.as_view()),
    path("catalog/products/<str:key>/price-history/", PriceHistoryView.as_view(), name="price-history"),
]
