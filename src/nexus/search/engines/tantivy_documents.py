"""Documents in Tantivy: https://docs.rs/tantivy (fields, fast fields) and https://tantivy-py.readthedocs.io."""

from typing import Any, Final

import tantivy

from nexus.search.engines.port import Entry
from nexus.search.queries import words
from nexus.search.queries.weights import DETAILS, TITLE

SORTS: Final = {
    "price": "by_price",
    "-price": "by_price",
    "rating": "by_rating",
    "best_selling": "by_sold",
    "newest": "id",
}
"""Order -> the field that is a total order of its own: the value, then the id."""
TEXT: Final = (("title", 10.0), ("details", 3.0), ("description", 0.5))
"""Fields of the text and how much a word counts in each."""
ATTRIBUTE_MARK: Final = "\x1f"
FACETS: Final = ("category", "vendor", "brand", "tag", "attribute")
_RAW: Final = ("terms", "shelf")
_NUMBERS: Final = ("price", "rating", "in_stock")


def schema() -> tantivy.Schema:
    """Words are stems already: blanks part them, nothing else is done to them."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    for name, _ in TEXT:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in _RAW:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in (*FACETS, "by_price", "by_rating", "by_sold"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in (*_NUMBERS, "sold"):
        builder.add_integer_field(name, indexed=True, fast=True)
    for name in ("id_high", "id_low"):
        builder.add_unsigned_field(name, indexed=True, fast=True)
    builder.add_json_field("numbers", fast=True, tokenizer_name="raw")
    return builder.build()


def document(entry: Entry, /) -> tantivy.Document:
    """One product."""
    made = tantivy.Document()
    for name, values in _texts(entry).items():
        for value in values:
            made.add_text(name, value)
    for name, number in _integers(entry).items():
        made.add_integer(name, number)
    made.add_unsigned("id_high", entry.id.int >> 64)
    made.add_unsigned("id_low", entry.id.int & (2**64 - 1))
    if entry.numbers:
        made.add_json("numbers", {code: list(values) for code, values in entry.numbers.items()})
    return made


def _integers(entry: Entry) -> dict[str, int]:
    return {
        "price": entry.price_minor, "rating": entry.rating_points, "sold": entry.sold_count, "in_stock": int(entry.in_stock),
    }  # fmt: skip


def _texts(entry: Entry) -> dict[str, list[str]]:
    pairs = [f"{code}{ATTRIBUTE_MARK}{value}" for code, values in entry.facets.items() for value in values]
    return {
        "id": [str(entry.id)],
        **_text_fields(entry),
        "terms": [term for term, weight in entry.terms.items() if weight == 0 or weight >= words.SURE],
        "shelf": [str(shelf) for shelf in entry.shelves],
        "category": [str(one) for one in entry.category_ids],
        "vendor": [str(entry.vendor_id)],
        "brand": [str(entry.brand_id)] if entry.brand_id else [],
        "tag": list(entry.tags),
        "attribute": pairs,
        "by_price": [sort_key(entry.price_minor, entry.id)],
        "by_rating": [sort_key(entry.rating_points, entry.id)],
        "by_sold": [sort_key(entry.sold_count, entry.id)],
    }


def _text_fields(entry: Entry) -> dict[str, list[str]]:
    """By weight: what the title, the details and the description are was decided when the document was written."""
    found: dict[str, list[str]] = {name: [] for name, _ in TEXT}
    for term, weight in entry.terms.items():
        if 0 < weight < words.SURE:
            field = "title" if weight >= TITLE else "details" if weight >= DETAILS else "description"
            found[field].append(term)
    return {name: [" ".join(terms)] for name, terms in found.items()}


def sort_key(value: int, document_id: Any, /) -> str:
    """Sorts like the number, then like the id."""
    return f"{value:016x}{document_id}"
