"""Below /api/."""

from django.urls import path

from nexus.payments.interfaces.api.operations import CapturePaymentView, RefundsView, VoidPaymentView
from nexus.payments.interfaces.api.payments import InitiatePaymentView, PaymentDetailView, PaymentListView
from nexus.payments.interfaces.api.sandbox import SandboxOutcomeView
from nexus.payments.interfaces.api.webhooks import ProviderWebhookView, WebhookView

urlpatterns = [
    path("payments/", PaymentListView.as_view()),
    path("payments/initiate/", InitiatePaymentView.as_view()),
    path("payments/webhook/", WebhookView.as_view()),
    path("payments/webhook/<slug:provider>/", ProviderWebhookView.as_view()),
    path("payments/sandbox/<str:reference>/", SandboxOutcomeView.as_view()),
    path("payments/<uuid:payment_id>/", PaymentDetailView.as_view()),
    path("payments/<uuid:payment_id>/capture/", CapturePaymentView.as_view()),
    path("payments/<uuid:payment_id>/void/", VoidPaymentView.as_view()),
    path("payments/<uuid:payment_id>/refunds/", RefundsView.as_view()),
]
