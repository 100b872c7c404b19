"""Paths below /api/; `/api/orders/` itself is joined in config: GET is `reading.OrderListView`, POST is
checkout's.
"""

from django.urls import path

from nexus.orders.interfaces.api import changing, reading

urlpatterns = [
    path("orders/cancellation-requests/", changing.CancellationRequestsView.as_view()),
    path(
        "orders/cancellation-requests/<uuid:request_id>/approve/", changing.ApproveCancellationView.as_view()
    ),
    path("orders/cancellation-requests/<uuid:request_id>/reject/", changing.RejectCancellationView.as_view()),
    path("orders/<uuid:order_id>/", reading.OrderView.as_view()),
    path("orders/<uuid:order_id>/events/", reading.OrderEventsView.as_view()),
    path("orders/<uuid:order_id>/cancel/", changing.CancelOrderView.as_view()),
    path("orders/<uuid:order_id>/transitions/", changing.TransitionsView.as_view()),
]
