"""Accounts, sellers, API keys and shops."""

from __future__ import annotations

import secrets
from typing import Any

from tests.backoffice.desk import PASSWORD, Desk


def _user(shop: Any, role: str) -> Any:
    from nexus.accounts.models import User

    return shop.row(User, pk=shop.people[role])


def _roles(shop: Any, role: str) -> list[str]:
    from nexus.accounts.models import RoleGrant
    from nexus.platform.tenancy import tenant_scope

    with tenant_scope(shop.tenant.id):
        return sorted(RoleGrant.objects.filter(user_id=shop.people[role]).values_list("role", flat=True))


def test_no_password_and_no_hash_is_shown(shop: Any) -> None:
    text = shop.desk("owner").get(f"accounts/user/{shop.people['buyer']}/change/").text

    assert _user(shop, "buyer").password not in text
    assert "argon2" not in text
    assert (
        'type="password"' not in shop.desk("owner").get(f"accounts/user/{shop.people['buyer']}/do/edit/").text
    )


def test_a_profile_is_edited(shop: Any) -> None:
    page = shop.desk("owner").act(f"accounts/user/{shop.people['buyer']}/do/edit/", first_name="Ada", last_name="Berg", phone="1",
                                  language="es")  # fmt: skip

    assert page.status == 302
    assert (_user(shop, "buyer").first_name, _user(shop, "buyer").language) == ("Ada", "es")


def test_deactivating_ends_every_login(shop: Any) -> None:
    from nexus.accounts import facade as accounts
    from nexus.accounts.models import RefreshSession
    from nexus.platform.tenancy import bind_tenant, tenant_scope

    with bind_tenant(shop.tenant.id), tenant_scope():
        accounts.open_session(shop.people["support"])
    theirs = shop.desk("support")

    page = shop.desk("owner").act(f"accounts/user/{shop.people['support']}/do/deactivate/")

    assert page.messages == [f"{shop.email('support')} is locked out; 1 logins ended."]
    assert _user(shop, "support").is_active is False
    assert shop.count(RefreshSession, user_id=shop.people["support"], revoked_at__isnull=True) == 0
    assert theirs.get("").status == 302
    assert Desk(shop.tenant).post("login/", username=shop.email("support"), password=PASSWORD).status == 200
    shop.desk("owner").act(f"accounts/user/{shop.people['support']}/do/activate/")
    assert theirs.get("").status == 302, "the old session stays dead"
    assert Desk(shop.tenant).post("login/", username=shop.email("support"), password=PASSWORD).status == 302


def test_nobody_locks_themselves_out(shop: Any) -> None:
    desk, path = shop.desk("owner"), f"accounts/user/{shop.people['owner']}/do/"

    pages = [desk.act(f"{path}deactivate/"), desk.act(f"{path}revoke/", role="owner")]

    assert ["your own account" in page.text for page in pages] == [True, True]
    assert (_user(shop, "owner").is_active, _roles(shop, "owner")) == (True, ["owner"])


def test_roles_are_given_and_taken(shop: Any) -> None:
    desk, path = shop.desk("owner"), f"accounts/user/{shop.people['buyer']}/do/"

    desk.act(f"{path}grant/", role="support")
    assert _roles(shop, "buyer") == ["support"]
    desk.act(f"{path}revoke/", role="support")

    assert _roles(shop, "buyer") == []


def test_operators_and_sellers_are_not_made_here(shop: Any) -> None:
    desk, path = shop.desk("owner"), f"accounts/user/{shop.people['buyer']}/do/grant/"

    assert [desk.act(path, role=role).status for role in ("operator", "seller", "emperor")] == [200, 200, 200]
    assert _roles(shop, "buyer") == []


def test_support_gives_no_roles(shop: Any) -> None:
    desk = shop.desk("support")

    assert (
        desk.post(f"accounts/user/{shop.people['support']}/do/grant/", once="x", role="owner").status == 403
    )
    assert desk.post(f"accounts/user/{shop.people['owner']}/do/deactivate/", once="x").status == 403
    assert _roles(shop, "support") == ["support"]


def test_a_new_colleague_gets_a_mail_to_set_a_password(shop: Any, drain: Any) -> None:
    from nexus.accounts.models import User
    from nexus.notifications.models import MailMessage

    email = f"new-{secrets.token_hex(3)}@example.com"

    shop.desk("owner").act("accounts/user/add/", email=email, first_name="Nia", last_name="", role="support")
    drain()

    made = shop.row(User, email=email)
    assert made.has_usable_password() is False
    assert shop.count(MailMessage, to=email, kind="password_reset") == 1


def test_an_address_is_used_once(shop: Any) -> None:
    page = shop.desk("owner").act(
        "accounts/user/add/", email=shop.email("buyer"), first_name="", last_name="", role=""
    )

    assert (page.status, "An account with this address exists" in page.text) == (200, True)


def test_sellers_are_approved_and_suspended(shop: Any) -> None:
    from nexus.platform.tenancy import bind_tenant, tenant_scope
    from nexus.vendors.models import Vendor
    from nexus.vendors.services import vendors

    with bind_tenant(shop.tenant.id), tenant_scope():
        applied = vendors.apply(shop.people["buyer"], name="Newcomer")
    desk, path = shop.desk("support"), f"vendors/vendor/{applied.id}/do/"
    assert "Sellers who applied" in desk.get("").text

    desk.act(f"{path}approve/", reason="")
    assert (shop.row(Vendor, pk=applied.id).status, _roles(shop, "buyer")) == ("approved", ["seller"])
    desk.act(f"{path}suspend/", reason="fakes")
    suspended = shop.row(Vendor, pk=applied.id)
    refused = desk.act(f"{path}reject/", reason="too late")

    assert (suspended.status, suspended.decision_reason) == ("suspended", "fakes")
    assert (refused.status, "does not allow this" in refused.text) == (200, True)
    assert shop.facts("vendors.vendor", applied.id)[-2:] == ["vendor_approved", "vendor_suspended"]


def test_sellers_are_made_staffed_and_placed_by_owners(shop: Any) -> None:
    from nexus.vendors.models import Store, Vendor

    desk = shop.desk("owner")
    desk.act("vendors/vendor/add/", name="Corner", slug="", description="", email=shop.email("buyer"))
    made = shop.row(Vendor, slug="corner")
    desk.act(f"vendors/vendor/{made.pk}/do/edit/", name="The corner", slug="the-corner", description="Nice.")
    unknown = desk.act(f"vendors/vendor/{made.pk}/do/add-staff/", email="nobody@example.com")
    desk.act(f"vendors/vendor/{made.pk}/do/open-store/", name="Shop", address="1 Main St", latitude="52.5", longitude="13.4",
             time_zone="", is_active="on")  # fmt: skip
    store = shop.row(Store, vendor_id=made.pk)
    wrong = desk.act(
        f"vendors/store/{store.pk}/do/edit/", name="Shop", address="1", latitude="152.5", longitude="13.4"
    )

    assert _roles(shop, "buyer") == ["seller"]
    assert shop.row(Vendor, pk=made.pk).name == "The corner"
    assert "Nobody in this shop has this address." in unknown.text
    assert (wrong.status, shop.row(Store, pk=store.pk).latitude) == (200, 52.5)


def test_a_key_is_shown_once_and_revoked(shop: Any) -> None:
    from nexus.tenancy.models import ApiKey

    desk = shop.desk("owner")
    page = desk.act("tenancy/apikey/add/", name="till", role="support", vendor="", days="30")
    key = page.text.split('<pre class="bo-text">')[1].split("</pre>")[0].strip()
    record = shop.row(ApiKey)

    assert (page.status, page.headers["Cache-Control"]) == (
        200,
        "max-age=0, no-cache, no-store, must-revalidate, private",
    )
    assert shop.api.get("/api/orders/", Authorization=f"Api-Key {key}").status_code == 200
    assert key not in desk.get(f"tenancy/apikey/{record.pk}/change/").text + desk.get("tenancy/apikey/").text
    desk.act(f"tenancy/apikey/{record.pk}/do/revoke/")
    assert shop.api.get("/api/orders/", Authorization=f"Api-Key {key}").status_code == 401
    assert "revoked already" in desk.act(f"tenancy/apikey/{record.pk}/do/revoke/").text


def test_a_sellers_key_needs_its_vendor(shop: Any) -> None:
    from nexus.tenancy.models import ApiKey

    desk = shop.desk("owner")
    for role, vendor in (
        ("seller", ""),
        ("seller", "not-an-id"),
        ("support", str(shop.shelf.vendor_id)),
        ("operator", ""),
    ):
        assert desk.act("tenancy/apikey/add/", name="x", role=role, vendor=vendor, days="").status == 200
    assert shop.count(ApiKey) == 0
    desk.act("tenancy/apikey/add/", name="x", role="seller", vendor=str(shop.shelf.vendor_id), days="")
    assert shop.row(ApiKey).vendor_id == shop.shelf.vendor_id


def test_operators_open_shops(shop: Any, operator: Any) -> None:
    from nexus.tenancy.models import Domain, Tenant

    desk, slug = operator(shop.tenant), f"new-{secrets.token_hex(4)}"
    data = {"name": "New shop", "mode": "shop", "currency": "JPY", "time_zone": "Asia/Tokyo", "locale": "en"}

    page = desk.act("tenancy/tenant/add/", slug=slug, domains=f"{slug}.example.com", **data)
    taken = desk.act("tenancy/tenant/add/", slug=slug, domains="", **data)

    made = Tenant.objects.get(slug=slug)
    assert (page.status, page.url) == (302, f"/admin/tenancy/tenant/{made.pk}/change/")
    assert (made.currency, made.time_zone, made.mode) == ("JPY", "Asia/Tokyo", "shop")
    assert list(Domain.objects.filter(tenant=made).values_list("host", flat=True)) == [f"{slug}.example.com"]
    assert (taken.status, "There is a shop with this slug." in taken.text) == (200, True)


def test_owners_open_none(shop: Any) -> None:
    assert shop.desk("owner").get("tenancy/tenant/add/").status == 403
    assert shop.desk("owner").post("tenancy/tenant/add/", once="x", slug="mine").status == 403
