"""Where a page listens for news: the WebSocket service beside the site."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

_LOCAL = ("localhost", "127.0.0.1", "::1")


def socket_origin(request: HttpRequest, /) -> str:
    """`ws://host:port`. On a local machine the page's own host name, as the session's cookie belongs to that one."""
    told = urlsplit(settings.NEXUS_WEBSOCKET_URL)
    if told.hostname not in _LOCAL:
        return f"{told.scheme}://{told.netloc}"
    host = urlsplit(f"//{request.get_host()}").hostname or told.hostname
    return (
        f"{told.scheme}://{f'[{host}]' if ':' in str(host) else host}{f':{told.port}' if told.port else ''}"
    )
