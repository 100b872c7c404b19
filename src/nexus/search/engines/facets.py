"""Facets from the tallies of an engine, as PostgreSQL's own tables would tell them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from nexus.kernel.money import Money
from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.search.engines.port import Question, SearchEngine
from nexus.search.queries import numbers
from nexus.search.queries.facets import MOST_VALUES, NUMBER_RANGES, PRICE_RANGES
from nexus.search.queries.filters import ATTRIBUTE_PREFIX, RANGE

_NAMES: Final = """
SELECT 'category' AS facet, c.id::text AS key, c.slug AS value, c.name AS label FROM search_category c
WHERE c.tenant_id = %s AND c.id = ANY(%s::uuid[])
UNION ALL SELECT 'brand', g.id::text, g.slug, g.name FROM search_group g WHERE g.tenant_id = %s AND g.id = ANY(%s::uuid[])
UNION ALL SELECT 'vendor', v.id::text, v.id::text, (
  SELECT d.item #>> '{vendor,name}' FROM search_placement p JOIN search_document d ON d.tenant_id = %s AND d.id = p.document_id
  WHERE p.tenant_id = %s AND p.shelf_id = v.id LIMIT 1) FROM unnest(%s::uuid[]) AS v(id)
UNION ALL SELECT 'number', code, '', '' FROM unnest(%s::text[]) AS given(code)
WHERE EXISTS (SELECT 1 FROM search_number n WHERE n.tenant_id = %s AND n.code = given.code)"""

type Counts = Mapping[str, int]


def tallies(engine: SearchEngine, asked: Question, /) -> dict[str, Counts]:
    """Of everything that is found; values of a filter with alternatives are counted without its own choice."""
    tenant_id = current_tenant()
    found: dict[str, Counts] = {**engine.tally(tenant_id, asked)}
    for name in asked.terms:
        others = {key: group for key, group in asked.terms.items() if key != name}
        found[name] = engine.tally(tenant_id, replace(asked, terms=others)).get(name, {})
    for code in asked.ranges:
        others_of = {key: limits for key, limits in asked.ranges.items() if key != code}
        name = f"{ATTRIBUTE_PREFIX}{code}"
        found[f"{name}{RANGE}"] = engine.tally(tenant_id, replace(asked, ranges=others_of)).get(name, {})
    if asked.any_shelf:
        found["brand"] = engine.tally(tenant_id, replace(asked, any_shelf=())).get("brand", {})
    return found


def labelled(found: Mapping[str, Counts], /, *, currency: str) -> dict[str, Any]:
    """Values with labels and counts, most first; prices and numbers as ranges. One statement."""
    names = _names(found)
    facets: dict[str, Any] = {}
    for facet, counts in found.items():
        if counts and facet not in ("price", "rating") and not facet.endswith(RANGE):
            facets[facet] = _values(facet, counts, names)
    if priced := found.get("price"):
        facets["price"] = _ranges(_whole(priced), PRICE_RANGES, lambda minor: str(Money(minor, currency)))
    if rated := _stars(found.get("rating", {})):
        facets["rating"] = rated
    facets |= _measured(found, names)
    return dict(sorted(facets.items()))


def _values(
    facet: str, counts: Counts, names: Mapping[tuple[str, str], tuple[str, str]]
) -> list[dict[str, Any]]:
    told = [(*names.get((facet, key), (_truth(facet, key), "")), many) for key, many in counts.items()]
    ranked = sorted(told, key=lambda one: (-one[2], one[0]))[:MOST_VALUES]
    return [
        {"value": value, "count": many} | ({"label": label} if label else {}) for value, label, many in ranked
    ]


def _truth(facet: str, key: str) -> str:
    """Engines tell booleans as numbers."""
    return {"1": "true", "0": "false"}.get(key, key) if facet == "in_stock" else key


def _stars(counts: Counts) -> list[dict[str, Any]]:
    many = {
        stars: sum(n for points, n in counts.items() if int(points) >= stars * 100) for stars in range(1, 5)
    }
    ranked = sorted(many.items(), key=lambda one: (-one[1], one[0]))
    return [{"value": str(stars), "count": counted} for stars, counted in ranked if counted]


def _measured(
    found: Mapping[str, Counts], names: Mapping[tuple[str, str], tuple[str, str]]
) -> dict[str, Any]:
    ranges = {}
    for kind, code in names:
        if kind == "number":
            name = f"{ATTRIBUTE_PREFIX}{code}"
            counts = found.get(f"{name}{RANGE}", found.get(name, {}))
            values = {
                value: many for key, many in counts.items() if (value := numbers.parsed(key)) is not None
            }
            if values:
                ranges[f"{name}{RANGE}"] = _ranges(values, NUMBER_RANGES, numbers.spelled)
    return ranges


def _whole(counts: Counts) -> dict[int, int]:
    return {int(key): many for key, many in counts.items()}


def _ranges(counts: Mapping[int, int], parts: int, said: Callable[[int], str]) -> list[dict[str, Any]]:
    """Like SQL's ntile: as many products in each part, the first ones one more."""
    total, values = (
        sum(counts.values()),
        iter([value for value in sorted(counts) for _ in range(counts[value])]),
    )
    sizes = [total // parts + (part < total % parts) for part in range(parts)]
    cut = [[next(values) for _ in range(size)] for size in sizes if size]
    return [{"min": said(part[0]), "max": said(part[-1]), "count": len(part)} for part in cut]


def _names(found: Mapping[str, Counts]) -> dict[tuple[str, str], tuple[str, str]]:
    tenant_id = current_tenant()
    ids = {facet: [UUID(key) for key in found.get(facet, ())] for facet in ("category", "brand", "vendor")}
    codes = [
        name.removesuffix(RANGE)[len(ATTRIBUTE_PREFIX) :]
        for name in found
        if name.startswith(ATTRIBUTE_PREFIX)
    ]
    params = [
        tenant_id, ids["category"], tenant_id, ids["brand"], tenant_id, tenant_id, ids["vendor"], codes, tenant_id,
    ]  # fmt: skip
    return {(one.facet, one.key): (one.value, one.label or "") for one in db.rows(_NAMES, params)}
