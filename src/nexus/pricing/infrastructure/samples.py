"""Examples of goods for trying promotions on: what they mean, and the extremes of the price list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.dto import Sellable
from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.pricing.domain.basket import BasketLine
from nexus.pricing.domain.filling import selections_of
from nexus.pricing.domain.promotions import Promotion
from nexus.pricing.domain.selection import EVERYTHING, Selection

MOST_SELECTIONS: Final = 80
_EACH: Final = 100
"""Goods that are looked at for each selection."""
_EXTREMES: Final = """
SELECT variant_id FROM (SELECT variant_id FROM pricing_price WHERE tenant_id = %s AND currency = %s
  ORDER BY list_minor, variant_id LIMIT 10) AS cheapest
UNION SELECT variant_id FROM (SELECT variant_id FROM pricing_price WHERE tenant_id = %s AND currency = %s
  ORDER BY list_minor DESC, variant_id LIMIT 10) AS dearest
UNION SELECT variant_id FROM (SELECT variant_id FROM pricing_price
  WHERE tenant_id = %s AND currency = %s AND cost_minor IS NOT NULL AND list_minor > 0
  ORDER BY cost_minor::numeric / list_minor DESC, variant_id LIMIT 10) AS narrowest
UNION SELECT variant_id FROM (SELECT variant_id FROM pricing_price
  WHERE tenant_id = %s AND currency = %s AND floor_minor IS NOT NULL AND list_minor > 0
  ORDER BY floor_minor::numeric / list_minor DESC, variant_id LIMIT 10) AS firmest"""


@dataclass(frozen=True, slots=True)
class Meant:
    """Goods that some promotion means: a selection, of one seller's goods only (None: of everybody's)."""

    selection: Selection
    vendor_id: UUID | None

    def matches(self, line: BasketLine, /) -> bool:
        is_own = self.vendor_id is None or (line.goods is not None and line.goods.vendor_id == self.vendor_id)
        return is_own and self.selection.matches(line.variant_id, line.goods)


def meant_by(promotions: Iterable[Promotion], /) -> list[Meant]:
    """Every selection in them, each once, by the code of the promotion that has it first."""
    found: list[Meant] = []
    for promotion in sorted(promotions, key=lambda one: one.code):
        parts = (promotion.target, promotion.benefit, *promotion.conditions)
        selections = [one for part in parts for one in selections_of(part)] or [EVERYTHING]
        for meant in (Meant(one, promotion.spec.vendor_id) for one in selections):
            if meant not in found:
                found.append(meant)
    return found


def examples(meant: Sequence[Meant], /, *, currency: str) -> dict[UUID, Sellable]:
    """Goods on sale by variant. One statement for each selection of anything particular, two more."""
    wanted = {row.variant_id for row in db.rows(_EXTREMES, [current_tenant(), currency] * 4)}
    for one in meant[:MOST_SELECTIONS]:
        wanted.update(_some(one))
    found = catalog.sellables(wanted) if wanted else {}
    return {variant: found[variant] for variant in sorted(found) if found[variant].is_sellable}


def _some(meant: Meant) -> tuple[UUID, ...]:
    """Attributes and exceptions are looked at afterwards."""
    one = meant.selection
    vendors = one.vendors if meant.vendor_id is None else {meant.vendor_id}
    return catalog.variants_on_sale(
        variants=one.variants, products=one.products, categories=one.categories, vendors=vendors, brands=one.brands,
        tags=one.tags, collections=one.collections, limit=_EACH,
    )  # fmt: skip
