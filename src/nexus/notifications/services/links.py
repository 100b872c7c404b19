"""Addresses that mails point to."""

from typing import Final
from urllib.parse import urlsplit

from django.conf import settings

from nexus.accounts.contracts.dto import LinkParts
from nexus.tenancy.contracts.dto import TenantInfo

_LOCAL: Final = ("localhost", "127.0.0.1", "::1")


def shop_url(shop: TenantInfo, /) -> str:
    """The shop's own address without a trailing slash: its setting `public_url`, else `<slug>.localhost` on a
    local machine.
    """
    if own := shop.settings.get("public_url"):
        return str(own).rstrip("/")
    parts = urlsplit(settings.NEXUS_PUBLIC_URL)
    if parts.hostname in _LOCAL and shop.slug != settings.NEXUS_DEFAULT_TENANT:
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.scheme}://{shop.slug}.localhost{port}"
    return str(settings.NEXUS_PUBLIC_URL).rstrip("/")


def activation_url(shop: TenantInfo, parts: LinkParts, /) -> str:
    """The page that proves the mailbox."""
    return f"{shop_url(shop)}/account/activate/{parts.uid}/{parts.token}/"


def password_url(shop: TenantInfo, parts: LinkParts, /) -> str:
    """The page that takes a new password."""
    return f"{shop_url(shop)}/account/reset-password/{parts.uid}/{parts.token}/"
