"""A product's picture in as many bytes as its place on the page needs: AVIF, else WebP, else JPEG, in the fitting width."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from nexus.catalog.queries.media_urls import rendition_file


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a picture stands: the narrowest and the widest copy that can be of use there, and how wide it is shown."""

    least: int
    most: int
    sizes: str


PLACES: Final = {
    "card": Place(
        least=320,
        most=640,
        sizes="(min-width:80rem) 286px,(min-width:64rem) 23vw,(min-width:40rem) 31vw,46vw",
    ),
    "tile": Place(least=320, most=960, sizes="(min-width:64rem) 400px,(min-width:40rem) 47vw,94vw"),
    "gallery": Place(least=640, most=1440, sizes="(min-width:80rem) 681px,(min-width:64rem) 54vw,94vw"),
    "line": Place(least=160, most=320, sizes="112px"),
    "thumb": Place(least=160, most=160, sizes="72px"),
}
_COLOUR: Final = re.compile(r"#[0-9a-f]{6}", re.ASCII)


def picture_html(
    url: str,
    facts: Mapping[str, Any] | None,
    /,
    *,
    place: str,
    alt: str = "",
    loading: str = "lazy",
    size: tuple[int, int] = (800, 800),
    css: str = "",
) -> SafeString:
    """The element, with the picture's colour behind it while it loads and its focal point in sight where it is cropped.

    `facts` as in the API's `picture`; None, or no copies yet: the picture itself. `loading`: lazy, eager, or first (asked for
    before everything else). `size`: of the space that is kept for it, in pixels.
    """
    known, where = facts or {}, PLACES[place]
    widths = fitting(known.get("widths") or [], where)
    shown = _shown(url, known, widths, where, alt=alt, loading=loading, size=size, css=css)
    if not widths:
        return mark_safe(_ground(known) + shown)  # noqa: S308 - every value is escaped
    sources = "".join(_source(url, kind, widths, where) for kind in ("avif", "webp"))
    return mark_safe(f"{_ground(known)}<picture>{sources}{shown}</picture>")  # noqa: S308


def fitting(widths: list[int], where: Place, /) -> list[int]:
    """Those that are of use there; the widest one below when none is."""
    useful = [one for one in widths if where.least <= one <= where.most]
    return useful or sorted(one for one in widths if one < where.least)[-1:]


def _source(url: str, kind: str, widths: list[int], where: Place) -> str:
    return f'<source type="image/{kind}" {_choice(url, kind, widths, where)}>'


def _choice(url: str, kind: str, widths: list[int], where: Place) -> str:
    if len(widths) == 1:
        return f'srcset="{_copy(url, widths[0], kind)}"'
    named = ", ".join(f"{_copy(url, one, kind)} {one}w" for one in widths)
    return f'srcset="{named}" sizes="{where.sizes}"'


def _shown(
    url: str,
    known: Mapping[str, Any],
    widths: list[int],
    where: Place,
    *,
    alt: str,
    loading: str,
    size: tuple[int, int],
    css: str,
) -> str:
    source = _copy(url, widths[-1], "jpeg") if widths else escape(url)
    choice = f" {_choice(url, 'jpeg', widths, where)}" if len(widths) > 1 else ""
    when = {"lazy": ' loading="lazy"', "first": ' fetchpriority="high"'}.get(loading, "")
    named = " ".join([*css.split(), *_focus(known)])
    classes = f' class="{escape(named)}"' if named else ""
    space = f'width="{size[0]}" height="{size[1]}"'
    return f'<img src="{source}"{choice} alt="{escape(alt)}" {space}{when} decoding="async"{classes}>'


def _focus(known: Mapping[str, Any]) -> list[str]:
    """Classes, in steps of ten percent: our pages allow no style of their own in an element."""
    steps = {axis: round(int(known.get(f"focal_{axis}", 50)) / 10) for axis in ("x", "y")}
    return [f"focus-{axis}-{step}" for axis, step in steps.items() if step != 5]


def _ground(known: Mapping[str, Any]) -> str:
    colour = known.get("colour") or ""
    if not _COLOUR.fullmatch(colour):
        return ""
    rectangle = f'<rect width="100%" height="100%" fill="{colour}"/>'
    return f'<svg class="picture-ground" aria-hidden="true" focusable="false">{rectangle}</svg>'


def _copy(url: str, width: int, kind: str) -> str:
    return str(escape(rendition_file(url, width, kind)))
