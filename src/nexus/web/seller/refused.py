"""Refusals of the contexts in the page's language."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from nexus.kernel.errors import NexusError
from nexus.web.seller.goods import WrongEntry

_BY_CODE: Final[dict[str, str | Promise]] = {
    "below_reserved": gettext_lazy("Some of these pieces are promised to orders already."),
    "vendor_not_approved": gettext_lazy("The shop has not approved this seller."),
    "product_not_found": gettext_lazy("There is no such product any more."),
    "invalid_image": gettext_lazy(
        "Not a picture that can be kept: complete JPEG, PNG, WebP, AVIF or still GIF files, at most 10 MB and 40 megapixels."
    ),
    "image_not_found": gettext_lazy("There is no such picture any more."),
    "unreadable_file": gettext_lazy(
        "This file cannot be read: CSV, XLSX or JSON Lines with a line of column names, at most 512 MB."
    ),
    "import_running": gettext_lazy("Another import is running. Wait for its end, or cancel it."),
    "import_state": gettext_lazy("This import has gone on meanwhile."),
    "illegal_transition": gettext_lazy(
        "From its present state it cannot go there. Take it out of the shop first."
    ),
    "already_reported": gettext_lazy("You have reported this review already."),
    "review_not_found": gettext_lazy("There is no such review any more."),
    "proposal_decided": gettext_lazy("The shop has decided already."),
    "concurrent_update": gettext_lazy("Somebody else has changed this meanwhile. Look at it again."),
    "coupon_code_taken": gettext_lazy("Another coupon has this code."),
    "coupon_in_use": gettext_lazy("Orders have used this code. Switch it off instead."),
    "busy": gettext_lazy("Somebody else is changing this right now. Try again."),
}
_BY_FIELD: Final[dict[str, str | Promise]] = {
    "title": gettext_lazy("Give it a title of at most 200 characters."),
    "slug": gettext_lazy("Lower case letters, digits and dashes; no other product may have the same."),
    "category": gettext_lazy("Choose a category."),
    "category_id": gettext_lazy("Choose a category."),
    "brand": gettext_lazy("There is no such brand."),
    "product_type": gettext_lazy("There is no such kind of product."),
    "sku": gettext_lazy("Another variant has this SKU."),
    "tags": gettext_lazy("At most 30 tags of at most 40 characters."),
    "publish_at": gettext_lazy("Choose a moment in the future."),
    "barcode": gettext_lazy("This barcode is not valid: check its digits."),
    "price": gettext_lazy("This price cannot be used."),
    "compare_at_price": gettext_lazy("This price cannot be used."),
    "stock_quantity": gettext_lazy("Write a whole number of pieces, 0 or more."),
    "file": gettext_lazy("A product has at most 30 pictures."),
    "url": gettext_lazy("No picture could be fetched from this address."),
    "ids": gettext_lazy("The pictures have changed meanwhile. Look at them again."),
    "text": gettext_lazy("Write between 1 and 2,000 characters."),
    "code": gettext_lazy("Letters and digits, at least three."),
    "options": gettext_lazy("Two variants would have the same choice."),
}


def in_words(error: NexusError | WrongEntry, /) -> str:
    """One line: why it was refused. What no text of ours covers is told in the words of the API."""
    if isinstance(error, WrongEntry):
        return str(error)
    if error.code in _BY_CODE:
        why = error.detail if get_language() == "en" and error.code == "unreadable_file" else ""
        return why or str(_BY_CODE[error.code])
    return " ".join(dict.fromkeys(at_field(name, texts) for name, texts in error.errors.items())) or (
        str(_("This could not be done: %(why)s") % {"why": error.detail})
    )


def at_field(name: str, texts: list[str], /) -> str:
    """What is wrong with a field, by its last name: `variants.3.sku` is a `sku`."""
    if name.startswith("attributes."):
        return _of_attribute(texts)
    known = _BY_FIELD.get(name) or _BY_FIELD.get(name.rpartition(".")[2])
    return str(known) if known else " ".join(texts)


def _of_attribute(texts: list[str]) -> str:
    """The catalog says exactly what does not fit, in English; pages in other languages say less."""
    if get_language() == "en":
        return " ".join(texts)
    needed = any("before they are published" in text for text in texts)
    return _("Needed before it is published.") if needed else _("This value does not fit.")
