"""A shop that is closed for a while: the tenant's setting `maintenance`.

`true`, or {"until": "2026-11-26T21:00:00+01:00", "text": "..." or {"en": "...", "es": "..."}}. Pages of the shop answer 503, the
ones that the cache keeps too; API, back office, payment pages and probes go on. Staff who are logged in see the shop, to try it
before it opens. `until` is told to people and machines; it does not open the shop: taking the setting away does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from psycopg_pool import PoolTimeout

from nexus.kernel import clock
from nexus.platform.tenancy import tenant_scope
from nexus.tenancy.contracts.dto import TenantInfo
from nexus.web.storefront.brand import text_of
from nexus.web.storefront.rendering import page
from nexus.web.storefront.visitors import visitor
from nexus.web.storefront.wording import closed

_AGAIN: Final = 600
"""Seconds after which machines look again when nobody said until when."""
_SOON: Final = 60


@dataclass(frozen=True, slots=True)
class Pause:
    """`until` None: nobody knows; `text` empty: ours holds."""

    until: datetime | None
    text: str

    def retry_after(self, now: datetime, /) -> int:
        """Seconds, at least a minute: also when the shop is late."""
        return max(_SOON, int((self.until - now).total_seconds())) if self.until else _AGAIN


def is_closed(tenant: TenantInfo, /) -> bool:
    said = tenant.settings.get("maintenance")
    return said is True or (isinstance(said, Mapping) and bool(said))


def pause_of(tenant: TenantInfo, language: str, /) -> Pause:
    """What the setting says, as far as it can be read."""
    said = tenant.settings.get("maintenance")
    given = said if isinstance(said, Mapping) else {}
    return Pause(_instant(given.get("until"), tenant.time_zone), text_of(given, "text", tenant, language))


def _instant(said: object, zone: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None
    return found.replace(tzinfo=ZoneInfo(zone)) if found and found.tzinfo is None else found


def may_pass(request: HttpRequest, /) -> bool:
    """Whether staff of this shop looks at it. Guests cost no statement, and while the database is away nobody passes."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    try:
        with tenant_scope():
            return visitor(request).is_staff
    except (DatabaseError, PoolTimeout):
        return False


def closed_page(request: HttpRequest, /) -> HttpResponse:
    """503 with Retry-After. Needs no database, and nobody keeps it."""
    tenant, now = request.tenant, clock.now()  # type: ignore[attr-defined]
    pause = pause_of(tenant, get_language() or "en")
    heading, text = closed()
    until = pause.until if pause.until and pause.until > now else None
    facts = {
        "status": 503,
        "heading": heading,
        "text": pause.text or text,
        "until": until,
        "bare": True,
        "quiet": True,
    }
    answer = page(request, "storefront/refusal.html", facts, part="message", status=503)
    answer["Retry-After"] = str(pause.retry_after(now))
    answer["Cache-Control"] = "no-store"
    return answer
