"""A browser window on one shop, without scripts: what it sends and what it gets."""

from __future__ import annotations

import html
import re
from typing import Any

_TAG = re.compile(r"<[^>]+>")


class Window:
    """Keeps cookies. Every request names the tenant, as its host name would."""

    def __init__(self, tenant: Any, **headers: str) -> None:
        from django.test import Client

        self.tenant, self._headers = tenant, headers
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=False)

    def get(self, path: str, **headers: str) -> Any:
        return self._ask("GET", path, headers)

    def head(self, path: str, **headers: str) -> Any:
        return self._ask("HEAD", path, headers)

    def post(self, path: str, form: dict[str, str] | None = None, **headers: str) -> Any:
        return self._ask("POST", path, headers, form or {})

    def ask(self, method: str, path: str, **headers: str) -> Any:
        return self._ask(method, path, headers)

    def _ask(
        self, method: str, path: str, headers: dict[str, str], form: dict[str, str] | None = None
    ) -> Any:
        from urllib.parse import urlencode

        sent = {name.replace("_", "-"): value for name, value in (self._headers | headers).items()}
        body = (
            {}
            if form is None
            else {"data": urlencode(form), "content_type": "application/x-www-form-urlencoded"}
        )
        return self.client.generic(method, path, headers={"X-Tenant": self.tenant.slug} | sent, **body)


def words(answer: Any) -> str:
    """What a person reads of a page, in one line."""
    body = answer.content.decode().partition("<body")[2] or answer.content.decode()
    return " ".join(html.unescape(_TAG.sub(" ", body)).split())
