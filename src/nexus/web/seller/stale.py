"""What somebody else changed meanwhile, in words."""

from collections.abc import Callable
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.errors import StaleProduct
from nexus.catalog.queries import categories
from nexus.web.seller.attributes import shown
from nexus.web.seller.states import STATES

_LABELS: Final[dict[str, str | Promise]] = {
    "title": gettext_lazy("Title"),
    "description": gettext_lazy("Description"),
    "category_id": gettext_lazy("Category"),
    "tags": gettext_lazy("Tags"),
    "slug": gettext_lazy("Address in the shop"),
    "status": gettext_lazy("State"),
    "further_category_ids": gettext_lazy("Further categories"),
    "brand_id": gettext_lazy("Brand"),
    "product_type_id": gettext_lazy("Kind of product"),
    "attributes": gettext_lazy("Properties"),
    "publish_at": gettext_lazy("Time of publishing"),
    "translations": gettext_lazy("Translations"),
}


def label_of(field: str, /) -> str:
    """What a field is called; of a part, such as `attributes.colour`, with its own name behind."""
    name, _, part = field.partition(".")
    return f"{_LABELS.get(name, name)}: {part}" if part else str(_LABELS.get(name, name))


def moved_facts(error: StaleProduct, /) -> list[tuple[str, str]]:
    """(label, what it is now) of each."""
    return [(str(_LABELS.get(name, name)), _shown(name, value)) for name, value in error.facts["now"].items()]


def _shown(name: str, value: Any) -> str:
    if name == "status":
        return str(STATES[value].label) if value in STATES else str(value)
    if name in _NAMED:
        return _NAMED[name](value)
    if isinstance(value, dict):
        return ", ".join(f"{code}: {' '.join(filter(None, shown(one)))}" for code, one in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _categories(found: Any) -> str:
    ids = found if isinstance(found, list) else [found]
    return ", ".join(one.name for one in categories.by_ids(ids).values())


_NAMED: Final[dict[str, Callable[[Any], str]]] = {
    "category_id": _categories,
    "further_category_ids": _categories,
    "brand_id": lambda wanted: next((one.name for one in catalog.brands() if one.id == wanted), ""),
    "product_type_id": lambda wanted: next(
        (one.name for one in catalog.product_types() if one.id == wanted), ""
    ),
}
