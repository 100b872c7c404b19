"""Paths of zones, taxes and shipping below /api/."""

from django.urls import path

from nexus.pricing.interfaces.api import shipping_methods, tax_status, terms

terms_patterns = [
    path("pricing/zones/", terms.ZonesView.as_view()),
    path("pricing/zones/<uuid:zone_id>/", terms.OneZoneView.as_view()),
    path("pricing/tax-rates/", terms.TaxRatesView.as_view()),
    path("pricing/tax-rates/<uuid:tax_rate_id>/", terms.OneTaxRateView.as_view()),
    path("pricing/shipping-methods/", shipping_methods.ShippingMethodsView.as_view()),
    path(
        "pricing/shipping-methods/<uuid:shipping_method_id>/",
        shipping_methods.OneShippingMethodView.as_view(),
    ),
    path("pricing/terms/", terms.TermsView.as_view()),
    path("pricing/tax-status/me/", tax_status.OwnTaxStatusView.as_view()),
    path("pricing/tax-status/<uuid:user_id>/", tax_status.BuyersTaxStatusView.as_view()),
]
