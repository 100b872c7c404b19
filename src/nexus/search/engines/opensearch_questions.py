"""A question as a body of OpenSearch's `_search`: https://docs.opensearch.org/latest/query-dsl/ (bool, term, terms, range,
prefix, dis_max, constant_score), `search_after` and terms aggregations."""

from typing import Any, Final

from nexus.search.engines.port import Entry, Question
from nexus.search.queries import words
from nexus.search.queries.slots import Alternative, Slot
from nexus.search.queries.weights import DETAILS, TITLE

ATTRIBUTE_MARK: Final = "\x1f"
MOST_VALUES: Final = 10_000
FACETS: Final = ("category", "vendor", "brand", "tag", "attribute", "in_stock", "rating", "price")
_TEXT: Final = (("title", 10.0), ("details", 3.0), ("description", 0.5))
_SORTS: Final = {
    "newest": (("id", "desc"),),
    "price": (("price", "asc"), ("id", "asc")),
    "-price": (("price", "desc"), ("id", "desc")),
    "rating": (("rating", "desc"), ("id", "desc")),
    "best_selling": (("sold", "desc"), ("id", "desc")),
    "relevance": (("_score", "desc"), ("id", "desc")),
}
_WORDS: Final = {"type": "text", "analyzer": "whitespace", "index_options": "freqs"}
_KEYWORDS: Final = ("id", "terms", "shelf", "category", "vendor", "brand", "tag", "attribute")
INDEX: Final = {
    "settings": {"index": {"number_of_shards": 1}},
    "mappings": {
        "dynamic": False,
        "properties": {
            **{name: _WORDS for name, _ in _TEXT},
            **{name: {"type": "keyword"} for name in _KEYWORDS},
            **{name: {"type": "long"} for name in ("price", "rating", "sold")},
            "in_stock": {"type": "boolean"},
            "numbers": {
                "type": "nested",
                "properties": {"code": {"type": "keyword"}, "value": {"type": "long"}},
            },
        },
    },
}
"""Words come as stems: the index parts them at blanks and does nothing else to them."""


def source(entry: Entry, /) -> dict[str, Any]:
    """A product as it is indexed."""
    return {
        **_text_fields(entry),
        "id": str(entry.id),
        "terms": [term for term, weight in entry.terms.items() if weight == 0 or weight >= words.SURE],
        "shelf": [str(one) for one in entry.shelves],
        "category": [str(one) for one in entry.category_ids],
        "vendor": str(entry.vendor_id),
        "brand": str(entry.brand_id) if entry.brand_id else None,
        "tag": list(entry.tags),
        "attribute": [
            f"{code}{ATTRIBUTE_MARK}{value}" for code, values in entry.facets.items() for value in values
        ],
        "price": entry.price_minor,
        "rating": entry.rating_points,
        "sold": entry.sold_count,
        "in_stock": entry.in_stock,
        "numbers": [
            {"code": code, "value": value} for code, values in entry.numbers.items() for value in values
        ],
    }


def page(asked: Question, /, *, least: int) -> dict[str, Any]:
    """The body of a page."""
    sort = _SORTS[asked.order]
    turned = {"asc": "desc", "desc": "asc"} if asked.backward else {"asc": "asc", "desc": "desc"}
    body = {
        "query": found(asked, least=least),
        "size": asked.limit,
        "sort": [{name: {"order": turned[order]}} for name, order in sort],
        "track_total_hits": False,
        "track_scores": True,
        "_source": False,
    }
    return body if asked.after is None else {**body, "search_after": _cursor(asked)}


def tallied(asked: Question, /, *, least: int) -> dict[str, Any]:
    """The body that counts the values of everything that is found."""
    aggregations = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in FACETS}
    return {"query": found(asked, least=least), "size": 0, "track_total_hits": False, "aggs": aggregations}


def found(asked: Question, /, *, least: int) -> dict[str, Any]:
    """Everything that the question finds, when so many slots have to be filled."""
    query: dict[str, Any] = {"filter": _filters(asked)}
    if asked.slots or asked.exact or asked.code_prefix:
        query["must"] = [_text(asked, least)]
    if asked.without_shelf:
        query["must_not"] = [{"term": {"shelf": str(asked.without_shelf)}}]
    return {"bool": query}


def _cursor(asked: Question) -> list[Any]:
    """Scores are told in thousandths, and as integers, to the outside."""
    *values, last = asked.after or ()
    return [value / 1000 if asked.order == "relevance" else value for value in values] + [str(last)]


def _filters(asked: Question) -> list[dict[str, Any]]:
    filters: list[dict[str, Any]] = [{"term": {"shelf": str(shelf)}} for shelf in asked.shelves]
    filters += [{"terms": {"shelf": [str(one) for one in group]}} for group in asked.any_shelf]
    filters += [{"terms": {"terms": list(group)}} for group in asked.terms.values()]
    limits = {
        name: value
        for name, value in (("gte", asked.price_min), ("lte", asked.price_max))
        if value is not None
    }
    filters += [{"range": {"price": limits}}] if limits else []
    filters += [{"range": {"rating": {"gte": asked.rating_min}}}] if asked.rating_min is not None else []
    filters += [{"term": {"in_stock": asked.in_stock}}] if asked.in_stock is not None else []
    for code, (low, high) in asked.ranges.items():
        both = [{"term": {"numbers.code": code}}, {"range": {"numbers.value": {"gte": low, "lte": high}}}]
        filters.append({"nested": {"path": "numbers", "query": {"bool": {"filter": both}}}})
    return filters


def _text(asked: Question, least: int) -> dict[str, Any]:
    ways: list[dict[str, Any]] = [
        {"constant_score": {"filter": {"terms": {"terms": list(asked.exact)}}, "boost": 10.0 * words.SURE}}
    ]
    if asked.slots:
        slots = [_slot(slot) for slot in asked.slots]
        ways.append({"bool": {"should": slots, "minimum_should_match": least}})
    if asked.code_prefix:
        prefix = {"prefix": {"terms": {"value": asked.code_prefix}}}
        ways.append({"constant_score": {"filter": prefix, "boost": 5.0 * words.SURE}})
    return {"bool": {"should": ways, "minimum_should_match": 1}}


def _slot(slot: Slot) -> dict[str, Any]:
    return {"bool": {"should": [_alternative(one) for one in slot], "minimum_should_match": 1}}


def _alternative(alternative: Alternative) -> dict[str, Any]:
    every = [_word(stems) for stems in alternative.stems]
    return {"bool": {"must": every, "boost": alternative.percent / 100}}


def _word(stems: frozenset[str]) -> dict[str, Any]:
    """Counts once, where it counts most."""
    ways = [
        {"term": {name: {"value": stem, "boost": boost}}} for stem in sorted(stems) for name, boost in _TEXT
    ]
    return {"dis_max": {"queries": ways}}


def _text_fields(entry: Entry) -> dict[str, str]:
    found: dict[str, list[str]] = {name: [] for name, _ in _TEXT}
    for term, weight in entry.terms.items():
        if 0 < weight < words.SURE:
            found["title" if weight >= TITLE else "details" if weight >= DETAILS else "description"].append(
                term
            )
    return {name: " ".join(terms) for name, terms in found.items()}
