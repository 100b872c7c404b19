"""Who may look inside: this machine, and whoever has METRICS_TOKEN."""

import hmac
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.http import HttpRequest


def is_of_the_house(request: HttpRequest, /) -> bool:
    """Whether the request comes from this machine, or with `Authorization: Bearer <METRICS_TOKEN>`."""
    token = getattr(settings, "METRICS_TOKEN", "")
    if token and hmac.compare_digest(
        request.META.get("HTTP_AUTHORIZATION", "").encode(), f"Bearer {token}".encode()
    ):
        return True
    # A proxy on this machine makes every client look local; it says so by forwarding.
    return (
        _is_loopback(request.META)
        and "HTTP_X_FORWARDED_FOR" not in request.META
        and "HTTP_FORWARDED" not in request.META
    )


def _is_loopback(meta: dict[str, Any]) -> bool:
    try:
        return ip_address(str(meta.get("REMOTE_ADDR", ""))).is_loopback
    except ValueError:
        return False
