"""What the pages about promotions say: the guide's classes work as they stand, the tables name everything that is installed."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from tests.docs.pages import code_in, first_cells, read

from nexus.kernel.money import Money
from nexus.pricing.contracts.dto import BuyerFacts, GoodsFacts
from nexus.pricing.domain.basket import Basket, BasketLine
from nexus.pricing.domain.branching import MOST_CUTS
from nexus.pricing.domain.lanes import Offers
from nexus.pricing.domain.promotions import PromotionSpec, compiled, spec_of
from nexus.pricing.domain.quote import quote
from nexus.pricing.domain.schemas import described
from nexus.pricing.domain.shipping import free_shipping
from nexus.pricing.domain.taxes import TaxTable
from nexus.pricing.infrastructure.strategies import schemas, strategies

PAGE = read("docs/domains/promotions.md")
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_the_strategies_of_the_guide_work_as_they_stand() -> None:
    [source] = re.findall(r"^```python\n(.*?)^```$", read("docs/how-to/promotion-strategies.md"), re.M | re.S)
    own: dict[str, Any] = {"__name__": "acme_promotions"}
    exec(compile(source, "acme_promotions", "exec"), own)
    known = strategies()
    installed = replace(
        known,
        conditions={**known.conditions, "acme_min_weight": own["MinimumWeight"]},
        benefits={**known.benefits, "acme_loyalty": own["Loyalty"]},
    )
    spec = spec_of({
        "code": "loyal", "title": "Loyal", "conditions": [{"type": "acme_min_weight", "grams": 500}],
        "benefit": {"type": "acme_loyalty", "step": "2", "most": "5"},
    })  # fmt: skip
    promotion = compiled(spec, installed, promotion_id=UUID(int=1), version=1)
    goods = GoodsFacts(product_id=UUID(int=5), vendor_id=UUID(int=6), weight_grams=300)
    line = BasketLine(variant_id=UUID(int=2), quantity=2, list_price=Money(5000, "EUR"), goods=goods)
    totals = [
        str(_total(replace(line, quantity=pieces), promotion, orders_before))
        for pieces, orders_before in ((1, 9), (2, 0), (2, 1), (2, 9))
    ]
    assert totals == ["50.00", "100.00", "98.00", "95.00"]
    assert described(installed)["benefits"]["acme_loyalty"]["schema"]["required"] == ["type", "step"]


def _total(line: BasketLine, promotion: Any, orders_before: int) -> Money:
    basket = Basket(currency="EUR", lines=(line,), buyer=BuyerFacts(orders_before=orders_before))
    return quote(basket, Offers((promotion,)), TaxTable(), free_shipping("EUR"), at=AT).total


def test_the_tables_name_every_strategy_and_every_setting() -> None:
    cells = {cell.strip("`") for cell in first_cells(PAGE)}
    said = code_in(PAGE)
    for kind in ("conditions", "targets", "benefits", "lanes"):
        assert set(schemas()[kind]) <= cells
        for strategy in schemas()[kind].values():
            assert set(strategy.get("schema", {}).get("properties", {})) - {"type"} <= said
    assert set(PromotionSpec.__struct_fields__) <= said | {"code", "title"}


def test_the_example_is_a_promotion_and_the_limit_is_the_one_that_holds() -> None:
    [example] = re.findall(r"^```json\n(.*?)^```$", PAGE, re.M | re.S)
    compiled(spec_of(json.loads(example)), strategies(), promotion_id=UUID(int=1), version=1)
    assert f"{MOST_CUTS:,} cuts" in PAGE
