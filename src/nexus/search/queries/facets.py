"""How many products each further filter would leave: one statement over everything that the list has."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

from nexus.kernel.money import Money
from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.search.queries import numbers
from nexus.search.queries.filters import (
    ATTRIBUTE_PREFIX,
    IN_GROUP,
    RANGE,
    Filters,
    group_params,
    has_term,
    measures,
)
from nexus.search.queries.listing import members
from nexus.search.queries.matching import Matching

MOST_VALUES: Final = 50
PRICE_RANGES: Final = 4
NUMBER_RANGES: Final = 4

_FACETS: Final = """
SELECT 'category' AS facet, c.slug AS value, c.name AS label, categories.many AS many, categories.most > 1 AS estimated
FROM (SELECT category_id, sum(weight) AS many, max(weight) AS most FROM shown, LATERAL unnest(shown.category_ids) AS category_id
  GROUP BY category_id) categories
JOIN search_category c ON c.tenant_id = %s AND c.id = categories.category_id
UNION ALL SELECT 'vendor', vendor_id::text,
  (SELECT x.item #>> '{vendor,name}' FROM search_document x WHERE x.tenant_id = %s AND x.id = sample), many, most > 1
FROM (SELECT vendor_id, (array_agg(id))[1] AS sample, sum(weight) AS many, max(weight) AS most
  FROM shown GROUP BY vendor_id) vendors
UNION ALL SELECT 'brand', g.slug, g.name, brands.many, brands.most > 1
FROM (SELECT brand_id, sum(weight) AS many, max(weight) AS most FROM found WHERE brand_id IS NOT NULL AND unmet <@ ARRAY['brand']
  GROUP BY brand_id) brands
JOIN search_group g ON g.tenant_id = %s AND g.id = brands.brand_id
UNION ALL SELECT 'in_stock', in_stock::text, '', sum(weight), max(weight) > 1 FROM shown GROUP BY in_stock
UNION ALL SELECT 'rating', stars::text, '', sum(weight), max(weight) > 1
FROM shown JOIN generate_series(1, 4) AS stars ON shown.rating_points >= stars * 100 GROUP BY stars
UNION ALL SELECT 'tag', tag, '', sum(weight), max(weight) > 1 FROM found, LATERAL unnest(found.tags) AS tag
WHERE found.unmet <@ ARRAY['tag'] GROUP BY tag
UNION ALL SELECT 'attr.' || given.code, value, '', sum(given.many), max(given.most) > 1
FROM (SELECT attribute.code, attribute.given, sum(weight) AS many, max(weight) AS most
  FROM found, LATERAL jsonb_each(found.facets) AS attribute(code, given)
  WHERE found.unmet <@ ARRAY['attr.' || attribute.code] GROUP BY 1, 2) given,
  LATERAL jsonb_array_elements_text(given.given) AS value GROUP BY given.code, value
UNION ALL SELECT 'attr.' || code || '.range', min(value)::text, max(value)::text, sum(weight), max(weight) > 1
FROM (SELECT n.code, n.value, found.weight, ntile(%s::int) OVER (PARTITION BY n.code ORDER BY n.value) AS part
  FROM found CROSS JOIN LATERAL (SELECT x.code, x.value FROM search_number x
    WHERE x.tenant_id = %s AND x.document_id = found.id OFFSET 0) n
  WHERE found.unmet <@ ARRAY['attr.' || n.code || '.range']) measured GROUP BY code, part
UNION ALL SELECT 'price', min(price_minor)::text, max(price_minor)::text, sum(weight), max(weight) > 1
FROM (SELECT price_minor, weight, ntile(%s::int) OVER (ORDER BY price_minor) AS part FROM shown) priced GROUP BY part"""


def facets(filters: Filters, matching: Matching | None, /, *, currency: str) -> dict[str, Any]:
    """By filter: its values with how many products each has, most first; `price` and, for attributes that are numbers,
    `attr.<code>.range` as ranges of about equal size.

    Values of a filter that may be stated again are alternatives: its own choice does not narrow them.
    """
    source, params = _found(filters, matching)
    counted = db.rows(
        f"""WITH {source}, shown AS (SELECT * FROM found WHERE cardinality(unmet) = 0) {_FACETS}""",  # noqa: S608
        [*params, *[current_tenant()] * 3, NUMBER_RANGES, current_tenant(), PRICE_RANGES],
    )
    groups: dict[str, list[Any]] = defaultdict(list)
    for entry in counted:
        groups[entry.facet].append(entry)
    return {name: _values(name, entries, currency) for name, entries in sorted(groups.items())}


# Counted one by one up to about 10,000 products (52 in the sample of one in 256). Of more, a sample of 800 to 4,800 is
# counted, each for the 16, 64 or 256 that it stands for. Only the part that is chosen runs.
_SIZE: Final = """{name} AS MATERIALIZED (SELECT CASE WHEN count(*) < 52 THEN 1 WHEN count(*) < 300 THEN 16
  WHEN count(*) < 1200 THEN 64 ELSE 256 END AS weight FROM ({source}) s)"""
_PART: Final = """SELECT s.document_id, {weight} AS weight FROM ({source}) s
  WHERE (SELECT weight FROM {name}) = {weight}"""
_SAMPLES: Final = (1, 16, 64, 256)
# One by one: the planner cannot know how few a sample leaves, and would read the whole shop.
_DOCUMENTS: Final = """
SELECT d.*, s.weight, {unmet} AS unmet FROM {name} s CROSS JOIN LATERAL (
  SELECT x.id, x.category_ids, x.vendor_id, x.brand_id, x.in_stock, x.rating_points, x.price_minor, x.tags, x.facets
  FROM search_document x WHERE x.tenant_id = %s AND x.id = s.document_id OFFSET 0) d"""


def _found(filters: Filters, matching: Matching | None) -> tuple[str, list[Any]]:
    """CTEs up to `found`: documents, for how many each counts (`weight`), and which filters with alternatives it does not meet;
    and their parameters. What meets all filters is sized by itself, so that a short list is exact however many alternatives
    there are.
    """
    met, params = _listed("met", filters, matching)
    found = _DOCUMENTS.format(name="met", unmet="'{}'::text[]")
    if not any(_alternatives(filters)):
        return f"{met}, found AS MATERIALIZED ({found})", [*params, current_tenant()]
    near, near_params = _listed("near", replace(filters, terms={}, ranges={}, brands=()), matching)
    unmet, unmet_params = _unmet(filters)
    others = (
        f"SELECT * FROM ({_DOCUMENTS.format(name='near', unmet=unmet)}) others WHERE cardinality(unmet) > 0"  # noqa: S608
    )
    return (
        f"{met}, {near}, found AS MATERIALIZED ({found} UNION ALL {others})",
        [*params, *near_params, current_tenant(), *unmet_params, current_tenant()],
    )


def _listed(name: str, filters: Filters, matching: Matching | None) -> tuple[str, list[Any]]:
    """CTE of (document_id, weight). What a text finds is never so much that it would have to be sampled."""
    if matching:
        source, params = members(filters, matching)
        return f"{name} AS MATERIALIZED (SELECT s.document_id, 1 AS weight FROM ({source}) s)", params  # noqa: S608
    source, params = members(filters, None, sample=len(_SAMPLES) - 1)
    size, parts = _SIZE.format(name=f"{name}_size", source=source), []
    for sample, weight in enumerate(_SAMPLES):
        source, more = members(filters, None, sample=sample)
        parts.append(_PART.format(source=source, weight=weight, name=f"{name}_size"))
        params = [*params, *more]
    return f"{size}, {name} AS MATERIALIZED ({' UNION ALL '.join(parts)})", params


def _unmet(filters: Filters) -> tuple[str, list[Any]]:
    """SQL: which of the filters with alternatives a document does not meet; and the parameters."""
    params: list[Any] = []
    conditions = [condition for condition, _, _ in _alternatives(filters)]
    for _, values, name in _alternatives(filters):
        params += [*values, name]
    each = ", ".join(f"CASE WHEN {condition} THEN NULL ELSE %s END" for condition in conditions)
    return f"array_remove(ARRAY[{each}]::text[], NULL)", params


def _alternatives(filters: Filters) -> Iterator[tuple[str, list[Any], str]]:
    """Condition on the document, its parameters and the name of each filter whose own choice does not narrow it."""
    for name, group in filters.terms.items():
        yield has_term("d.id"), [current_tenant(), list(group)], name
    for code, limits in filters.ranges.items():
        yield measures("d.id"), [current_tenant(), code, *limits], f"{ATTRIBUTE_PREFIX}{code}{RANGE}"
    if filters.brands:
        yield f"d.brand_id = ANY(ARRAY({IN_GROUP}))", group_params("brand", filters.brands), "brand"


def _values(name: str, entries: list[Any], currency: str) -> list[dict[str, Any]]:
    if name == "price" or name.endswith(RANGE):
        said = _prices(currency) if name == "price" else numbers.spelled
        return [_range(entry, said) for entry in sorted(entries, key=lambda entry: int(entry.value))]
    ranked = sorted(entries, key=lambda entry: (-entry.many, entry.value))[:MOST_VALUES]
    return [
        {"value": entry.value, **_count(entry)} | ({"label": entry.label} if entry.label else {})
        for entry in ranked
    ]


def _range(entry: Any, said: Callable[[int], str]) -> dict[str, Any]:
    return {"min": said(int(entry.value)), "max": said(int(entry.label)), **_count(entry)}


def _count(entry: Any) -> dict[str, Any]:
    """`is_estimate` only where a sample was counted."""
    return {"count": int(entry.many)} | ({"is_estimate": True} if entry.estimated else {})


def _prices(currency: str) -> Callable[[int], str]:
    return lambda minor: str(Money(minor, currency))
