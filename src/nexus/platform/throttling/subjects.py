"""Whom a rate counts."""

import hashlib
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings


class _Actor(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> UUID | None: ...


def client_ip(request: Any, /) -> str:
    """Address of the client. Behind NEXUS_PROXY_HOPS proxies (default none) it is what the outermost of them reported.

    Counted from the right end of X-Forwarded-For: what stands further left was written by the client.
    """
    hops = getattr(settings, "NEXUS_PROXY_HOPS", 0)
    direct = str(request.META.get("REMOTE_ADDR", ""))
    if not hops:
        return direct
    reported = [
        part.strip() for part in str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",") if part.strip()
    ]
    return reported[-hops] if len(reported) >= hops else direct


def subject_of(kind: str, request: Any, actor: _Actor, /) -> str:
    """Key part for the subject. E-mail addresses are hashed: Valkey holds no personal data."""
    if kind == "actor" and actor.id is not None:
        return f"{actor.kind}:{actor.id}"
    if kind == "ip_email":
        return f"ip:{_place(client_ip(request))}:{_email_digest(request.data)}"
    return f"ip:{_place(client_ip(request))}"


@lru_cache(maxsize=4096)
def _place(address: str) -> str:
    """One customer of a provider: with IPv6 everybody has a /64, and could send each request from another address of it."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or ip_network((found.packed[:8] + bytes(8), 64)).network_address)


def _email_digest(data: Any) -> str:
    email = data.get("email", "") if hasattr(data, "get") else ""
    text = str(email).strip().casefold()
    return hashlib.blake2b(text.encode(errors="replace"), digest_size=12).hexdigest() if text else "-"
