"""`nexus verify` finds each planted difference by name, and nothing in a sound tenant."""

from typing import Any

import pytest
from django.db import IntegrityError

from nexus.kernel.ids import new_id
from nexus.payments import facade
from nexus.platform import db
from nexus.platform.tenancy import tenant_scope


@pytest.fixture
def paid(open_payment: Any) -> Any:
    opened = open_payment("30.00", provider="manual")
    facade.capture(opened.id)
    return opened


def _plant(sql: str, *params: Any) -> int:
    with tenant_scope():
        return db.execute(sql, params)


def test_a_sound_tenant_has_no_findings(paid: Any, open_payment: Any, clean: Any) -> None:
    open_payment()
    with tenant_scope():
        facade.request_refund(paid.id, reason="x")
    assert clean() == []


@pytest.mark.parametrize(
    ("assignment", "told"),
    [
        ("status = 'refunded'", "status: row 'refunded', history 'completed'"),
        ("amount_minor = 2999", "amount_minor: row 2999, history 3000"),
        ("captured_minor = 3001", "captured_minor: row 3001, history 3000"),
        ("refunded_minor = 1", "refunded_minor: row 1, history 0"),
        ("version = 9", "version: row 9, history 2"),
    ],
)
def test_a_row_that_drifted_is_found(tenant: Any, paid: Any, clean: Any, assignment: str, told: str) -> None:
    _plant(f"UPDATE payments_payment SET {assignment} WHERE tenant_id = %s AND id = %s", tenant.id, paid.id)
    (finding,) = clean()

    assert str(paid.id) in finding
    assert finding.endswith(told)


def test_a_missing_row_is_found(tenant: Any, paid: Any, clean: Any) -> None:
    _plant("DELETE FROM payments_payment WHERE tenant_id = %s AND id = %s", tenant.id, paid.id)
    (finding,) = clean()

    assert finding.startswith("payment history without row")
    assert str(paid.id) in finding


def test_a_row_without_history_is_found(tenant: Any, paid: Any, clean: Any) -> None:
    stray = new_id()
    _plant(
        "INSERT INTO payments_payment SELECT %s, tenant_id, %s, order_number, %s, provider, status, "
        "currency, amount_minor, captured_minor, refunded_minor, refunding_minor, email, user_id, "
        "access_token_hash, checkout_url, expires_at, created_at, updated_at, version FROM payments_payment "
        "WHERE tenant_id = %s AND id = %s RETURNING id",
        stray, new_id(), "PAY-STRAY", tenant.id, paid.id,
    )  # fmt: skip
    (finding,) = clean()

    assert finding.startswith("payment without history")
    assert str(stray) in finding


def test_an_attempt_that_drifted_is_found(tenant: Any, open_payment: Any, staff: Any, clean: Any) -> None:
    opened = open_payment("30.00")
    staff.post("/api/payments/initiate/", {"order_id": str(opened.order_id)})
    _plant("UPDATE payments_attempt SET state = 'declined' WHERE tenant_id = %s", tenant.id)
    (finding,) = clean()

    assert finding.startswith("payment attempts differ")


@pytest.mark.parametrize("assignment", ["refunded_minor = 3001", "refunding_minor = -1", "status = 'paid'"])
def test_the_database_itself_refuses_impossible_rows(
    tenant: Any, paid: Any, assignment: str, clean: Any
) -> None:
    with pytest.raises(IntegrityError):
        _plant(
            f"UPDATE payments_payment SET {assignment} WHERE tenant_id = %s AND id = %s", tenant.id, paid.id
        )
    assert clean() == []
