"""What promotions of an instant ask for: gifts that have to be there, and the buyer's earlier orders."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from nexus.kernel.ids import new_id
from nexus.pricing.domain.asked_for import asks_for_orders, gifts_wanted
from nexus.pricing.domain.lanes import Offers
from nexus.pricing.domain.promotions import PromotionSpec, compiled
from nexus.pricing.infrastructure.strategies import strategies

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MUG, TEA = new_id(), new_id()


def offers(*specs: dict[str, Any]) -> Offers:
    made = (
        PromotionSpec(
            code=f"p{number}", title="P", **{"benefit": {"type": "percentage", "percent": "5"}} | spec
        )
        for number, spec in enumerate(specs)
    )
    return Offers(tuple(compiled(one, strategies(), promotion_id=new_id(), version=1) for one in made))


def gift(variant: Any, quantity: int = 1, **facts: Any) -> dict[str, Any]:
    return {"benefit": {"type": "gift", "variant": str(variant), "quantity": quantity}, **facts}


def test_gifts_of_all_promotions_have_to_be_there_together() -> None:
    found = offers({}, gift(MUG), gift(MUG, 2), gift(TEA))
    assert gifts_wanted(found, at=NOW) == {MUG: 3, TEA: 1}


def test_only_promotions_of_the_instant_ask() -> None:
    over = gift(MUG, ends_at=NOW)
    begun = gift(TEA, starts_at=NOW, ends_at=NOW + timedelta(microseconds=1))
    later = {"conditions": ({"type": "first_order"},), "starts_at": NOW + timedelta(microseconds=1)}
    found = offers(over, begun, later)
    assert (gifts_wanted(found, at=NOW), asks_for_orders(found, at=NOW)) == ({TEA: 1}, False)
    assert asks_for_orders(found, at=NOW + timedelta(microseconds=1))


def test_first_and_nth_orders_are_counted_and_nothing_else_is() -> None:
    assert asks_for_orders(offers({"conditions": ({"type": "first_order"},)}), at=NOW)
    assert asks_for_orders(offers({"conditions": ({"type": "nth_order", "number": 3},)}), at=NOW)
    assert not asks_for_orders(offers({}, {"conditions": ({"type": "signed_in"},)}, gift(MUG)), at=NOW)
