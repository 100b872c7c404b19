"""What of a product is searched as text, in which language, and how much each word weighs."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from nexus.catalog.facade import ProductInfo
from nexus.search.queries import stems, words
from nexus.search.queries.weights import DESCRIPTION, DETAILS, TITLE

DESCRIPTION_LIMIT: Final = 4000
"""Characters of the description that are searched; the rest of a novel finds nothing that the beginning
does not."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """Words in order. `details`: what the product is called besides its title."""

    language: str
    title: list[str]
    details: list[str]
    description: list[str]


def texts_of(product: ProductInfo, /, *, locale: str, attributes: Iterable[str]) -> list[Text]:
    """In the shop's language, and in that of each translation. `attributes`: what they say."""
    found = [
        _text(locale, product.title, " \n ".join([*_details(product), *attributes]), product.description)
    ]
    for language, texts in product.translations.items():
        found.append(_text(language, texts.get("title", ""), "", texts.get("description", "")))
    return found


def terms_of(texts: Collection[Text], /) -> dict[str, int]:
    """Stems with their weights. A word of the title counts most, the more the shorter the title; then names, tags and options;
    then the description."""
    found: dict[str, int] = {}
    for text in texts:
        title = TITLE + 2 * TITLE // (1 + len(set(text.title)))
        for given, weight in ((text.title, title), (text.details, DETAILS), (text.description, DESCRIPTION)):
            for word in set(given):
                stem = stems.stem(word, text.language)
                found[stem] = max(found.get(stem, 0), weight)
    return found


def words_to_learn(texts: Collection[Text], /) -> frozenset[str]:
    """What people may misspell: the words of titles and details."""
    return frozenset(word for text in texts for word in (*text.title, *text.details))


def _text(locale: str, title: str, details: str, description: str) -> Text:
    return Text(
        language=words.language_of(locale),
        title=words.indexed_words(title),
        details=words.indexed_words(details),
        description=words.indexed_words(description[:DESCRIPTION_LIMIT]),
    )


def _details(product: ProductInfo) -> Iterator[str]:
    yield from (product.vendor_name, product.category.name, *(one.name for one in product.further_categories))
    if product.brand:
        yield product.brand.name
    yield from product.tags
    for variant in product.variants:
        yield from variant.options.values() or [variant.title]
