"""Paths below /api/."""

from django.urls import path

from nexus.inventory.interfaces.api.views import AdjustmentsView, LevelsView

urlpatterns = [
    path("inventory/levels/", LevelsView.as_view()),
    path("inventory/adjustments/", AdjustmentsView.as_view()),
]
