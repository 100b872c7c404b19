"""A promotion is tried on past orders from its page."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.backoffice.test_promotion_reports import written

LIST = "pricing/promotionrecord/"


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def simulations(shop: Any) -> int:
    from nexus.pricing.models import SimulationRecord

    return int(shop.count(SimulationRecord))


def test_what_it_would_have_cost_stands_in_figures(shop: Any) -> None:
    order = shop.order(quantity=2)
    draft, desk = written(shop, status="draft"), shop.desk("owner")

    begun = desk.act(f"{LIST}{draft.id}/simulate/", orders="100")
    page = desk.get(begun.url.removeprefix("/admin/"))

    text = words(page.text)
    assert (begun.status, page.status) == (302, 200)
    assert "It would have applied to 1 of 1 orders (100.00 %)." in text
    assert "It would have cost 2.00 EUR the shop bears 2.00, sellers 0.00" in text
    assert "Revenue 18.00 EUR was 20.00" in text
    assert f">{order['number']}</a>" in page.text
    assert "hx-trigger" not in page.text.split('id="simulation"')[1].split(">")[0]
    assert "Earlier simulations" in desk.get(f"{LIST}{draft.id}/simulate/").text


def test_a_running_one_is_followed_and_can_be_cancelled(shop: Any) -> None:
    from nexus.platform.tenancy import tenant_scope
    from nexus.pricing.models import SimulationRecord

    shop.order()
    draft, desk = written(shop, status="draft"), shop.desk("owner")
    desk.act(f"{LIST}{draft.id}/simulate/", orders="100")
    with tenant_scope(shop.tenant.id):
        [made] = SimulationRecord.objects.all()
        SimulationRecord.objects.filter(pk=made.pk).update(
            state="running", orders_done=40, orders_total=100, result=None, finished_at=None
        )
    where = f"{LIST}{draft.id}/simulations/{made.pk}/"

    followed = desk.get(f"{where}progress/")
    cancelled = desk.post(f"{where}cancel/")

    assert f'hx-get="/admin/{where}progress/" hx-trigger="every 1s"' in followed.text
    assert '<progress class="ps-bar" max="100" value="40"' in followed.text
    assert "40 of 100 orders" in followed.text
    assert cancelled.status == 302
    assert "Cancelled" in words(desk.get(where).text)


@pytest.mark.parametrize(
    "wrong",
    [{"orders": "0"}, {"orders": "many"}, {"orders": "5", "since": "2030-02-02", "until": "2030-01-01"}],
)
def test_what_cannot_be_asked_is_said(shop: Any, wrong: dict[str, str]) -> None:
    draft = written(shop, status="draft")

    page = shop.desk("owner").act(f"{LIST}{draft.id}/simulate/", **wrong)

    assert page.status == 200
    assert simulations(shop) == 0


def test_support_looks_and_strangers_do_not(shop: Any, rival: Any) -> None:
    draft = written(shop, status="draft")
    begun = shop.desk("owner").act(f"{LIST}{draft.id}/simulate/", orders="10")
    where = begun.url.removeprefix("/admin/")
    support, foreign = shop.desk("support"), rival.desk("owner")

    assert support.get(where).status == 200
    assert [support.get(f"{LIST}{draft.id}/simulate/").status, support.post(f"{where}cancel/").status] == [
        403,
        403,
    ]
    assert [foreign.get(where).status, foreign.get(f"{LIST}{draft.id}/simulate/").status] == [404, 404]
    assert foreign.post(f"{where}cancel/").status == 404
    assert simulations(shop) == 1
