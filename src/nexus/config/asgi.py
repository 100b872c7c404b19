"""WebSockets; HTTP is served by wsgi.py."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nexus.config.settings")
get_asgi_application()  # loads the apps before anything below imports models

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402

from nexus.notifications.interfaces.ws import websocket_urlpatterns  # noqa: E402

# No OriginValidator: it refuses every client that is not a browser. The sockets check host and origin themselves (`handshake`).
application = ProtocolTypeRouter({"websocket": URLRouter(websocket_urlpatterns)})
