"""`nexus promotions`: what it prints, and with which exit code it ends."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from tests.factories.shop import stock_shelf

from nexus.catalog import facade as catalog
from nexus.kernel.ids import new_id
from nexus.platform.tenancy import tenant_scope
from nexus.pricing import facade
from nexus.pricing.models import LaneRecord


def spec(code: str, percent: int, **more: Any) -> dict[str, Any]:
    return {"code": code, "title": code, "benefit": {"type": "percentage", "percent": str(percent)}} | more


def told(tenant: Any, *words: str) -> str:
    out = StringIO()
    call_command("promotions", *words, "--tenant", tenant.slug, stdout=out)
    return out.getvalue()


@pytest.fixture
def shop(tenant: Any) -> Any:
    with tenant_scope(tenant.id):
        LaneRecord.objects.create(position=1, name="More")
        shelf = stock_shelf(prices=("10.00",))
        sold = catalog.sellables(shelf.variant_ids).values()
        for _ in range(3):
            quote = facade.quote([facade.line_of(one, quantity=1) for one in sold], currency="EUR")
            facade.keep_receipt(new_id(), quote)
        facade.save_promotion(spec("half", 50), status="active")
        facade.save_promotion(spec("third", 33, lane=1))
    return tenant


def test_simulate(shop: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed = told(shop, "simulate", "third").splitlines()
    assert printed[:3] == [
        "3 orders tried, it applies to 3 of them (100.00 %)",
        "EUR: it takes off 9.90 (sellers pay 0.00, the shop 9.90)",
        "  order totals                30.00 ->            20.10",
    ]
    assert "3 of 3 orders" in capsys.readouterr().err
    changes = tmp_path / "changes.json"
    changes.write_text('{"benefit": {"type": "percentage", "percent": "10"}}')
    found = json.loads(told(shop, "simulate", "third", "--orders", "2", "--spec", str(changes), "--json"))
    assert (found["orders"], found["sums"][0]["draft"]) == (2, "2.00")


def test_conflicts(shop: Any) -> None:
    assert "1 promotions tried" in told(shop, "conflicts")
    with tenant_scope(shop.id):
        third = facade.promotion_of_code("third")
        assert third
        facade.set_status(third.id, "active")
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("promotions", "conflicts", "--tenant", shop.slug, stdout=out)
    assert ended.value.code == 3
    assert "half + third: 3.35 EUR are left, less than 4.00." in out.getvalue()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("simulate", "none"), "There is no promotion 'none'."),
        (("simulate", "third", "--orders", "0"), "orders: Must be between 1 and 100000."),
        (("simulate", "third", "--spec", "/no/such/file"), "cannot be read"),
        (("conflicts", "--percent", "all"), "--percent must be between 1 and 100."),
    ],
)
def test_what_is_wrong_is_said(shop: Any, words: tuple[str, ...], reason: str) -> None:
    with pytest.raises(CommandError, match=reason):
        told(shop, *words)
