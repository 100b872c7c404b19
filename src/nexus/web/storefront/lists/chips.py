"""What a list is narrowed by, each with the address that takes it back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nexus.search.queries.filters import LIMITS
from nexus.web.components.templatetags.components import money
from nexus.web.storefront.asking import ATTRIBUTE
from nexus.web.storefront.lists.choices import Group, code_of, stars_label, without_limit
from nexus.web.storefront.lists.wishes import Wish
from nexus.web.storefront.told import name_of


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in use; `href`: the list without it."""

    label: str
    href: str


def chips(wish: Wish, groups: Sequence[Group], /, *, currency: str) -> list[Chip]:
    """In the order of the query. Order and place in the list are no filters, nor is the text of a search."""
    return list(_chips(wish, {group.name: group for group in groups}, currency))


def _chips(wish: Wish, groups: dict[str, Group], currency: str) -> Iterator[Chip]:
    for name in wish.query:
        if name.startswith(ATTRIBUTE) and name.endswith(LIMITS):
            yield Chip(_limit(name, wish.query[name], groups), wish.without(name))
        elif name in ("tag", "brand") or name.startswith(ATTRIBUTE):
            for value in wish.query.getlist(name):
                yield Chip(_value(name, value, groups), wish.without(name, value))
        elif (label := _label(wish, name, groups, currency)) is not None:
            yield Chip(label, wish.without(name))


def _limit(name: str, value: str, groups: dict[str, Group]) -> str:
    said = _("from %(price)s") if name.endswith(LIMITS[0]) else _("up to %(price)s")
    return f"{_legend(name, groups)}: {said % {'price': value}}"


def _value(name: str, value: str, groups: dict[str, Group]) -> str:
    """As the form says it, where the choice is in the form."""
    choices = groups[name].choices if name in groups else ()
    label = next((one.label for one in choices if one.value.casefold() == value.casefold()), value)
    return f"{_legend(name, groups)}: {label}" if name.startswith(ATTRIBUTE) else label


def _legend(name: str, groups: dict[str, Group]) -> str:
    group = groups.get(without_limit(name))
    return group.legend if group else name_of(code_of(name), {})


def _label(wish: Wish, name: str, groups: dict[str, Group], currency: str) -> str | None:
    value = wish.query[name]
    match name:
        case "q" if not wish.is_search:
            return _("“%(text)s”") % {"text": value}
        case "category" | "vendor":
            chosen = (
                next((one.label for one in groups[name].choices if one.chosen), "") if name in groups else ""
            )
            return chosen or value
        case "collection":
            return value
        case "price_min":
            return _("from %(price)s") % {"price": money(value, currency)}
        case "price_max":
            return _("up to %(price)s") % {"price": money(value, currency)}
        case "rating_min":
            return stars_label(value)
        case "in_stock":
            return _("In stock") if wish.filters.in_stock else _("Sold out")
        case "reduced":
            return _("Reduced") if wish.filters.reduced else _("Not reduced")
    return None
