"""Who sees which payment, and how it looks."""

from typing import Any

import pytest
from tests.fixtures import Api

from nexus.kernel.ids import new_id
from nexus.payments.application.access import token_hash


def _ids(answer: Any) -> list[str]:
    assert answer.status_code == 200
    return [entry["id"] for entry in answer.json()["results"]]


def test_a_buyer_lists_their_own_newest_first_and_staff_all(
    open_payment: Any, person: Any, staff: Any
) -> None:
    buyer_id, buyer = person()
    first, second = open_payment(user_id=buyer_id), open_payment(user_id=buyer_id)
    somebody = open_payment(user_id=new_id())

    assert _ids(buyer.get("/api/payments/")) == [str(second.id), str(first.id)]
    assert _ids(staff.get("/api/payments/")) == [str(somebody.id), str(second.id), str(first.id)]


def test_a_seller_and_another_buyer_see_none(open_payment: Any, person: Any, tenant: Any, api: Any) -> None:
    from nexus.accounts import facade as accounts
    from nexus.platform.tenancy import tenant_scope

    payment = open_payment(user_id=new_id())
    seller_id, _ = person()
    with tenant_scope(tenant.id):
        accounts.grant_role(seller_id, "seller", subject_id=new_id())
        seller = api.as_user(accounts.open_session(seller_id).access)

    for client in (seller, person()[1]):
        assert _ids(client.get("/api/payments/")) == []
        answer = client.get(f"/api/payments/{payment.id}/")
        assert (answer.status_code, answer.json()["code"]) == (404, "payment_not_found")


def test_a_guest_needs_the_orders_token(open_payment: Any, api: Any) -> None:
    payment = open_payment(access_token_hash=token_hash("secret"))
    path = f"/api/payments/{payment.id}/"

    assert api.get(path, X_Order_Token="secret").json()["id"] == str(payment.id)
    for answer in (api.get(path), api.get(path, X_Order_Token="Secret"), api.get(path, X_Order_Token="")):
        assert answer.status_code == 404
    assert api.get("/api/payments/").status_code == 401


def test_a_payment_without_token_is_not_opened_by_an_empty_one(open_payment: Any, api: Any) -> None:
    payment = open_payment()

    for token in ("", "None", token_hash("")):
        assert api.get(f"/api/payments/{payment.id}/", X_Order_Token=token).status_code == 404


def test_the_detail_carries_the_log_and_no_secrets(open_payment: Any, person: Any, api: Any) -> None:
    buyer_id, buyer = person()
    payment = open_payment("12.50", user_id=buyer_id, access_token_hash=token_hash("secret"))
    buyer.post("/api/payments/initiate/", {"order_id": str(payment.order_id)})
    answer = buyer.get(f"/api/payments/{payment.id}/")
    entries = answer.json()["transactions"]

    assert [(entry["type"], entry["by"]) for entry in entries] == [
        ("payment_opened", "system"),
        ("attempt_started", "user"),
        ("attempt_submitted", "user"),
    ]
    assert (entries[0]["amount"], entries[0]["currency"]) == ("12.50", "EUR")
    assert entries[2]["gateway_reference"].startswith("sbx_")
    assert token_hash("secret") not in answer.content.decode()
    assert "idempotency" not in answer.content.decode()


@pytest.mark.parametrize(("currency", "amount"), [("JPY", "1250"), ("EUR", "12.50"), ("KWD", "1.250")])
def test_amounts_have_the_currencys_own_digits(
    open_payment: Any, staff: Any, currency: str, amount: str
) -> None:
    payment = open_payment(amount, currency=currency)
    body = staff.get(f"/api/payments/{payment.id}/").json()

    assert (body["amount"], body["currency"]) == (amount, currency)


def test_filters_pages_and_count(open_payment: Any, staff: Any) -> None:
    payments = [open_payment(provider="manual") for _ in range(3)]
    staff.post(f"/api/payments/{payments[0].id}/capture/")

    assert _ids(staff.get("/api/payments/?status=completed")) == [str(payments[0].id)]
    assert _ids(staff.get(f"/api/payments/?order_id={payments[1].order_id}")) == [str(payments[1].id)]
    page = staff.get("/api/payments/?page_size=2&count=true").json()
    assert (len(page["results"]), page["count"], page["previous"]) == (2, 3, None)
    assert _ids(staff.get(page["next"])) == [str(payments[0].id)]


@pytest.mark.parametrize(
    "query", ["x=1", "status=paid", "order_id=1", "page_size=0", "page_size=101", "cursor=zzz"]
)
def test_a_bad_query_is_refused(staff: Any, query: str) -> None:
    assert staff.get(f"/api/payments/?{query}").status_code == 400


def test_posting_to_the_list_is_not_allowed(staff: Any) -> None:
    answer = staff.post("/api/payments/", {})

    assert (answer.status_code, answer["Allow"]) == (405, "GET, OPTIONS")


def test_another_tenants_payment_is_not_found(open_payment: Any, other_tenant: Any) -> None:
    from nexus.accounts import facade as accounts
    from nexus.platform.tenancy import tenant_scope

    payment = open_payment()
    with tenant_scope(other_tenant.id):
        owner = accounts.create_user("owner@example.test", None, roles=("owner",), verified=True)
        foreign = Api(other_tenant).as_user(accounts.open_session(owner.id).access)

    assert foreign.get(f"/api/payments/{payment.id}/").status_code == 404
    assert foreign.post(f"/api/payments/{payment.id}/void/", {}).status_code == 404
    assert foreign.post(f"/api/payments/{payment.id}/capture/").status_code == 404
    assert foreign.post(f"/api/payments/{payment.id}/refunds/", {"reason": "x"}).status_code == 404
    assert foreign.post("/api/payments/initiate/", {"order_id": str(payment.order_id)}).status_code == 404
    assert _ids(foreign.get("/api/payments/")) == []


def test_the_list_costs_the_same_statements_for_one_and_twenty(
    open_payment: Any, staff: Any, sql_log: Any
) -> None:
    open_payment()
    staff.get("/api/payments/")
    with sql_log() as for_one:
        staff.get("/api/payments/")
    for _ in range(19):
        open_payment()
    with sql_log() as for_twenty:
        assert len(_ids(staff.get("/api/payments/"))) == 20

    assert len(for_one) == len(for_twenty)
    assert len([sql for sql in for_twenty if "payments_payment" in sql]) == 1
