"""From a template to an answer. What every page knows stands in `shop`."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from nexus.catalog import facade as catalog
from nexus.tenancy.contracts.dto import TenantInfo
from nexus.web.storefront.asking import page_query
from nexus.web.storefront.brand import Brand, brand_of
from nexus.web.storefront.language import is_partial
from nexus.web.storefront.trees import Branch, tree

COUNT_COOKIE: Final = "nexus_cart_count"
"""How many pieces are in the cart, for the badge in the header, which cached pages cannot know. Written by the cart's views."""
_TREE: Final = "_nexus_categories"


class Shop:
    """Read by templates, lazily: a part of a page costs no statement for what it does not show."""

    def __init__(self, request: HttpRequest, /) -> None:
        self._request = request
        self.tenant: TenantInfo = request.tenant  # type: ignore[attr-defined]
        self.language = get_language() or settings.LANGUAGE_CODE
        self.languages = settings.LANGUAGES

    @cached_property
    def brand(self) -> Brand:
        return brand_of(self.tenant, self.language)

    @property
    def categories(self) -> tuple[Branch, ...]:
        """The roots of the tree with what is below them, for the menu. One statement for each request."""
        if not hasattr(self._request, _TREE):
            setattr(self._request, _TREE, tree(catalog.categories()))
        found: tuple[Branch, ...] = getattr(self._request, _TREE)
        return found

    @property
    def name(self) -> str:
        return self.tenant.name

    @property
    def is_marketplace(self) -> bool:
        return self.tenant.mode == "marketplace"

    @property
    def canonical(self) -> str:
        """This page's address without what only sorts or tracks."""
        return self._request.build_absolute_uri(self._request.path)

    @property
    def origin(self) -> str:
        return self._request.build_absolute_uri("/").rstrip("/")

    @property
    def path(self) -> str:
        """Where a form that changes something small comes back to; a public page knows only what it looks at."""
        if not getattr(self._request, "is_public_page", False):
            return self._request.get_full_path()
        query = page_query(self._request)
        return f"{self._request.path}?{query}" if query else self._request.path

    @property
    def is_demo(self) -> bool:
        return bool(settings.NEXUS_DEMO)


def page(
    request: HttpRequest,
    template: str,
    facts: Mapping[str, Any] | None = None,
    /,
    *,
    part: str = "",
    status: int = 200,
) -> HttpResponse:
    """The whole page, or only its `{% partialdef part %}` when HTMX asks to replace one element."""
    chosen = f"{template}#{part}" if part and is_partial(request) else template
    known: dict[str, Any] = {"shop": Shop(request), **(facts or {})}
    if getattr(request, "is_public_page", False) or known.get("bare"):
        known[
            "messages"
        ] = ()  # one visitor's message would be kept for all; and looking for them may need the database
    return render(request, chosen, known, status=status)
