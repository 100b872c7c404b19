"""Roles: who may grant what meaning, what Django's admin sees, and the operators of the installation."""

from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError

from nexus.accounts import facade
from nexus.accounts.contracts.errors import UnknownRole
from nexus.accounts.contracts.events import RoleGranted, RoleRevoked
from nexus.accounts.models import RoleGrant, User
from nexus.kernel.errors import NotFound
from nexus.platform import events as log
from nexus.platform.tenancy import bind_tenant, tenant_scope
from nexus.tenancy.facade import create_tenant, system_tenant

PASSWORD = "correct-horse-9"


def test_a_role_is_granted_once_and_taken_back_once(scope: Any) -> None:
    ada = facade.create_user("ada@example.org", None)
    for _ in range(2):
        facade.grant_role(ada.id, "support")
    person = facade.user(ada.id)
    assert person is not None
    assert (person.roles, person.is_staff) == ({"buyer", "support"}, True)

    for _ in range(2):
        facade.revoke_role(ada.id, "support")

    person = facade.user(ada.id)
    assert person is not None
    assert (person.roles, person.is_staff) == ({"buyer"}, False)
    facts = [
        fact
        for fact in log.load("accounts.user", ada.id).events
        if isinstance(fact, RoleGranted | RoleRevoked)
    ]
    assert facts == [RoleGranted(user_id=ada.id, role="support"), RoleRevoked(user_id=ada.id, role="support")]


def test_sellers_hold_a_grant_for_each_vendor(scope: Any) -> None:
    ada, eve = facade.create_user("ada@example.org", None), facade.create_user("eve@example.org", None)
    first, second, third = uuid4(), uuid4(), uuid4()
    facade.grant_role(ada.id, "seller", subject_id=first)
    facade.grant_role(ada.id, "seller", subject_id=second)
    facade.grant_role(eve.id, "seller", subject_id=second)

    person = facade.user(ada.id)
    assert person is not None
    assert (person.roles, person.vendor_ids) == ({"buyer", "seller"}, {first, second})
    assert [one.email for one in facade.holders_of("seller", subject_id=second)] == [
        "ada@example.org",
        "eve@example.org",
    ]
    assert [one.email for one in facade.sellers_of([first, second])] == ["ada@example.org", "eve@example.org"]
    assert facade.sellers_of([third]) == ()

    facade.revoke_role(ada.id, "seller", subject_id=first)
    person = facade.user(ada.id)
    assert person is not None
    assert person.vendor_ids == {second}


def test_what_is_no_role_is_refused(scope: Any) -> None:
    ada = facade.create_user("ada@example.org", None)

    for role, subject in (("god", None), ("seller", None), ("support", uuid4()), ("buyer", None)):
        with pytest.raises(UnknownRole):
            facade.grant_role(ada.id, role, subject_id=subject)
    with pytest.raises(NotFound):
        facade.grant_role(uuid4(), "support")


def test_the_database_knows_the_rules_of_grants(tenant: Any) -> None:
    with tenant_scope(tenant.id):
        ada = facade.create_user("ada@example.org", None)
    for wrong in ({"role": "god"}, {"role": "seller"}, {"role": "owner", "subject_id": uuid4()}):
        with pytest.raises(IntegrityError), tenant_scope(tenant.id):
            RoleGrant.objects.create(user_id=ada.id, **wrong)


@pytest.mark.parametrize(
    ("role", "staff", "looks", "runs", "changes"),
    [
        (None, False, False, False, False),
        ("support", True, True, True, False),
        ("owner", True, True, True, True),
        ("operator", True, True, True, True),
    ],
)
def test_djangos_questions_are_answered_from_roles(
    scope: Any, role: str | None, staff: bool, looks: bool, runs: bool, changes: bool
) -> None:
    made = facade.create_user("ada@example.org", None, roles=[role] if role else [])
    user = User.objects.get(pk=made.id)

    assert user.is_staff is staff
    assert user.has_module_perms("orders") is staff
    assert user.has_perm("orders.view_orderrecord") is looks
    assert user.has_perm("orders.run_orderrecord") is runs
    assert user.has_perm("orders.change_orderrecord") is changes
    assert user.has_perms(["orders.view_orderrecord", "orders.delete_orderrecord"]) is changes


def test_a_closed_account_has_no_rights(scope: Any) -> None:
    made = facade.create_user("ada@example.org", None, roles=["owner"])
    user = User.objects.get(pk=made.id)
    user.is_active = False

    assert (user.is_staff, user.is_superuser, user.has_perm("orders.view_orderrecord")) == (
        False,
        False,
        False,
    )


@pytest.fixture
def operator() -> str:
    """Address of an operator; the installation's tenant is made when it is missing."""
    home = system_tenant() or create_tenant("nexus", name="Nexus", mode="system")
    email = f"operator-{uuid4().hex}@nexus.test"
    with bind_tenant(home.id), tenant_scope(home.id):
        facade.create_user(email, PASSWORD, roles=["operator"], verified=True)
        facade.create_user(f"plain-{email}", PASSWORD, verified=True)
    return email


def test_an_operator_enters_every_tenant(tenant: Any, operator: str) -> None:
    user = authenticate(None, username=operator, password=PASSWORD)

    assert isinstance(user, User)
    assert user.tenant_id != tenant.id
    assert (user.is_staff, user.is_superuser) == (True, True)
    assert authenticate(None, username=operator, password="wrong-horse-1") is None
    assert authenticate(None, username=f"plain-{operator}", password=PASSWORD) is None
    with tenant_scope(tenant.id):
        assert facade.find_by_email(operator) is None


def test_an_operator_is_found_while_the_tenants_transaction_is_open(operator: str, scope: Any) -> None:
    from nexus.accounts.interfaces.backends import TenantBackend

    user = authenticate(None, username=operator, password=PASSWORD)
    assert isinstance(user, User)
    again = TenantBackend().get_user(str(user.pk))

    assert again == user
    assert again is not None
    assert again.roles == {"buyer", "operator"}


def test_an_operators_session_asks_the_api_as_operator(tenant: Any, operator: str) -> None:
    from django.test import Client

    browser = Client(raise_request_exception=False)
    assert browser.login(username=operator, password=PASSWORD)

    sent = {"X-Tenant": tenant.slug}
    assert browser.get("/api/notifications/mailbox/", headers=sent).status_code == 200
    assert browser.get("/api/auth/users/me/", headers=sent).status_code == 403


def test_the_same_address_cannot_be_taken_twice_in_a_tenant(tenant: Any) -> None:
    from nexus.accounts.contracts.errors import EmailTaken

    with tenant_scope(tenant.id):
        facade.create_user("Ada@Example.org", None)
    with pytest.raises(EmailTaken), tenant_scope(tenant.id):
        facade.create_user(" ada@example.ORG ", None)
    with pytest.raises(IntegrityError, match="accounts_user_email"), tenant_scope(tenant.id):
        User.objects.create_user("ADA@example.org")
    with pytest.raises(IntegrityError, match="accounts_user_email_lower"), tenant_scope(tenant.id):
        User.objects.create(email="Eve@example.org")
    with tenant_scope(tenant.id):
        found = facade.find_by_email("ADA@EXAMPLE.ORG")
        assert found is not None
        assert found.email == "ada@example.org"
        assert User.objects.get_by_natural_key("ADA@example.org").pk == found.id
