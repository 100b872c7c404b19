"""How a tenant's shop looks, from the tenant's settings under `branding`. Whatever is missing or unusable has a default."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from nexus.tenancy.contracts.dto import TenantInfo
from nexus.web.components.colours import is_colour, readable, text_on

ACCENT: Final = "#0f5f57"
_LIGHT, _DARK = "#fbfaf7", "#151412"  # the paper of both themes in shop.css
_OWN_PATH: Final = re.compile(r"/(?!/)[\w.~%+@:=&?/-]*", re.ASCII)
_BETWEEN: Final = re.compile(r"\n\s*\n")


@dataclass(frozen=True, kw_only=True, slots=True)
class Brand:
    """Texts are in the page's language. `logo` and `hero_image` are paths on this host; empty: there is none.
    `return_days`: how long goods may be sent back for any reason; 0: the shop has not said so.
    """

    name: str
    tagline: str
    announcement: str
    hero_title: str
    hero_text: str
    hero_image: str
    hero_alt: str
    about: str
    contact_email: str
    return_days: int
    logo: str
    accent: str

    @property
    def css_version(self) -> str:
        """Changes with the stylesheet, so that a browser may keep it for ever."""
        return hashlib.sha256(brand_css(self.accent).encode()).hexdigest()[:12]


def brand_of(tenant: TenantInfo, language: str, /) -> Brand:
    given = tenant.settings.get("branding")
    said = given if isinstance(given, Mapping) else {}
    accent = said.get("accent")
    return Brand(
        name=tenant.name,
        tagline=text_of(said, "tagline", tenant, language),
        announcement=text_of(said, "announcement", tenant, language),
        hero_title=text_of(said, "hero_title", tenant, language),
        hero_text=text_of(said, "hero_text", tenant, language),
        hero_image=_path(said, "hero_image"),
        hero_alt=text_of(said, "hero_alt", tenant, language),
        about=text_of(said, "about", tenant, language),
        contact_email=text_of(said, "contact_email", tenant, language),
        return_days=_days(said.get("return_days")),
        logo=_path(said, "logo"),
        accent=str(accent) if is_colour(accent) else ACCENT,
    )


def own_page(tenant: TenantInfo, topic: str, language: str, /) -> list[str]:
    """Paragraphs of the tenant's own text for an information page (`branding.pages`); empty: ours holds."""
    given = tenant.settings.get("branding")
    pages = given.get("pages") if isinstance(given, Mapping) else None
    text = text_of(pages, topic, tenant, language) if isinstance(pages, Mapping) else ""
    return [paragraph.strip() for paragraph in _BETWEEN.split(text) if paragraph.strip()]


def text_of(said: Mapping[str, Any], name: str, tenant: TenantInfo, language: str, /) -> str:
    """One text for all, or one for each language: then the shop's own language stands in for a missing one."""
    found = said.get(name)
    if isinstance(found, Mapping):
        found = found.get(language) or found.get(tenant.locale[:2]) or next(iter(found.values()), "")
    return found if isinstance(found, str) else ""


def _days(said: object) -> int:
    return said if isinstance(said, int) and not isinstance(said, bool) and 0 < said <= 365 else 0


def _path(said: Mapping[str, Any], name: str) -> str:
    """Pictures come from this host or not at all: no page of ours makes a request to another one.

    Browsers read a backslash as a slash and skip tabs: only plain characters, so that no second slash hides in them.
    """
    found = said.get(name)
    return found if isinstance(found, str) and _OWN_PATH.fullmatch(found) else ""


@lru_cache(maxsize=512)
def brand_css(accent: str, /) -> str:
    """The tenant's accent with what is written on it, and as a colour of text on both papers."""
    light, dark = readable(accent, on=_LIGHT), readable(accent, on=_DARK)
    lit = f"--accent:{light};--on-accent:{text_on(light)};--accent-text:{light}"
    unlit = f"--accent:{dark};--on-accent:{text_on(dark)};--accent-text:{dark}"
    return (
        f":root{{{lit}}}"
        f'@media(prefers-color-scheme:dark){{:root:not([data-theme="light"]){{{unlit}}}}}'
        f':root[data-theme="dark"]{{{unlit}}}'
    )
