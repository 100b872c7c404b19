"""What somebody wrote becomes a promotion, or every mistake is said at its field."""

from __future__ import annotations

from typing import Any

import pytest

from nexus.kernel.ids import new_id
from nexus.pricing.application.drafts import draft_of, reason
from nexus.pricing.contracts.previews import InvalidDraft
from nexus.pricing.infrastructure.strategies import strategies

TEN_PERCENT = {"code": "ten", "title": "Ten", "benefit": {"type": "percentage", "percent": "10"}}


def drafted(**changes: Any) -> Any:
    return draft_of({**TEN_PERCENT, **changes}, strategies(), promotion_id=new_id())


def test_text_of_a_form_is_read_exactly() -> None:
    made = drafted(lane="3", exclusive="true", limit_total="5", starts_at="2026-03-29T03:30:00+02:00")

    assert (made.spec.lane, made.spec.exclusive, made.spec.limit_total) == (3, True, 5)
    assert made.spec.starts_at.isoformat() == "2026-03-29T03:30:00+02:00"
    assert (made.id, made.version) == (made.id, 0)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"benefit": {"type": "percentage"}}, "benefit.percent"),
        ({"benefit": {"type": "percentage", "percent": "101"}}, "benefit.percent"),
        ({"benefit": {"type": "percentage", "percent": "many"}}, "benefit.percent"),
        ({"benefit": {"type": "magic"}}, "benefit.type"),
        ({"conditions": [{"type": "min_spend", "amounts": {"XXQ": "5"}}]}, "conditions.0.amounts"),
        ({"conditions": [{"type": "min_spend", "amounts": {}}]}, "conditions.0.amounts"),
        ({"starts_at": "2026-02-01T00:00:00Z", "ends_at": "2026-01-01T00:00:00Z"}, "ends_at"),
        ({"floor_percent": "120"}, "floor_percent"),
        ({"limit_total": "often"}, "limit_total"),
        ({"starts_at": "soon"}, "starts_at"),
        ({"kind": "catalogue", "needs_coupon": True}, "kind"),
    ],
)
def test_a_mistake_is_said_at_its_field(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidDraft) as refused:
        drafted(**changes)

    assert list(refused.value.errors) == [field]
    assert all("`" not in said for said in refused.value.errors[field]), refused.value.errors


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ends_at: must be after starts_at", ("ends_at", "Must be after starts_at.")),
        ("conditions[2].Expected `int`, got `str` - at `$.tiers[1].from`", ("conditions.2.tiers.1.from", "A whole number.")),
        ("benefit.Object missing required field `percent`", ("benefit.percent", "This is required.")),
        ("Object missing required field `title`", ("title", "This is required.")),
        ("something else", ("", "Something else.")),
    ],
)  # fmt: skip
def test_what_the_engine_says_is_translated(text: str, expected: tuple[str, str]) -> None:
    assert reason(text) == expected
