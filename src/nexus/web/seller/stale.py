"""What somebody else changed meanwhile, in words."""

from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from nexus.catalog.contracts.errors import StaleProduct
from nexus.catalog.queries import categories

_LABELS: Final[dict[str, str | Promise]] = {
    "title": gettext_lazy("Title"),
    "description": gettext_lazy("Description"),
    "category_id": gettext_lazy("Category"),
    "tags": gettext_lazy("Tags"),
    "slug": gettext_lazy("Address in the shop"),
    "status": gettext_lazy("State"),
}


def moved_facts(error: StaleProduct, /) -> list[tuple[str, str]]:
    """(label, what it is now) of each."""
    return [(str(_LABELS.get(name, name)), _shown(name, value)) for name, value in error.facts["now"].items()]


def _shown(name: str, value: Any) -> str:
    if name == "category_id":
        found = categories.by_id(value)
        return found.name if found else ""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
