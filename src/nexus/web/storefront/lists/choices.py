"""What a list can be narrowed by: the filters of the form, with how many products each would leave."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import quote

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nexus.search.queries.filters import LIMITS, RANGE
from nexus.web.storefront.asking import ATTRIBUTE
from nexus.web.storefront.lists.wishes import Wish
from nexus.web.storefront.swatches import swatch_of
from nexus.web.storefront.told import Definitions, definitions_of, name_of, value_of
from nexus.web.storefront.trees import Branch, trail

AT_ONCE: Final = 7
MOST_GROUPS: Final = 8
LEAST_SHARE: Final = 0.2
"""Of a list's products have to have an attribute, or narrowing by it makes no sense there."""

type Facets = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One box to tick. `count` None: nobody counted. `indent`: below the one before; `swatch`: its colour, `#rrggbb`."""

    value: str
    label: str
    chosen: bool
    count: int | None = None
    indent: bool = False
    swatch: str = ""

    @property
    def key(self) -> str:
        """Part of an id in the page: the same for the same value, however the list changes."""
        return quote(self.value, safe="")


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """A number from ... up to: what is typed, and the limits of what the list has as hints."""

    lowest: str
    highest: str
    least: str = ""
    most: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """The choices of one filter; `single`: one excludes the others. `more` are folded away. With a `span`, numbers are typed."""

    name: str
    legend: str
    choices: Sequence[Choice]
    more: Sequence[Choice] = ()
    single: bool = False
    span: Span | None = None


def groups(wish: Wish, facets: Facets, /, *, roots: Sequence[Branch], fixed: tuple[str, ...]) -> list[Group]:
    """Of the facets and of what is chosen; filters without a choice are left out."""
    found = [
        None if "category" in fixed else _categories(wish, facets, roots),
        None if "vendor" in fixed else _vendors(wish, facets),
        None if "brand" in fixed else _brands(wish, facets),
        _ratings(wish, facets),
        *_attributes(wish, facets),
        _several(wish, "tag", _("Tags"), facets.get("tag", ())),
    ]
    return [group for group in found if group is not None]


def _categories(wish: Wish, facets: Facets, roots: Sequence[Branch]) -> Group | None:
    counts = {entry["value"]: entry["count"] for entry in facets.get("category", ())}
    chosen = wish.query.get("category", "")
    path = trail(roots, chosen) or trail(roots, wish.filters.category_id or chosen)
    shown: list[tuple[Branch, bool]] = []
    for root in roots:
        if root in path or (not path and counts.get(root.category.slug)):
            shown.append((root, False))
            shown += [
                (child, True)
                for child in (root.children if root in path else ())
                if counts.get(child.category.slug) or child in path
            ]
    if not shown:
        return None
    last = path[-1] if path else None
    choices = [Choice(value="", label=_("All categories"), chosen=last is None)]
    choices += [
        Choice(
            value=branch.category.slug, label=branch.category.name, chosen=branch is last,
            count=counts.get(branch.category.slug), indent=indent,
        )
        for branch, indent in shown
    ]  # fmt: skip
    return Group(name="category", legend=_("Category"), choices=choices, single=True)


def _vendors(wish: Wish, facets: Facets) -> Group | None:
    found, chosen = facets.get("vendor", []), str(wish.filters.vendor_id or "")
    if len(found) < 2 and not chosen:
        return None
    choices = [
        Choice(
            value=one["value"], label=one.get("label", ""), chosen=one["value"] == chosen, count=one["count"]
        )
        for one in found
    ]
    if chosen and not any(one.chosen for one in choices):
        choices.append(Choice(value=chosen, label=_("The chosen seller"), chosen=True, count=0))
    everybody = Choice(value="", label=_("All sellers"), chosen=not chosen)
    return _folded("vendor", _("Seller"), [everybody, *choices], single=True)


def _brands(wish: Wish, facets: Facets) -> Group | None:
    return _several(wish, "brand", _("Brand"), facets.get("brand", ()))


def _ratings(wish: Wish, facets: Facets) -> Group | None:
    chosen = wish.query.get("rating_min", "")
    found = sorted(facets.get("rating", ()), key=lambda entry: entry["value"], reverse=True)
    if not found and not chosen:
        return None
    choices = [Choice(value="", label=_("Any rating"), chosen=not chosen)]
    choices += [
        Choice(value=one["value"], label=stars_label(one["value"]), chosen=one["value"] == chosen, count=one["count"])
        for one in found
    ]  # fmt: skip
    if not any(one.chosen for one in choices):
        choices.append(Choice(value=chosen, label=stars_label(chosen), chosen=True))
    return Group(name="rating_min", legend=_("Rating"), choices=choices, single=True)


def stars_label(stars: str, /) -> str:
    """`4` -> 4 stars and more."""
    more = ngettext("%(stars)s star and more", "%(stars)s stars and more", 1 if stars == "1" else 2)
    return more % {"stars": stars}


def _attributes(wish: Wish, facets: Facets) -> Iterable[Group | None]:
    """Those that a good part of the list has, the most common first; what is chosen is there in any case. One statement at
    most, for what the merchant calls them."""
    enough = sum(entry["count"] for entry in facets.get("price", ())) * LEAST_SHARE
    have = {name: sum(entry["count"] for entry in entries) for name, entries in facets.items()
            if name.startswith(ATTRIBUTE) and not name.endswith(RANGE)}  # fmt: skip
    chosen = [without_limit(name) for name in wish.query if name.startswith(ATTRIBUTE)]
    common = sorted((name for name in have if have[name] >= enough), key=lambda name: (-have[name], name))
    known = definitions_of({code_of(name) for name in (*chosen, *common)})
    offered = [name for name in common if code_of(name) not in known or known[code_of(name)].is_filterable]
    for name in dict.fromkeys([*chosen, *offered[:MOST_GROUPS]]):
        yield _spanned(wish, name, facets, known) or _several(
            wish, name, legend_of(name, known), facets.get(name, ()), known=known
        )


def _spanned(wish: Wish, name: str, facets: Facets, known: Definitions) -> Group | None:
    """Numbers of which there are many different ones are typed; few are ticked."""
    ranges, typed = (
        facets.get(f"{name}{RANGE}", []),
        [wish.typed.get(f"{name}{limit}", "") for limit in LIMITS],
    )
    if not any(typed) and (len(facets.get(name, ())) <= AT_ONCE or len(ranges) < 2):
        return None
    span = Span(lowest=typed[0], highest=typed[1], least=ranges[0]["min"] if ranges else "",
                most=ranges[-1]["max"] if ranges else "")  # fmt: skip
    return Group(name=name, legend=legend_of(name, known), choices=(), span=span)


def without_limit(name: str, /) -> str:
    return name.removesuffix(LIMITS[0]).removesuffix(LIMITS[1])


def code_of(name: str, /) -> str:
    """`attr.shoe_size` and `attr.shoe_size.min` -> shoe_size."""
    return without_limit(name)[len(ATTRIBUTE) :]


def legend_of(name: str, known: Definitions, /) -> str:
    """What the attribute is called, with the unit that its numbers are in."""
    code = code_of(name)
    unit = known[code].unit if code in known else ""
    return f"{name_of(code, known)} ({unit})" if unit else name_of(code, known)


def _several(
    wish: Wish,
    name: str,
    legend: str,
    entries: Iterable[dict[str, Any]],
    *,
    known: Definitions = MappingProxyType({}),
) -> Group | None:
    """Values that differ only in case are one choice, as they are for the search."""
    chosen = {value.casefold(): value for value in wish.query.getlist(name)}
    counts, labels, names = Counter[str](), dict[str, str](), dict[str, str]()
    for entry in entries:
        key = entry["value"].casefold()
        counts[key] += entry["count"]
        labels.setdefault(key, entry["value"])
        if entry.get("label"):
            names.setdefault(key, entry["label"])
    labels = {**chosen, **labels}
    if not chosen and len(counts) < 2:
        return None
    return _folded(name, legend, [
        Choice(value=labels[key], label=told, chosen=key in chosen, count=counts[key], swatch=swatch_of(code_of(name), told))
        for key in sorted(labels, key=lambda key: (-counts[key], key))
        for told in [names.get(key) or _label(name, labels[key], known)]
    ])  # fmt: skip


def _label(name: str, value: str, known: Definitions) -> str:
    return value_of(code_of(name), value, known) if name.startswith(ATTRIBUTE) else value


def _folded(name: str, legend: str, choices: list[Choice], *, single: bool = False) -> Group:
    """The first ones and whatever is chosen at once, the others on demand."""
    if len(choices) <= AT_ONCE + 2:
        return Group(name=name, legend=legend, choices=choices, single=single)
    first = [one for place, one in enumerate(choices) if place < AT_ONCE or one.chosen]
    rest = [one for one in choices if one not in first]
    return Group(name=name, legend=legend, choices=first, more=rest, single=single)
