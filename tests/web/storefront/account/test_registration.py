"""Opening an account on the web, and what it does not tell."""

import re
from typing import Any

import pytest
from tests.web.storefront.account.browser import PASSWORD, Browser

from nexus.accounts import facade

NEW = {"first_name": "Grace", "last_name": "Hopper", "email": "grace@example.org", "password": PASSWORD}


def test_somebody_registers_and_looks_into_their_mail(browser: Any, known: Any, drain: Any) -> None:
    answer = browser.post("/account/register/", NEW | {"next": "/cart/"})

    assert (answer.status_code, answer["Location"]) == (302, "/account/register/sent/?next=%2Fcart%2F")
    assert browser.session == "", "nobody is logged in by it"
    shown = browser.get(answer["Location"]).content.decode()
    assert "We have sent a mail to grace@example.org." in shown
    assert 'href="/account/login/?next=%2Fcart%2F"' in shown
    made = known(facade.find_by_email, "grace@example.org")
    assert (made.first_name, made.last_name, made.email_verified, made.language) == (
        "Grace",
        "Hopper",
        False,
        "en",
    )
    assert browser.log_in("grace@example.org").status_code == 302


def test_the_language_of_the_page_is_that_of_the_mails(tenant: Any, known: Any) -> None:
    Browser(tenant, **{"Accept-Language": "es"}).post("/account/register/", NEW)

    assert known(facade.find_by_email, NEW["email"]).language == "es"


def test_an_address_that_has_an_account_gets_the_same_answer(
    tenant: Any, ada: Any, known: Any, drain: Any
) -> None:
    new, taken = Browser(tenant), Browser(tenant)

    answers = [
        new.post("/account/register/", NEW),
        taken.post("/account/register/", NEW | {"email": ada.email}),
    ]

    assert [(one.status_code, one["Location"], one.content) for one in answers] == [
        (302, "/account/register/sent/?next=%2Faccount%2F", b"")
    ] * 2
    assert [sorted(one.cookies) for one in answers] == [["messages"], ["messages"]]
    pages = [
        (new.get("/account/register/sent/"), NEW["email"]),
        (taken.get("/account/register/sent/"), ada.email),
    ]
    bodies = {one.content.decode().replace(email, "EMAIL") for one, email in pages}
    assert len({re.sub(r'value="[A-Za-z0-9]{64}"', "", body) for body in bodies}) == 1
    assert known(facade.user, ada.id).first_name == "Ada"


@pytest.mark.parametrize(
    ("field", "typed", "error"),
    [
        ("first_name", " ", "Enter your first name."),
        ("email", "grace@", "Enter a valid email address."),
        ("email", "", "Enter your e-mail address."),
        ("password", "short1", "This password is too short. It must contain at least 10 characters."),
        ("password", "password123", "This password is too common."),
        ("password", "grace@example.org", "The password is too similar to the email."),
        ("password", "x" * 129, "Ensure this value has at most 128 characters (it has 129)."),
        ("first_name", "a\x00b", "Null characters are not allowed."),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_the_rest_is_kept(
    browser: Any, known: Any, field: str, typed: str, error: str
) -> None:
    answer = browser.post("/account/register/", NEW | {field: typed})

    text = answer.content.decode()
    assert answer.status_code == 400
    assert f'<p class="error" id="id_{field}_error">{error}' in text.replace("&#x27;", "'")
    assert 'value="Hopper"' in text
    assert NEW["password"] not in text
    assert known(facade.find_by_email, NEW["email"]) is None


def test_the_rules_of_passwords_are_shown_before(browser: Any) -> None:
    assert "at least 10 characters" in browser.get("/account/register/").content.decode()


def test_a_forged_registration_opens_nothing(browser: Any, known: Any) -> None:
    assert browser.forged("/account/register/", NEW).status_code == 403
    assert known(facade.find_by_email, NEW["email"]) is None


def mails_to(known: Any, email: str) -> list[str]:
    from nexus.notifications.models import MailMessage

    return known(lambda: list(MailMessage.objects.filter(to=email).values_list("kind", flat=True)))


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/account/verify/", "verification"), ("/account/forgot-password/", "password_reset")],
)
def test_asking_for_a_mail_tells_nobody_whether_there_is_an_account(
    tenant: Any, make_person: Any, known: Any, drain: Any, path: str, kind: str
) -> None:
    ada = make_person()
    emails = [ada.email, "nobody@example.org"]
    browsers = [Browser(tenant), Browser(tenant)]

    answers = [one.post(path, {"email": email}) for one, email in zip(browsers, emails, strict=True)]
    pages = [
        one.get(path).content.decode().replace(email, "EMAIL")
        for one, email in zip(browsers, emails, strict=True)
    ]

    assert [(one.status_code, one["Location"], one.content) for one in answers] == [(302, path, b"")] * 2
    assert len({re.sub(r'value="[A-Za-z0-9]{64}"', "", page) for page in pages}) == 1
    assert "a mail is on its way." in pages[0]
    drain()
    assert kind in mails_to(known, ada.email)
    assert mails_to(known, "nobody@example.org") == []


def test_an_address_that_is_none_is_refused_beside_the_field(browser: Any) -> None:
    for path in ("/account/verify/", "/account/forgot-password/"):
        answer = browser.post(path, {"email": "<b>"})
        assert answer.status_code == 400
        assert 'id="id_email_error"' in answer.content.decode()
        assert 'value="&lt;b&gt;"' in answer.content.decode()


def test_who_is_logged_in_is_asked_for_no_address(
    browser: Any, make_person: Any, known: Any, drain: Any
) -> None:
    ada = make_person()
    browser.log_in(ada.email)
    assert "Please confirm that ada@example.org is yours" in browser.get("/account/").content.decode()
    assert 'name="email"' not in browser.get("/account/verify/").content.decode()

    browser.post("/account/verify/", {"email": "somebody@example.org"})

    drain()
    assert mails_to(known, ada.email).count("verification") == 1


def test_who_is_verified_has_nothing_to_do(at_home: Any) -> None:
    shown = at_home.get("/account/verify/").content.decode()

    assert "ada@example.org is confirmed. There is nothing left to do." in shown
    assert "Send the mail again" not in shown
