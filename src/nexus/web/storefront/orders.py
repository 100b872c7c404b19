"""Which orders this browser may open without an account: their secrets, in a cookie."""

import re
from typing import Final
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from nexus.kernel.ids import parse_id

COOKIE: Final = "nexus_orders"
COOKIE_SECONDS: Final = 365 * 24 * 3600
MOST: Final = 10
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{20,128}", re.ASCII)


def secret_of(request: HttpRequest, order_id: UUID, /) -> str | None:
    """The guest's secret for the order, if this browser has it."""
    return _known(request).get(order_id)


def keep_secret(request: HttpRequest, response: HttpResponse, order_id: UUID, token: str, /) -> None:
    """So that the order opens here from now on; of the orders before it the last nine stay."""
    known = {order_id: token} | {
        known: secret for known, secret in _known(request).items() if known != order_id
    }
    kept = list(known.items())[:MOST]
    response.set_cookie(
        COOKIE, ".".join(f"{known.hex}:{secret}" for known, secret in kept), max_age=COOKIE_SECONDS, httponly=True,
        samesite="Lax", secure=settings.HTTPS,
    )  # fmt: skip


def _known(request: HttpRequest) -> dict[UUID, str]:
    found: dict[UUID, str] = {}
    for entry in request.COOKIES.get(COOKIE, "").split(".")[:MOST]:
        name, _, token = entry.partition(":")
        order_id = parse_id(name)
        if order_id is not None and _TOKEN.fullmatch(token):
            found[order_id] = token
    return found
