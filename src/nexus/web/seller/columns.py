"""What a column of a seller's file may be taken for, in words."""

from collections.abc import Iterable
from typing import Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from nexus.catalog.contracts.definitions import AttributeInfo
from nexus.integrations import facade as integrations
from nexus.integrations.contracts.dto import Column

_WORDS: Final[dict[str, str | Promise]] = {
    "handle": gettext_lazy("Product (what rows of one product share)"),
    "title": gettext_lazy("Title"),
    "description": gettext_lazy("Description"),
    "status": gettext_lazy("State"),
    "publish_at": gettext_lazy("Time of publishing"),
    "category": gettext_lazy("Category"),
    "further_categories": gettext_lazy("Further categories"),
    "brand": gettext_lazy("Brand"),
    "product_type": gettext_lazy("Kind of product"),
    "tags": gettext_lazy("Tags"),
    "tax_class": gettext_lazy("Tax class"),
    "images": gettext_lazy("Pictures (addresses)"),
    "sku": gettext_lazy("SKU"),
    "variant_title": gettext_lazy("Title of the variant"),
    "barcode": gettext_lazy("Barcode"),
    "weight": gettext_lazy("Weight"),
    "price": gettext_lazy("Price"),
    "compare_at_price": gettext_lazy("Price before"),
    "currency": gettext_lazy("Currency"),
    "stock": gettext_lazy("Stock"),
}

type Choices = list[tuple[str, str]]


def choices_for(column: Column, definitions: Iterable[AttributeInfo], /) -> Choices:
    """Fields with their names; first: not read. What the column is taken for is always among them."""
    found = [("", _("Not read")), *((field, _named(field)) for field in integrations.fields())]
    language = get_language() or "en"
    found += [(f"attr.{one.code}", one.name_in(language)) for one in definitions]
    found.append(
        (f"option.{column.header[:60].strip()}", _("Option: %(name)s") % {"name": column.header[:60]})
    )
    found += [
        (f"{field}:{code}", f"{_named(field)} ({name})")
        for code, name in settings.LANGUAGES
        for field in ("title", "description")
    ]
    known = dict(found)
    return list((known if column.field in known else known | {column.field: column.field}).items())


def _named(field: str) -> str:
    return str(_WORDS.get(field, field))


def told(field: str, /) -> str:
    """A field of the preview in words."""
    return _named(field)
