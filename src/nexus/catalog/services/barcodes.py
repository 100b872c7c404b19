"""Barcodes: trade item numbers with their check digit, and codes of the house."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from uuid import UUID

from nexus.catalog.contracts.errors import InvalidProduct
from nexus.catalog.queries import barcodes as queries
from nexus.catalog.services.attribute_values import Errors

LONGEST: Final = 20
GTIN_LENGTHS: Final = (8, 12, 13, 14)


def tidy_barcode(barcode: str, errors: Errors, prefix: str = "", /) -> str:
    """At most 20 printable characters. Eight, twelve, thirteen or fourteen digits are a GTIN, whose check digit has to be
    right; anything else is a code of the house."""
    tidy = barcode.strip()
    if len(tidy) > LONGEST or not tidy.isprintable():
        errors[f"{prefix}barcode"].append(f"At most {LONGEST} printable characters.")
    elif is_gtin(tidy) and tidy[-1] != (digit := check_digit(tidy[:-1])):
        errors[f"{prefix}barcode"].append(f"Not a valid GTIN: the last digit would have to be {digit}.")
    return tidy


def is_gtin(barcode: str, /) -> bool:
    """Whether it has the form of a GTIN-8, -12, -13 or -14."""
    return len(barcode) in GTIN_LENGTHS and barcode.isascii() and barcode.isdigit()


def check_digit(digits: str, /) -> str:
    """The digit that follows them (GS1 General Specifications, 7.9): weights 3 and 1 in turn, from the right."""
    total = sum(int(digit) * (3, 1)[place % 2] for place, digit in enumerate(reversed(digits)))
    return str(-total % 10)


def same_item(gtin: str, /) -> tuple[str, ...]:
    """The spellings of the number in all lengths: a UPC is an EAN with a zero in front."""
    bare = gtin.lstrip("0")
    return tuple(bare.zfill(length) for length in GTIN_LENGTHS if len(bare) <= length)


def refuse_taken_barcodes(
    fields: Mapping[str, str], /, *, vendor_id: UUID, product_id: UUID | None = None
) -> None:
    """A GTIN names one item: that another product of the same seller has it is a mistake. Raises InvalidProduct.

    `fields`: barcodes by the field that states them. Sellers of one marketplace may offer the same item, and what was archived
    counts no more. It is a look-up that finds mistakes, not a lock: two writers at the same moment are not told.
    """
    stated = {name: code for name, code in fields.items() if is_gtin(code)}
    if not stated:
        return
    forms = {form: name for name, code in stated.items() for form in same_item(code)}
    found = queries.products_with(list(forms), vendor_ids=[vendor_id], besides=product_id)
    errors = {forms[one.barcode]: [f"“{one.title}” has this barcode already."] for one in found}
    if errors:
        raise InvalidProduct("The barcode is taken.", errors=errors)


def refuse_taken_in_batch(stated: Sequence[tuple[UUID, UUID, Iterable[str]]], /) -> None:
    """The same for many new products (vendor, product, barcodes): within the batch, and against what is there."""
    owners: dict[tuple[UUID, str], UUID] = {}
    for vendor_id, product_id, barcodes in stated:
        for code in filter(is_gtin, barcodes):
            if owners.setdefault((vendor_id, code.zfill(14)), product_id) != product_id:
                raise _taken(code)
    if not owners:
        return
    forms = {form for _, code in owners for form in same_item(code)}
    vendor_ids = list({vendor_id for vendor_id, _ in owners})
    for one in queries.products_with(list(forms), vendor_ids=vendor_ids):
        if (one.vendor_id, one.barcode.zfill(14)) in owners:
            raise _taken(one.barcode)


def _taken(barcode: str) -> InvalidProduct:
    return InvalidProduct(
        "The barcode is taken.", errors={"barcode": [f"{barcode} belongs to another product."]}
    )
