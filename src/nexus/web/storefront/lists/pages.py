"""Everything that the page of a list shows. At most seven statements with those of the frame."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nexus.kernel.money import exponent_of
from nexus.search.queries import finding, showcase
from nexus.search.queries.words import words_of
from nexus.web.storefront.lists.chips import chips
from nexus.web.storefront.lists.choices import code_of, groups
from nexus.web.storefront.lists.wishes import Wish, read_wish
from nexus.web.storefront.products import cards
from nexus.web.storefront.rendering import Shop, page
from nexus.web.storefront.structured import list_data
from nexus.web.storefront.told import name_of
from nexus.web.storefront.trees import branches

_INSTEAD: Final = 4
_SORTS: Final = (
    ("relevance", gettext_lazy("Best match")),
    ("newest", gettext_lazy("Newest")),
    ("best_selling", gettext_lazy("Bestselling")),
    ("price", gettext_lazy("Price, lowest first")),
    ("-price", gettext_lazy("Price, highest first")),
    ("rating", gettext_lazy("Best rated")),
)
_NAMES: Final = {
    "category": gettext_lazy("Category"), "vendor": gettext_lazy("Seller"), "brand": gettext_lazy("Brand"),
    "collection": gettext_lazy("Collection"), "tag": gettext_lazy("Tags"),
    "price_min": gettext_lazy("Lowest price"), "price_max": gettext_lazy("Highest price"),
    "in_stock": gettext_lazy("In stock"), "rating_min": gettext_lazy("Rating"), "reduced": gettext_lazy("Reduced"),
    "sort": gettext_lazy("Order"), "cursor": gettext_lazy("Place in the list"), "q": gettext_lazy("Search text"),
}  # fmt: skip


def list_page(
    request: HttpRequest,
    heading: Mapping[str, Any],
    /,
    *,
    shelf: Mapping[str, UUID] | None = None,
    fixed: tuple[str, ...] = (),
) -> HttpResponse:
    """`heading`: what stands above the list, and with `lists_products` its products as structured data; `shelf`: members of
    Filters that the address of the page decides.

    Parameters that cannot be used are left out and named, with status 400; such a page is not kept.
    """
    shop = Shop(request)
    known = {key for one in branches(shop.categories) for key in (one.category.slug, str(one.category.id))}
    wish = read_wish(request, shop.tenant, categories=known, fixed=fixed)
    facts = {**heading, **_listed(shop, wish, shelf or {}, fixed)}
    if facts.get("lists_products"):
        facts["data"] = [*facts["data"], list_data(shop, facts["title"], facts["products"])]
    status = 400 if wish.refused else 200
    return page(request, "storefront/listing.html", facts, part="list", status=status)


def _listed(shop: Shop, wish: Wish, shelf: Mapping[str, UUID], fixed: tuple[str, ...]) -> dict[str, Any]:
    filters, currency = replace(wish.filters, **shelf), shop.tenant.currency  # type: ignore[arg-type]
    rows, searched = finding.find(wish.page, filters, wish.text, order=wish.order)
    counted = finding.facets(filters, searched, currency=currency) if rows else {}
    form = groups(wish, counted, roots=shop.categories, fixed=_unasked(shop, fixed))
    return {
        **_results(wish, rows),
        **_form(wish),
        **_correction(wish, searched.text if searched else ""),
        "groups": form,
        "chips": chips(wish, form, currency=currency),
        "prices": _prices(wish, counted, currency),
    }


def _correction(wish: Wish, searched: str) -> dict[str, Any]:
    """What was looked for instead, and the words that had to give way; nothing when it is what was typed."""
    if not (searched and wish.text and searched != wish.text.text):
        return {"corrected": ""}
    known = set(words_of(searched))
    unknown = [word for word in wish.filters.text.split() if not known.issuperset(words_of(word))]
    return {"corrected": searched, "unknown": unknown or [wish.filters.text]}


def _results(wish: Wish, rows: list[Any]) -> dict[str, Any]:
    """Products of the page with the ways on; where there are none, what others like."""
    answer = wish.page.answer(rows, item=lambda row: row)
    return {
        "products": cards(answer["results"]),
        "next": answer["next"],
        "previous": answer["previous"],
        "is_further": "cursor" in wish.query,
        "instead": () if rows else cards(showcase.bestsellers(limit=_INSTEAD)),
        "said": _said(len(answer["results"]), bool(answer["next"])),
    }


def _form(wish: Wish) -> dict[str, Any]:
    return {
        "here": wish.path,
        "asked": wish.filters.text,
        "clear": _cleared(wish),
        "sorts": _sorts(wish),
        "switches": _switches(wish),
        "refused": [_name(name) for name in wish.refused],
    }


def _unasked(shop: Shop, fixed: tuple[str, ...]) -> tuple[str, ...]:
    """A shop of one seller has nobody to choose among."""
    return fixed if shop.is_marketplace else (*fixed, "vendor")


def _cleared(wish: Wish) -> str:
    """The list without any filter; what was searched and the order stay."""
    kept, stays = wish.query.copy(), ("q", "sort") if wish.is_search else ("sort",)
    for name in [name for name in kept if name not in stays]:
        del kept[name]
    return wish.address(kept)


def _sorts(wish: Wish) -> list[dict[str, Any]]:
    """The one that holds anyway has no value, so that it does not stand in the address."""
    usual = "relevance" if wish.text else "newest"
    return [
        {"value": "" if name == usual else name, "label": label, "chosen": name == wish.order}
        for name, label in _SORTS
        if name != "relevance" or wish.text
    ]


def _prices(wish: Wish, counted: Mapping[str, Any], currency: str) -> dict[str, Any]:
    ranges = counted.get("price", ())
    typed = wish.typed
    return {
        "currency": currency,
        "decimals": exponent_of(currency) > 0,
        "min": {"value": typed.get("price_min", ""), "wrong": "price_min" in wish.refused,
                "hint": ranges[0]["min"] if ranges else ""},
        "max": {"value": typed.get("price_max", ""), "wrong": "price_max" in wish.refused,
                "hint": ranges[-1]["max"] if ranges else ""},
    }  # fmt: skip


def _switches(wish: Wish) -> list[dict[str, Any]]:
    return [
        {"name": "in_stock", "label": _("In stock only"), "chosen": wish.filters.in_stock is True},
        {"name": "reduced", "label": _("Reduced only"), "chosen": wish.filters.reduced is True},
    ]


def _name(parameter: str) -> str:
    return str(_NAMES.get(parameter) or name_of(code_of(parameter), {}))


def _said(shown: int, more: bool) -> str:
    """What a screen reader is told after a change."""
    if not shown:
        return _("No products found.")
    if more:
        return _("%(shown)s products shown, there are more.") % {"shown": shown}
    return ngettext("%(shown)s product shown.", "%(shown)s products shown.", shown) % {"shown": shown}
