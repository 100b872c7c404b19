"""WebSockets: `/ws/notifications/` and `/ws/orders/<id>/`. The composition root serves
`websocket_urlpatterns`.
"""

from nexus.notifications.interfaces.ws.urls import websocket_urlpatterns

__all__ = ["websocket_urlpatterns"]
