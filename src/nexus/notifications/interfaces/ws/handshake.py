"""Who opens a socket, and in which tenant. A browser cannot set headers on a WebSocket, so there are other
ways:

- the access token as the second subprotocol (`new WebSocket(url, ["nexus.bearer", token])`), as `?token=`, or
as a header;
- the web session's cookie, if the page that opens the socket is on the same host (a foreign page could
otherwise listen in);
- the tenant by host name, `X-Tenant` or `?tenant=`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http.cookie import parse_cookie
from django.http.request import split_domain_port, validate_host

from nexus.accounts import facade as accounts
from nexus.accounts.contracts.errors import TokenNotValid
from nexus.kernel import clock
from nexus.platform.http.actor import GUEST, Actor
from nexus.platform.tenancy import tenant_scope
from nexus.tenancy.contracts.dto import TenantInfo
from nexus.tenancy.facade import UnknownTenant, resolve

SUBPROTOCOL: Final = "nexus.bearer"


@dataclass(frozen=True, kw_only=True, slots=True)
class Visitor:
    """Who opened the socket; `until` is when they have to prove it again (None: a guest).

    A socket by session lasts as long as one by token: a log-out, a new password or a role that was taken back reach it
    when it is opened anew.
    """

    tenant: TenantInfo
    actor: Actor
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Handshake:
    """The opening request, taken apart."""

    headers: dict[str, str]
    query: dict[str, str]
    subprotocols: tuple[str, ...]

    @classmethod
    def of(cls, scope: dict[str, Any], /) -> Handshake:
        query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        return cls(
            {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]},
            {name: values[-1] for name, values in query.items()},
            tuple(scope.get("subprotocols", ())),
        )

    @property
    def token(self) -> str:
        """The access token that was sent, or nothing."""
        if SUBPROTOCOL in self.subprotocols[:1] and len(self.subprotocols) > 1:
            return self.subprotocols[1]
        scheme, _, text = self.headers.get("authorization", "").partition(" ")
        return text.strip() if scheme.lower() == "bearer" else self.query.get("token", "")

    @property
    def session_key(self) -> str:
        """The session's cookie, unless the page that opens the socket is somebody else's."""
        origin = urlsplit(self.headers.get("origin", "")).hostname
        if origin is None or origin != urlsplit(f"//{self.headers.get('host', '')}").hostname:
            return ""
        return parse_cookie(self.headers.get("cookie", "")).get(settings.SESSION_COOKIE_NAME, "")


def visitor_of(handshake: Handshake, /) -> Visitor:
    """Raises UnknownTenant; TokenNotValid for a token that is not (or no longer) good. Nothing sent: the guest."""
    host = handshake.headers.get("host", "")
    if not validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS):
        raise UnknownTenant
    tenant = resolve(host, handshake.headers.get("x-tenant") or handshake.query.get("tenant"))
    with tenant_scope(tenant.id):
        if handshake.token:
            owner = accounts.owner_of_token(handshake.token)
            return Visitor(tenant=tenant, actor=accounts.actor_of(owner.person), until=owner.expires_at)
        actor = _by_session(handshake.session_key)
    ends = None if actor is GUEST else clock.now() + settings.SIMPLE_JWT["ACCESS_TOKEN_LIFETIME"]
    return Visitor(tenant=tenant, actor=actor, until=ends)


def _by_session(key: str) -> Actor:
    if not key:
        return GUEST
    engine = import_module(settings.SESSION_ENGINE)
    return accounts.actor_of_web_session(engine.SessionStore(key)) or GUEST


__all__ = ["SUBPROTOCOL", "Handshake", "TokenNotValid", "Visitor", "visitor_of"]
