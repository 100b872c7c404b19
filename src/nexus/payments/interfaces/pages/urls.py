"""At the root of the site."""

from django.urls import path

from nexus.payments.interfaces.pages.sandbox import hosted_page, stylesheet

urlpatterns = [
    path("payments/sandbox/style.css", stylesheet, name="payments-sandbox-style"),
    path("payments/sandbox/<str:reference>/", hosted_page, name="payments-sandbox-page"),
]
