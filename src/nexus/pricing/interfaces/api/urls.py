"""Paths below /api/."""

from django.urls import path

from nexus.pricing.interfaces.api.views import QuoteView

urlpatterns = [path("pricing/quote/", QuoteView.as_view())]
