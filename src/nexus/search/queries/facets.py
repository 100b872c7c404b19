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
SELECT 'category' AS facet, c.slug AS value, c.name AS label, count(*) AS many
FROM shown, LATERAL unnest(shown.category_ids) AS category(id)
JOIN search_category c ON c.tenant_id = %s AND c.id = category.id GROUP BY c.id, c.slug, c.name
UNION ALL SELECT 'vendor', vendor_id::text,
  (SELECT x.item #>> '{vendor,name}' FROM search_document x WHERE x.tenant_id = %s AND x.id = sample), many
FROM (SELECT vendor_id, (array_agg(id))[1] AS sample, count(*) AS many FROM shown GROUP BY vendor_id) vendors
UNION ALL SELECT 'brand', g.slug, g.name, brands.many
FROM (SELECT brand_id, count(*) AS many FROM found WHERE brand_id IS NOT NULL AND unmet <@ ARRAY['brand']
  GROUP BY brand_id) brands
JOIN search_group g ON g.tenant_id = %s AND g.id = brands.brand_id
UNION ALL SELECT 'in_stock', in_stock::text, '', count(*) FROM shown GROUP BY in_stock
UNION ALL SELECT 'rating', stars::text, '', count(*)
FROM shown JOIN generate_series(1, 4) AS stars ON shown.rating_points >= stars * 100 GROUP BY stars
UNION ALL SELECT 'tag', tag, '', count(*) FROM found, LATERAL unnest(found.tags) AS tag
WHERE found.unmet <@ ARRAY['tag'] GROUP BY tag
UNION ALL SELECT 'attr.' || attribute.code, value, '', count(*)
FROM found, LATERAL jsonb_each(found.facets) AS attribute(code, given),
  LATERAL jsonb_array_elements_text(attribute.given) AS value
WHERE found.unmet <@ ARRAY['attr.' || attribute.code] GROUP BY attribute.code, value
UNION ALL SELECT 'attr.' || code || '.range', min(value)::text, max(value)::text, count(*)
FROM (SELECT n.code, n.value, ntile(%s::int) OVER (PARTITION BY n.code ORDER BY n.value) AS part
  FROM found JOIN search_number n ON n.tenant_id = %s AND n.document_id = found.id
  WHERE found.unmet <@ ARRAY['attr.' || n.code || '.range']) measured GROUP BY code, part
UNION ALL SELECT 'price', min(price_minor)::text, max(price_minor)::text, count(*)
FROM (SELECT price_minor, ntile(%s::int) OVER (ORDER BY price_minor) AS part FROM shown) priced GROUP BY part"""


def facets(filters: Filters, matching: Matching | None, /, *, currency: str) -> dict[str, Any]:
    """By filter: its values with how many products each has, most first; `price` and, for attributes that are numbers,
    `attr.<code>.range` as ranges of about equal size.

    Values of a filter that may be stated again are alternatives: its own choice does not narrow them.
    """
    source, params = members(replace(filters, terms={}, ranges={}, brands=()), matching)
    unmet, unmet_params = _unmet(filters)
    counted = db.rows(
        f"""WITH found AS MATERIALIZED (
          SELECT d.id, d.category_ids, d.vendor_id, d.brand_id, d.in_stock, d.rating_points, d.price_minor, d.tags, d.facets,
            {unmet} AS unmet
          FROM ({source}) s JOIN search_document d ON d.tenant_id = %s AND d.id = s.document_id),
          shown AS (SELECT * FROM found WHERE cardinality(unmet) = 0)
          {_FACETS}""",  # noqa: S608
        [*unmet_params, *params, *[current_tenant()] * 4, NUMBER_RANGES, current_tenant(), PRICE_RANGES],
    )
    groups: dict[str, list[Any]] = defaultdict(list)
    for entry in counted:
        groups[entry.facet].append(entry)
    return {name: _values(name, entries, currency) for name, entries in sorted(groups.items())}


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
        {"value": entry.value, "count": entry.many} | ({"label": entry.label} if entry.label else {})
        for entry in ranked
    ]


def _range(entry: Any, said: Callable[[int], str]) -> dict[str, Any]:
    return {"min": said(int(entry.value)), "max": said(int(entry.label)), "count": entry.many}


def _prices(currency: str) -> Callable[[int], str]:
    return lambda minor: str(Money(minor, currency))
