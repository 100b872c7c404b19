"""Who gets in, and how far."""

from __future__ import annotations

from typing import Any

import pytest
from tests.backoffice.desk import PASSWORD, Desk

LISTS = (
    "orders/orderrecord", "orders/cancellationrequestrecord", "payments/paymentrecord", "notifications/mailmessage",
    "catalog/product", "catalog/variant", "catalog/category", "catalog/productimage", "catalog/review",
    "catalog/attribute", "catalog/producttype", "catalog/brand", "catalog/collection", "integrations/importjob",
    "catalog/changeproposal", "search/synonym",
    "inventory/stocklevelrecord", "inventory/reservationrecord", "pricing/pricerecord", "accounts/user", "vendors/vendor",
    "pricing/creditaccountrecord", "pricing/promotionrecord",
    "pricing/zonerecord", "pricing/taxraterecord", "pricing/shippingmethodrecord", "pricing/termsrecord",
    "pricing/taxstatusrecord",
    "pricing/couponrecord", "pricing/couponbatchrecord", "pricing/lanerecord",
    "pricing/pricelistrecord", "pricing/currencyrulerecord", "pricing/exchangeraterecord", "accounts/customergroup",
    "accounts/user", "vendors/vendor",
    "vendors/store", "checkout/processrecord", "events/deliveryrecord", "events/eventrecord",
)  # fmt: skip
FOR_OWNERS = ("tenancy/apikey",)
FOR_OPERATORS = ("tenancy/tenant",)


def test_every_list_is_known_to_these_tests() -> None:
    from django.contrib import admin
    from django.urls import reverse

    reverse("admin:index")
    registered = {f"{model._meta.app_label}/{model._meta.model_name}" for model in admin.site._registry}

    assert registered == {*LISTS, *FOR_OWNERS, *FOR_OPERATORS}


@pytest.mark.parametrize("path", ["", *(f"{name}/" for name in (*LISTS, *FOR_OWNERS, *FOR_OPERATORS))])
def test_strangers_are_sent_to_the_login(tenant: Any, path: str) -> None:
    page = Desk(tenant).get(path)

    assert (page.status, page.url) == (302, f"/admin/login/?next=/admin/{path}")


@pytest.mark.parametrize("role", ["buyer", "seller"])
def test_buyers_and_sellers_are_refused(shop: Any, role: str) -> None:
    desk = shop.desk(role)

    assert {
        desk.get(f"{name}/").status for name in ("orders/orderrecord", "accounts/user", "events/eventrecord")
    } == {302}
    assert f"logged in as {shop.email(role)}, who has no role" in desk.get("login/").text


@pytest.mark.parametrize(
    ("role", "opens"), [("owner", True), ("support", True), ("buyer", False), ("seller", False)]
)
def test_login_opens_for_staff_only(shop: Any, role: str, opens: bool) -> None:
    desk = Desk(shop.tenant)

    page = desk.post("login/", username=shop.email(role), password=PASSWORD)

    assert (page.status, page.url) == ((302, "/admin/") if opens else (200, ""))
    assert desk.get("").status == (200 if opens else 302)
    if not opens:
        assert "do not open this back office" in page.text


@pytest.mark.parametrize("asked", ["https://elsewhere.example/", "//elsewhere.example", ""])
def test_login_leads_to_the_back_office_wherever_it_was_asked_to_lead(shop: Any, asked: str) -> None:
    page = Desk(shop.tenant).post(f"login/?next={asked}", username=shop.email("owner"), password=PASSWORD)

    assert (page.status, page.url) == (302, "/admin/")


def test_login_with_a_wrong_password_says_the_same(shop: Any) -> None:
    known = Desk(shop.tenant).post("login/", username=shop.email("owner"), password="wrong-pass-phrase")
    unknown = Desk(shop.tenant).post("login/", username="nobody@example.com", password="wrong-pass-phrase")

    assert "do not open this back office" in known.text
    assert "do not open this back office" in unknown.text


def test_guessing_does_not_begin_again_in_another_shop(shop: Any, other_tenant: Any) -> None:
    """An operator's password opens every shop."""
    from django.test.utils import override_settings

    from nexus.tenancy.facade import create_tenant

    create_tenant("nexus", name="Nexus", mode="system")
    email = f"operator-of-{shop.tenant.slug}@example.com"
    with override_settings(NEXUS_THROTTLING=True):
        here = [Desk(shop.tenant).post("login/", username=email, password="wrong") for _ in range(10)]
        there = Desk(other_tenant).post("login/", username=email, password="wrong")
    assert [page for page in here if "Too many attempts" in page.text] == []
    assert "Too many attempts" in there.text


def test_guessing_is_slowed_down(shop: Any) -> None:
    from django.test.utils import override_settings

    desk = Desk(shop.tenant)
    with override_settings(NEXUS_THROTTLING=True):
        pages = [desk.post("login/", username=shop.email("owner"), password="wrong") for _ in range(11)]

        assert "Too many attempts" in pages[-1].text
        assert (
            "Too many attempts" in desk.post("login/", username=shop.email("owner"), password=PASSWORD).text
        )
    assert desk.get("").status == 302


def test_people_of_another_shop_cannot_log_in(shop: Any, rival: Any) -> None:
    desk = Desk(shop.tenant)

    assert desk.post("login/", username=rival.email("owner"), password=PASSWORD).status == 200
    assert desk.get("").status == 302


def test_a_session_of_another_shop_is_worth_nothing(shop: Any, rival: Any) -> None:
    desk = rival.desk("owner")
    assert desk.get("").status == 200

    page = desk.client.get("/admin/", headers={"X-Tenant": shop.tenant.slug})

    assert page.status_code == 302


@pytest.mark.parametrize("role", ["owner", "support"])
def test_staff_sees_every_list_and_the_dashboard(shop: Any, role: str) -> None:
    desk = shop.desk(role)

    assert {name: desk.get(f"{name}/").status for name in LISTS} == dict.fromkeys(LISTS, 200)
    assert desk.get("").status == 200


def test_keys_are_for_owners_and_tenants_for_operators(shop: Any, operator: Any) -> None:
    owner, support, runs = shop.desk("owner"), shop.desk("support"), operator(shop.tenant)

    assert [one.get("tenancy/apikey/").status for one in (owner, support, runs)] == [200, 403, 200]
    assert [one.get("tenancy/tenant/").status for one in (owner, support, runs)] == [403, 403, 200]


def test_the_word_operator_inside_a_shop_opens_no_other(shop: Any) -> None:
    from nexus.accounts import facade as accounts
    from nexus.platform.tenancy import tenant_scope

    with tenant_scope(shop.tenant.id):
        accounts.grant_role(shop.people["owner"], "operator")
    desk = shop.desk("owner")

    assert desk.get("tenancy/tenant/").status == 403
    assert desk.get("tenants/choose/").status == 403
    assert desk.get("orders/orderrecord/").status == 200


def test_support_looks_and_runs_and_does_not_edit(shop: Any) -> None:
    from nexus.catalog.models import Product

    product = shop.row(Product, pk=shop.shelf.product_ids[0])
    desk, page = shop.desk("support"), f"catalog/product/{product.pk}/"

    shown = desk.get(f"{page}change/")
    stolen = {"title": "Stolen", "slug": "stolen", "status": "draft", "tax_class": "standard"}
    refused = desk.post(f"{page}do/edit/", once="x", category=str(product.category_id), **stolen)

    assert shown.status == 200
    assert "do/edit/" not in shown.text
    assert (
        refused.status,
        desk.get(f"{page}do/archive/").status,
        desk.get("catalog/product/add/").status,
    ) == (403, 403, 403)
    assert shop.row(Product, pk=product.pk).title == product.title


def test_operators_log_in_anywhere_and_choose_a_shop(shop: Any, rival: Any, operator: Any) -> None:
    made = operator(shop.tenant)
    desk = Desk(shop.tenant)
    assert desk.post("login/", username=made.email, password=PASSWORD).url == "/admin/"
    order = rival.order()
    there = f"orders/orderrecord/{order['id']}/change/"
    assert desk.get(there).status == 404

    chosen = desk.post("tenants/choose/", tenant=rival.tenant.slug)

    assert (chosen.status, chosen.messages) == (302, [f"You are in {rival.tenant.name} now."])
    assert desk.get(there).status == 200
    assert rival.tenant.name in desk.get("").text
    assert desk.post("tenants/choose/", tenant="no-such-shop").status == 404


def test_others_cannot_choose_a_shop(shop: Any, rival: Any) -> None:
    desk = shop.desk("owner")
    session = desk.client.session
    session["backoffice_tenant"] = str(rival.tenant.id)
    session.save()

    assert desk.post("tenants/choose/", tenant=rival.tenant.slug).status == 403
    assert shop.tenant.name in desk.get("").text


def test_a_form_from_elsewhere_is_refused(shop: Any) -> None:
    from django.test import Client

    from nexus.orders.models import OrderRecord

    order = shop.order()
    strict = Client(enforce_csrf_checks=True, headers={"X-Tenant": shop.tenant.slug})
    strict.cookies = shop.desk("owner").client.cookies

    answer = strict.post(
        f"/admin/orders/orderrecord/{order['id']}/do/cancel/", {"once": "x", "reason": "forged"}
    )

    assert answer.status_code == 403
    assert shop.row(OrderRecord, pk=order["id"]).status == "pending"


def test_logging_out_ends_the_session_and_leads_to_the_login(shop: Any) -> None:
    from django.test import Client

    desk = shop.desk("owner")
    kept = desk.client.cookies["sessionid"].value

    page = desk.post("logout/")

    thief = Client(headers={"X-Tenant": shop.tenant.slug})
    thief.cookies["sessionid"] = kept
    assert (page.status, page.url) == (302, "/admin/login/")
    assert thief.get("/admin/").status_code == 302


def test_closed_doors(shop: Any) -> None:
    desk = shop.desk("owner")

    assert desk.get("password_change/").status == 404
    assert desk.get("no/such/page/").status == 404
    assert desk.get("orders/orderrecord/not-an-id/change/").status == 404
    assert desk.get(f"orders/orderrecord/{shop.shelf.vendor_id}/change/").status == 404
    assert desk.get(f"orders/orderrecord/{shop.order()['id']}/delete/").status == 404
