"""What the engine refuses is said at the form's fields, in words that merchants use."""

from __future__ import annotations

from typing import Any

import pytest

from nexus.kernel.ids import new_id
from nexus.pricing.contracts.promotion_errors import InvalidPromotion
from nexus.pricing.domain.drafting import read_promotion
from nexus.pricing.infrastructure.strategies import strategies
from nexus.pricing.interfaces.editor.refusing import path_of, plain_errors

TEN_PERCENT = {"code": "ten", "title": "Ten", "benefit": {"type": "percentage", "percent": "10"}}


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"benefit": {"type": "percentage"}}, "benefit.percent", "This is required."),
        ({"benefit": {"type": "percentage", "percent": "many"}}, "benefit.percent", "A number, such as 12.5."),
        ({"benefit": {"type": "magic"}}, "benefit.type", None),
        ({"conditions": [{"type": "min_spend", "amounts": {"XXQ": "5"}}]}, "conditions.0.amounts", None),
        ({"limit_total": "often"}, "limit_total", "A whole number."),
        ({"floor_percent": "120"}, "floor_percent", "Must be at least 0 and at most 100."),
        ({"starts_at": "2026-02-01T00:00:00Z", "ends_at": "2026-01-01T00:00:00Z"}, "ends_at", "Must be after starts_at."),
    ],
)  # fmt: skip
def test_at_the_field_and_in_plain_words(changes: dict[str, Any], field: str, said: str | None) -> None:
    with pytest.raises(InvalidPromotion) as refused:
        read_promotion({**TEN_PERCENT, **changes}, strategies(), promotion_id=new_id(), version=0)

    found = plain_errors(refused.value)
    assert list(found) == [field]
    assert "`" not in found[field][0]
    if said:
        assert found[field] == [said]


@pytest.mark.parametrize(
    ("field", "path"),
    [
        ("conditions[2].of.categories[...]", "conditions.2.of.categories"),
        ("benefit.tiers[1].from", "benefit.tiers.1.from"),
        ("spec", ""),
    ],
)  # fmt: skip
def test_paths_are_those_of_the_form(field: str, path: str) -> None:
    assert path_of(field) == path
