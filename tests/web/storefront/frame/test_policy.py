"""Nothing inline and nothing from elsewhere, on every page of the shop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from tests.factories.shop import stock_shelf
from tests.web.storefront.frame.window import Window

_LOADS = {"src", "srcset", "poster", "data", "background"}
_LEADS = {"href", "action", "formaction", "hx-get", "hx-post", "hx-put", "hx-patch", "hx-delete"}


class _Faults(HTMLParser):
    """What the content policy would stop, or what would tell another host about a visitor."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "style" or (
            tag == "script" and "src" not in said and said.get("type") != "application/ld+json"
        ):
            self.found.append(f"inline {tag}")
        for name, value in attrs:
            self._look_at(tag, name, value or "")

    def _look_at(self, tag: str, name: str, value: str) -> None:
        if name == "style" or name.startswith(("on", "hx-on")):
            self.found.append(f"{tag} {name}={value}")
        if (name in _LOADS or (name == "href" and tag == "link")) and not _is_own(value):
            self.found.append(f"{tag} loads {value}")
        if name in _LEADS and value.lower().lstrip().startswith(("javascript:", "data:", "vbscript:")):
            self.found.append(f"{tag} leads to {value}")


def _is_own(address: str) -> bool:
    return address.startswith(("/", "http://testserver/", "#")) and not address.startswith("//")


def faults(text: str) -> list[str]:
    reader = _Faults()
    reader.feed(text)
    return reader.found


def _addresses(tenant: Any) -> Iterator[str]:
    """Every address of the shop, filled in with something that exists where that is possible."""
    from django.urls import get_resolver

    from nexus.catalog import facade as catalog
    from nexus.platform.tenancy import tenant_scope

    with tenant_scope():
        stock_shelf(prices=("10.00", "12.50"))
        category = catalog.categories()[0].slug
    for pattern in _routes(get_resolver("nexus.web.storefront.urls").url_patterns):
        filled = pattern.replace("<slug:topic>", "privacy")
        filled = re.sub(r"^c/<str:slug>", f"c/{category}", filled)
        yield "/" + re.sub(
            r"<(?:(\w+):)?\w+>", lambda found: _SAMPLES.get(found[1] or "str", "sample"), filled
        )


_SAMPLES = {"uuid": "00000000-0000-4000-8000-000000000000", "int": "7", "str": "sample", "slug": "sample"}


def _routes(patterns: Any) -> Iterator[str]:
    for one in patterns:
        if hasattr(one, "url_patterns"):
            yield from (f"{one.pattern}{inner}" for inner in _routes(one.url_patterns))
        else:
            yield str(one.pattern)


def test_every_page_keeps_the_policy(window: Window, tenant: Any) -> None:
    from django.test import override_settings

    asked = list(_addresses(tenant))
    with override_settings(NEXUS_DEMO=True):
        answers = {path: window.get(path) for path in asked}

    assert len(asked) >= 15
    for path, answer in answers.items():
        assert answer.status_code < 500, path
        assert answer["Content-Security-Policy"].startswith("default-src 'none'; "), path
        assert "unsafe" not in answer["Content-Security-Policy"], path
        if answer["Content-Type"].startswith("text/html"):
            assert faults(answer.content.decode()) == [], path


@pytest.mark.parametrize(("markup", "fault"), [
    ("<p style='color:red'>", "p style=color:red"), ("<a onclick=x()>", "a onclick=x()"),
    ("<script>1</script>", "inline script"),
    ("<img src=https://evil.example/x.png>", "img loads https://evil.example/x.png"),
    ("<img src=//evil.example/x.png>", "img loads //evil.example/x.png"),
    ("<a href=' JavaScript:x'>", "a leads to  JavaScript:x"), ("<div hx-on:click=x>", "div hx-on:click=x"),
    ("<style>a{}</style>", "inline style"),
    ("<link rel=stylesheet href=https://evil.example/x.css>", "link loads https://evil.example/x.css"),
])  # fmt: skip
def test_the_search_for_faults_finds_them(markup: str, fault: str) -> None:
    assert faults(markup) == [fault]
