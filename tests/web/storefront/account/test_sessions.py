"""Logging in and out on the web."""

from typing import Any

import pytest
from django.test.utils import override_settings
from tests.web.storefront.account.browser import PASSWORD, Browser

from nexus.checkout import facade as checkout


def test_a_log_in_opens_a_session_under_a_new_key_and_leads_to_the_account(browser: Any, ada: Any) -> None:
    browser.post("/account/forgot-password/", {"email": ada.email})
    browser.client.session.save()
    before = browser.session

    answer = browser.log_in(" ADA@example.org ")

    assert (answer.status_code, answer["Location"]) == (302, "/account/")
    assert browser.session not in ("", before)
    assert "Hello Ada" in browser.get("/account/").content.decode()


def test_whoever_had_a_session_before_gets_another_one(browser: Any, ada: Any, make_person: Any) -> None:
    browser.log_in(ada.email)
    first = browser.session
    browser.post("/account/logout/")
    browser.client.cookies["sessionid"] = first

    assert browser.get("/account/").status_code == 302
    browser.log_in(make_person("bob@example.org").email)
    assert browser.session != first


@pytest.mark.parametrize(
    ("wished", "led_to"),
    [
        ("/account/orders/?page=2", "/account/orders/?page=2"),
        ("https://evil.example/", "/account/"),
        ("//evil.example/", "/account/"),
        ("/\\evil.example", "/account/"),
        ("javascript:alert(1)", "/account/"),
        ("", "/account/"),
    ],
)
def test_next_leads_back_and_never_to_another_host(browser: Any, ada: Any, wished: str, led_to: str) -> None:
    assert browser.log_in(ada.email, next=wished)["Location"] == led_to


def test_guests_are_led_to_the_log_in_and_back(browser: Any) -> None:
    answer = browser.get("/account/orders/?x=1")

    assert (answer.status_code, answer["Location"]) == (
        302,
        "/account/login/?next=%2Faccount%2Forders%2F%3Fx%3D1",
    )
    assert 'name="next" value="/account/orders/?x=1"' in browser.get(answer["Location"]).content.decode()


def test_who_is_in_already_goes_on(at_home: Any) -> None:
    assert at_home.get("/account/login/?next=/cart/")["Location"] == "/cart/"
    assert at_home.get("/account/register/")["Location"] == "/account/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(
    browser: Any, tenant: Any, ada: Any, make_person: Any, known: Any
) -> None:
    from nexus.accounts.models import User

    closed = make_person("closed@example.org")
    known(lambda: User.objects.filter(pk=closed.id).update(is_active=False))
    tries = [(ada.email, "wrong-password"), ("nobody@example.org", PASSWORD), (closed.email, PASSWORD)]

    answers = [Browser(tenant).log_in(*tried) for tried in tries]

    assert {answer.status_code for answer in answers} == {400}
    bodies = {_without_secrets(answer, email) for answer, (email, _) in zip(answers, tries, strict=True)}
    assert len(bodies) == 1
    text = answers[0].content.decode()
    assert "E-mail and password do not match. Please check both." in text
    assert 'value="ada@example.org"' in text, "what was typed is kept"
    assert "wrong-password" not in text
    assert all(answer.cookies.get("sessionid") is None for answer in answers)


def _without_secrets(answer: Any, email: str) -> str:
    import re

    text = answer.content.decode().replace(email, "EMAIL")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)


def test_what_is_missing_is_said_beside_the_fields(browser: Any) -> None:
    answer = browser.post("/account/login/", {"email": "not an address", "password": ""})

    text = answer.content.decode()
    assert answer.status_code == 400
    assert 'id="id_email_error"' in text
    assert 'aria-describedby="id_password_error"' in text
    assert 'value="not an address"' in text


def test_a_person_of_another_shop_is_nobody_here(browser: Any, other_tenant: Any, make_person: Any) -> None:
    make_person("eve@example.org", of=other_tenant)

    assert browser.log_in("eve@example.org").status_code == 400


@pytest.fixture
def operator() -> str:
    """The address of somebody whose home is the installation."""
    from nexus.accounts import facade
    from nexus.platform.tenancy import tenant_scope
    from nexus.tenancy.facade import create_tenant, system_tenant

    home = system_tenant() or create_tenant("nexus", name="Installation", mode="system")
    with tenant_scope(home.id):
        if facade.find_by_email("op@example.org") is None:
            facade.create_user("op@example.org", PASSWORD, roles=("operator",), verified=True)
    return "op@example.org"


def test_an_operators_password_opens_no_account_in_a_shop(browser: Any, operator: str) -> None:
    assert browser.log_in(operator).status_code == 400
    assert browser.session == ""


def test_an_operator_who_comes_from_the_back_office_is_told_so(browser: Any, operator: str, ada: Any) -> None:
    browser.get("/admin/login/")
    token = browser.client.cookies["csrftoken"].value
    browser.post("/admin/login/", {"username": operator, "password": PASSWORD, "csrfmiddlewaretoken": token})

    for path in ("", "orders/", "addresses/add/", "profile/", "password/", "notifications/"):
        answer = browser.get(f"/account/{path}")
        assert answer.status_code == 403, path
        assert "Operators have no account in a shop." in answer.content.decode()
    assert browser.get("/account/login/").status_code == 200
    assert browser.log_in(ada.email).status_code == 302
    assert "Hello Ada" in browser.get("/account/").content.decode()


def test_a_forged_log_in_logs_nobody_in(browser: Any, ada: Any) -> None:
    answer = browser.forged("/account/login/", {"email": ada.email, "password": PASSWORD})

    assert (answer.status_code, browser.session) == (403, "")
    assert "Nothing was done. Open the page again and send it once more." in answer.content.decode()


def test_guessing_is_counted_by_address_and_mailbox(browser: Any, tenant: Any, ada: Any) -> None:
    rates = {"auth": ("3/min by ip_email",)}
    with override_settings(NEXUS_THROTTLING=True, NEXUS_THROTTLES=rates):
        codes = [browser.log_in(ada.email, "wrong").status_code for _ in range(4)]
        refused = browser.log_in(ada.email, "wrong")
        other = browser.log_in("nobody@example.org", "wrong").status_code

    assert (codes, other) == ([400, 400, 400, 429], 400)
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert "A little slower, please" in refused.content.decode()


def test_the_guests_cart_comes_along(browser: Any, ada: Any, tenant: Any, api: Any, known: Any) -> None:
    from tests.factories.buying import fill_cart
    from tests.factories.shop import stock_shelf

    token = fill_cart(api, known(stock_shelf).variant_ids, quantity=2)
    browser.client.cookies["nexus_cart"] = token

    answer = browser.log_in(ada.email)

    assert known(checkout.pieces_in_cart, ada.id) == 2
    assert (answer.cookies["nexus_cart"].value, answer.cookies["nexus_cart"]["max-age"]) == ("", 0)
    assert answer.cookies["nexus_cart_count"].value == "2"
    assert not answer.cookies["nexus_cart_count"]["httponly"], "read by the script of the header"


def test_a_made_up_cart_is_none(browser: Any, ada: Any) -> None:
    browser.client.cookies["nexus_cart"] = "x" * 4000

    assert browser.log_in(ada.email).status_code == 302


def test_logging_out_ends_the_session(at_home: Any) -> None:
    key = at_home.session

    assert at_home.get("/account/logout/").status_code == 405
    assert at_home.forged("/account/logout/").status_code == 403
    assert at_home.get("/account/").status_code == 200

    answer = at_home.post("/account/logout/")

    assert (answer.status_code, answer["Location"]) == (302, "/")
    at_home.client.cookies["sessionid"] = key
    assert at_home.get("/account/").status_code == 302


def test_the_page_is_nobodys_but_the_visitors(browser: Any) -> None:
    answer = browser.get("/account/login/")

    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "same-origin"
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
