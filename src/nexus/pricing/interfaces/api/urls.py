"""Paths below /api/."""

from django.urls import path

from nexus.pricing.interfaces.api import credit, gift_cards
from nexus.pricing.interfaces.api.histories import PriceHistoryView
from nexus.pricing.interfaces.api.price_urls import price_patterns
from nexus.pricing.interfaces.api.promotion_urls import promotion_patterns
from nexus.pricing.interfaces.api.receipts import ReceiptView
from nexus.pricing.interfaces.api.terms_urls import terms_patterns
from nexus.pricing.interfaces.api.views import QuoteView

urlpatterns = [
    *price_patterns,
    *promotion_patterns,
    *terms_patterns,
    path("pricing/quote/", QuoteView.as_view()),
    path("pricing/receipts/<uuid:order_id>/", ReceiptView.as_view()),
    path("gift-cards/", gift_cards.GiftCardsView.as_view()),
    path("gift-cards/balance/", gift_cards.BalanceView.as_view()),
    path("gift-cards/<uuid:card_id>/", gift_cards.OneGiftCardView.as_view()),
    path("gift-cards/<uuid:card_id>/deactivate/", gift_cards.BlockView.as_view()),
    path("gift-cards/<uuid:card_id>/activate/", gift_cards.UnblockView.as_view()),
    path("gift-cards/<uuid:card_id>/adjustments/", gift_cards.AdjustmentsView.as_view()),
    path("gift-cards/<uuid:card_id>/entries/", gift_cards.EntriesView.as_view()),
    path("credit/", credit.OwnCreditView.as_view()),
    path("credit/entries/", credit.OwnEntriesView.as_view()),
    path("credit/grants/", credit.GrantsView.as_view()),
    path("catalog/products/<str:key>/price-history/", PriceHistoryView.as_view(), name="price-history"),
]
