"""WebSockets; HTTP is served by wsgi.py."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nexus.config.settings")
get_asgi_application()  # loads the apps before anything below imports models

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402

from nexus.notifications.interfaces.ws import websocket_urlpatterns  # noqa: E402

application = ProtocolTypeRouter({"websocket": AllowedHostsOriginValidator(URLRouter(websocket_urlpatterns))})
