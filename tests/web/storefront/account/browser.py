"""A browser with its cookies."""

from __future__ import annotations

from typing import Any

from django.test import Client

PASSWORD = "correct-horse-9"


class Browser:
    """One person's browser at a shop: says where its forms come from, and is refused like any other without that."""

    def __init__(self, tenant: Any, **headers: str) -> None:
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        self.headers = {"X-Tenant": tenant.slug, "Accept-Language": "en", **headers}

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(path, headers=self.headers | headers)

    def post(self, path: str, fields: dict[str, Any] | None = None, **headers: str) -> Any:
        sent = self.headers | {"Sec-Fetch-Site": "same-origin"} | headers
        return self.client.post(path, fields or {}, headers=sent)

    def forged(self, path: str, fields: dict[str, Any] | None = None) -> Any:
        """The same form, sent by a page of somebody else."""
        origin = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
        return self.client.post(path, fields or {}, headers=self.headers | origin)

    def log_in(self, email: str, password: str = PASSWORD, **fields: str) -> Any:
        return self.post("/account/login/", {"email": email, "password": password, **fields})

    @property
    def session(self) -> str:
        return self.client.cookies["sessionid"].value if "sessionid" in self.client.cookies else ""
