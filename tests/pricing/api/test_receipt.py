"""GET /api/pricing/receipts/<order id>/"""

from typing import Any

import pytest
from tests.factories import clients
from tests.factories.shop import make_vendor, stock_shelf

from nexus.kernel.ids import new_id
from nexus.platform.tenancy import tenant_scope
from nexus.pricing import facade


@pytest.fixture
def order(tenant: Any) -> Any:
    with tenant_scope(tenant.id):
        shelf = stock_shelf(prices=("49.95",))
        found = facade.quote([facade.QuoteLine(variant_id=shelf.variant_ids[0], quantity=2)], currency="EUR")
        kept = new_id()
        facade.keep_receipt(kept, found)
        return kept


def test_the_staff_reads_how_a_price_came_about(api: Any, order: Any) -> None:
    body = clients.staff(api).get(f"/api/pricing/receipts/{order}/").json()
    assert (body["order_id"], body["total"], body["promotions"]) == (str(order), "99.90", [])
    assert [(step["code"], step["amount"]) for step in body["explanation"]] == [
        ("list_price", "99.90"),
        ("shipping_flat", "0.00"),
    ]


def test_nobody_else_does(api: Any, order: Any) -> None:
    with tenant_scope(api.tenant.id):
        vendor = make_vendor()
    people = (api, clients.client(api)[0], clients.seller(api, vendor))
    path = f"/api/pricing/receipts/{order}/"
    assert [client.get(path).status_code for client in people] == [401, 403, 403]


def test_an_order_without_a_receipt_is_not_found(api: Any) -> None:
    answer = clients.staff(api).get(f"/api/pricing/receipts/{new_id()}/")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
