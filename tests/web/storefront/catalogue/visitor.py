"""A browser without scripts: pages, what stands on them, and forms that are sent."""

from __future__ import annotations

import html
import json
import re
from typing import Any
from uuid import UUID

from django.test import Client

_CARD = re.compile(r'<h3 [^>]*><a href="/p/[^"]*"[^>]*>([^<]*)</a>')
_LINK = re.compile(r'href="([^"]*)"')
_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


class Page:
    """An answer and what is read off it."""

    def __init__(self, answer: Any) -> None:
        self.answer, self.status = answer, answer.status_code
        self.text = html.unescape(answer.content.decode()) if answer.content else ""
        self.source = answer.content.decode()

    def __contains__(self, words: str) -> bool:
        return words in self.text

    @property
    def titles(self) -> list[str]:
        """Of the product cards, in order; not of those that are shown instead."""
        return [html.unescape(found) for found in _CARD.findall(self.source.partition("What others like")[0])]

    @property
    def links(self) -> list[str]:
        return [html.unescape(found) for found in _LINK.findall(self.source)]

    @property
    def data(self) -> dict[str, Any]:
        """schema.org data by type."""
        return {found["@type"]: found for found in map(json.loads, _DATA.findall(self.source))}

    @property
    def place(self) -> str:
        return str(self.answer.headers.get("Location", ""))


class Visitor:
    """Requests to one shop with one session."""

    def __init__(self, tenant: Any) -> None:
        self.tenant = tenant
        self.client = Client(raise_request_exception=False, headers={"X-Tenant": tenant.slug})

    def get(self, path: str, **headers: str) -> Page:
        return Page(self.client.get(path, headers={n.replace("_", "-"): v for n, v in headers.items()}))

    def part(self, path: str) -> Page:
        """As HTMX asks for an element to replace."""
        return self.get(path, HX_Request="true", HX_Request_Type="partial")

    def post(self, path: str, **data: Any) -> Page:
        return Page(self.client.post(path, data))

    def log_in(self, user_id: UUID) -> Visitor:
        """As the login does, without the work of hashing."""
        from nexus.accounts.models import User
        from nexus.platform.tenancy import tenant_scope

        with tenant_scope(self.tenant.id):
            user = User.objects.get(pk=user_id)
        self.client.force_login(user)
        return self
