"""What goes with a product: what is bought together with it, what is similar to it, what sells in its category.

Every part reads a bounded number of index entries, whatever the size of the shop: the most frequent companions, the rarest
of the product's terms up to where a term stops telling products apart, the front of the category's shelf.
"""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from nexus.kernel.ids import parse_id
from nexus.platform import db
from nexus.platform.tenancy import current_tenant

REASONS: Final = ("bought_together", "similar", "popular")
"""Why a product is shown, in the order in which they fill the row."""

DOUBT: Final = 3
"""Orders that each product is imagined to have besides, without the other: one chance meeting of two rare products proves
little."""

EVIDENCE: Final = 2
"""Orders that two products have to share before anything is said about them."""

_COMPANIONS: Final = 100
_TERMS: Final = 24
_COMMON: Final = 400
"""From so many products on a term says nothing about one of them."""
_CANDIDATES: Final = 60
_ALIKE_ENOUGH: Final = 0.15
"""Share of what a product has in common with itself; below that two products merely have a seller or an adjective in common."""


def strength(together: int, mine: int, other: int, /) -> float:
    """How much two products belong together: the cosine of the orders that hold them, shrunk towards 0 by `DOUBT`.

    B. Sarwar et al., Item-based collaborative filtering recommendation algorithms, 2001 (cosine); the shrinkage as in
    R. Bell and Y. Koren, Scalable collaborative filtering with jointly derived neighborhood weights, 2007.
    `_BOUGHT` says the same in SQL.
    """
    return float(together / ((mine + DOUBT) * (other + DOUBT)) ** 0.5)


# Parameters: tenant, tenant, tenant (and the products, unless they are a subquery).
_BOUGHT: Final = f"""
SELECT near.other_id AS id,
  sum(near.together / sqrt((mine.orders + {DOUBT}.0::float8) * (other.orders + {DOUBT}.0::float8))) AS score
FROM search_demand mine
CROSS JOIN LATERAL (SELECT c.other_id, c.together FROM search_companion c
  WHERE c.tenant_id = %s AND c.product_id = mine.product_id AND c.together >= {EVIDENCE}
  ORDER BY c.together DESC, c.other_id DESC LIMIT {_COMPANIONS}) near
JOIN search_demand other ON other.tenant_id = %s AND other.product_id = near.other_id
WHERE mine.tenant_id = %s AND mine.product_id = ANY({{products}})
GROUP BY near.other_id ORDER BY score DESC, id DESC LIMIT {_CANDIDATES}"""  # noqa: S608

# The terms that matter most to the product (a term that only filters, an attribute or a tag, counts like a name), what they
# lead to, and how rare they are: TF-IDF (K. Sparck Jones, 1972) within the bounds above. A dearer or cheaper product is less
# alike (twice the price: 0.6 of it), one of another category half as much. Parameters: tenant x 5.
_SIMILAR: Final = f"""
SELECT alike.id, alike.score / alike.whole * CASE WHEN d.category_id = shown.category_id THEN 1.0 ELSE 0.5 END
  / (1 + abs(ln((d.price_minor + 1.0::float8) / (shown.price_minor + 1)))) AS score
FROM (
  SELECT of_all.id, of_all.score, max(of_all.score) FILTER (WHERE of_all.id = (SELECT id FROM shown)) OVER () AS whole FROM (
  SELECT hits.id, sum(sqrt(hits.mine::float8 * hits.weight) * ln(shop.products::float8 / hits.many)) AS score
  FROM (
    SELECT near.document_id AS id, own.weight AS mine, greatest(near.weight, 300) AS weight,
      count(*) OVER (PARTITION BY own.term) AS many
    FROM (SELECT p.term, greatest(p.weight, 300) AS weight FROM shown CROSS JOIN unnest(shown.terms) AS has(term)
      JOIN search_posting p ON p.tenant_id = %s AND p.term = has.term AND p.document_id = shown.id
      WHERE left(p.term, 1) NOT IN ('=', '~') ORDER BY weight DESC, p.term LIMIT {_TERMS}) own
    CROSS JOIN LATERAL (SELECT p.document_id, p.weight FROM search_posting p
      WHERE p.tenant_id = %s AND p.term = own.term LIMIT {_COMMON}) near) hits
  CROSS JOIN (SELECT count(*) AS products FROM (SELECT 1 FROM search_placement
    WHERE tenant_id = %s AND shelf_id = %s LIMIT {_COMMON}) few) shop
  WHERE hits.many < {_COMMON} GROUP BY hits.id) of_all ORDER BY of_all.score DESC, of_all.id DESC LIMIT {_CANDIDATES}) alike
JOIN search_document d ON d.tenant_id = %s AND d.id = alike.id CROSS JOIN shown
WHERE alike.id <> shown.id AND alike.whole > 0 AND alike.score >= {_ALIKE_ENOUGH} * alike.whole"""  # noqa: S608

_SHOWN: Final = """
shown AS MATERIALIZED (
  SELECT id, category_id, price_minor, terms FROM search_document WHERE tenant_id = %s AND {column} AND is_public)"""

# In stock before sold out, then by reason. The items are read for the chosen alone.
_CHOOSE: Final = """
best AS (SELECT DISTINCT ON (id) id, way, score FROM ways WHERE id <> ALL({apart}) ORDER BY id, way)
SELECT (d.item || jsonb_build_object('reason', (%s::text[])[chosen.way]))::text AS item, chosen.id FROM (
  SELECT best.id, best.way, best.score, d.in_stock FROM best
  JOIN search_document d ON d.tenant_id = %s AND d.id = best.id WHERE d.is_public
  ORDER BY d.in_stock DESC, best.way, best.score DESC, best.id DESC LIMIT %s) chosen
JOIN search_document d ON d.tenant_id = %s AND d.id = chosen.id
ORDER BY chosen.in_stock DESC, chosen.way, chosen.score DESC, chosen.id DESC"""

_RELATED: Final = f"""
WITH {_SHOWN}, ways AS (
  (SELECT id, 1 AS way, score FROM ({_BOUGHT.format(products="ARRAY(SELECT id FROM shown)")}) bought)
  UNION ALL (SELECT id, 2, score FROM ({_SIMILAR}) near)
  UNION ALL (SELECT document_id, 3, sold_count FROM search_placement
    WHERE tenant_id = %s AND shelf_id = (SELECT category_id FROM shown)
    ORDER BY sold_count DESC, document_id DESC LIMIT {_CANDIDATES})
), {_CHOOSE.format(apart="ARRAY(SELECT id FROM shown)")}"""  # noqa: S608

_WITH_CART: Final = f"""
WITH ways AS (
  (SELECT id, 1 AS way, score FROM ({_BOUGHT.format(products="%s::uuid[]")}) bought)
), {_CHOOSE.format(apart="%s::uuid[]")}"""  # noqa: S608

_ALIKE: Final = f"WITH {_SHOWN.format(column='id = %s')} SELECT id, score FROM ({_SIMILAR}) near ORDER BY score DESC, id DESC"  # noqa: S608


def related(key: str, /, *, limit: int) -> list[Any]:
    """Rows with `item` (JSON text with its `reason`) of what goes with a public product: bought together, then similar, then
    the best sellers of its category; what is sold out comes last. One statement; nothing for unknown products."""
    tenant_id, product_id = current_tenant(), parse_id(key)
    column = "id = %s" if product_id is not None else "slug = %s"
    similar = [tenant_id] * 5
    return db.rows(
        _RELATED.format(column=column),
        [
            tenant_id, product_id or key, *[tenant_id] * 3, *similar, tenant_id,
            list(REASONS), tenant_id, limit, tenant_id,
        ],
    )  # fmt: skip


def bought_with(product_ids: Collection[UUID], /, *, limit: int) -> list[Any]:
    """The same for several products at once, say those of a cart, and only what others bought with them. One statement."""
    tenant_id, known = current_tenant(), list(product_ids)
    params = [*[tenant_id] * 3, known, known, list(REASONS), tenant_id, limit, tenant_id]
    return db.rows(_WITH_CART, params) if known else []


def similar_to(product_id: UUID, /) -> list[Any]:
    """Rows of `id` and `score` (1: as alike as itself) of what resembles a public product most. One statement."""
    tenant_id = current_tenant()
    return db.rows(_ALIKE, [tenant_id, product_id, *[tenant_id] * 5])
