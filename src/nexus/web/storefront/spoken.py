"""Products in the language of the page: translated where somebody translated them, else as the shop says it."""

from typing import Any

from django.utils.translation import get_language


def title_of(item: dict[str, Any], /) -> str:
    """The title of an entry of a list in the visitor's language."""
    title: str = item.get("titles", {}).get(_language()) or item["title"]
    return title


def spoken(body: dict[str, Any], /) -> dict[str, Any]:
    """A product's detail with title and description in the visitor's language, each for itself."""
    return body | body.get("translations", {}).get(_language(), {})


def _language() -> str:
    return (get_language() or "")[:2]
