"""Paths of the sockets."""

from django.urls import path

from nexus.notifications.interfaces.ws.consumers import NotificationSocket, OrderSocket

websocket_urlpatterns = [
    path("ws/notifications/", NotificationSocket.as_asgi()),
    path("ws/orders/<uuid:order_id>/", OrderSocket.as_asgi()),
]
