"""Mails about the account: who gets which, once, with links that work."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError

from nexus.accounts import facade
from nexus.kernel import clock
from nexus.notifications.models import MailMessage
from nexus.platform import db
from nexus.platform.tenancy import tenant_scope

NEW = {"email": "ada@example.org", "password": "correct-horse-9", "first_name": "Ada"}


def _link(mail: Any, page: str) -> dict[str, str]:
    found = re.search(rf"^(http\S+)/account/{page}/([^/\s]+)/([^/\s]+)/$", mail.text, re.MULTILINE)
    assert found, mail.text
    assert found.group(0) in mail.html
    return {"base": found.group(1), "uid": found.group(2), "token": found.group(3)}


def test_a_new_person_is_welcomed_with_a_link_that_verifies(
    api: Any, tenant: Any, drain: Any, mails: Any
) -> None:
    api.post("/api/auth/users/", NEW)
    drain()

    (mail,) = mails()
    assert (mail.to, mail.kind, mail.status) == ("ada@example.org", "welcome", "mailbox")
    assert mail.subject == f"Welcome to {tenant.name}: please confirm your e-mail"
    assert "Hello Ada," in mail.text
    link = _link(mail, "activate")
    assert link["base"] == f"http://{tenant.slug}.localhost:8000"
    assert (
        api.post("/api/auth/users/activation/", {"uid": link["uid"], "token": link["token"]}).status_code
        == 204
    )


def test_the_mail_speaks_the_persons_language(api: Any, drain: Any, mails: Any) -> None:
    api.post("/api/auth/users/", NEW | {"language": "es"})
    drain()

    assert mails()[0].subject.startswith("Te damos la bienvenida a ")


def test_people_made_by_the_shop_are_not_greeted(ada: Any, drain: Any, mails: Any) -> None:
    drain()

    assert mails() == []


def test_the_owner_of_a_taken_address_hears_once_an_hour(api: Any, ada: Any, drain: Any, mails: Any) -> None:
    with clock.use_clock(clock.FixedClock(clock.now())):
        for _ in range(3):
            api.post("/api/auth/users/", NEW)
        drain()

    (mail,) = mails()
    assert (mail.to, mail.kind) == ("ada@example.org", "email_taken")
    assert "/account/" not in mail.text


def test_a_password_mail_holds_a_link_that_works_and_a_stranger_gets_none(
    api: Any, make_person: Callable[..., Any], drain: Any, mails: Any
) -> None:
    make_person(language="es")
    with clock.use_clock(clock.FixedClock(clock.now())):
        for email in ("ada@example.org", "nobody@example.org", "ada@example.org"):
            api.post("/api/auth/users/reset_password/", {"email": email})
        drain()

    (mail,) = mails()
    assert (mail.to, mail.kind) == ("ada@example.org", "password_reset")
    assert mail.subject.startswith("Elige una contraseña nueva")
    link = _link(mail, "reset-password")
    body = {"uid": link["uid"], "token": link["token"], "new_password": "battery-staple-7"}
    assert api.post("/api/auth/users/reset_password_confirm/", body).status_code == 204
    drain()
    assert [mail.kind for mail in mails()] == ["password_reset", "password_changed"]


def test_the_verification_mail_comes_again_when_asked(api: Any, drain: Any, mails: Any) -> None:
    api.post("/api/auth/users/", NEW)
    api.post("/api/auth/users/resend_activation/", {"email": NEW["email"]})
    drain()

    assert [mail.kind for mail in mails()] == ["welcome", "verification"]
    link = _link(mails()[1], "activate")
    assert (
        api.post("/api/auth/users/activation/", {"uid": link["uid"], "token": link["token"]}).status_code
        == 204
    )


def test_the_event_log_holds_no_address_no_name_and_no_secret(
    api: Any, tenant: Any, drain: Any, mails: Any
) -> None:
    api.post("/api/auth/users/", NEW)
    api.post("/api/auth/users/reset_password/", {"email": NEW["email"]})
    drain()

    secrets = [
        _link(mails()[0], "activate")["token"],
        _link(mails()[1], "reset-password")["token"],
        "ada@",
        "Ada",
    ]
    with tenant_scope(tenant.id):
        log = db.rows(
            "SELECT payload::text AS payload, metadata::text AS metadata FROM events_log "
            "WHERE tenant_id = %s",
            [tenant.id],
        )
    assert len(log) == 3
    for entry in log:
        assert not [secret for secret in secrets if secret in entry.payload + entry.metadata]


def test_a_delivery_that_runs_twice_writes_one_mail(api: Any, tenant: Any, drain: Any, mails: Any) -> None:
    api.post("/api/auth/users/", NEW)
    drain()
    with tenant_scope(tenant.id):
        db.execute("UPDATE events_delivery SET status = 'pending' WHERE tenant_id = %s", [tenant.id])
    drain()

    assert len(mails()) == 1


def test_a_closed_account_takes_its_mails_and_notes_with_it(
    api: Any, tenant: Any, drain: Any, mails: Any, notes: Any
) -> None:
    user_id = api.post("/api/auth/users/", NEW).json()["id"]
    drain()
    pair = api.post("/api/auth/jwt/create/", {"email": NEW["email"], "password": NEW["password"]}).json()
    assert len(mails()) == 1

    api.as_user(pair["access"]).delete("/api/auth/users/me/", {"current_password": NEW["password"]})
    drain()

    assert mails() == []
    with tenant_scope(tenant.id):
        closed = facade.user(user_id)
    assert closed is not None
    assert closed.is_active is False


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": "Hi\nBcc: eve@example.org"},
        {"to": "a@b.test\r\nBcc: eve@b.test"},
        {"to": "a@b.test,eve@b.test"},
    ],
)
def test_the_database_refuses_a_header_with_a_line_break(tenant: Any, wrong: dict[str, str]) -> None:
    facts = {
        "key": "k",
        "kind": "welcome",
        "to": "a@b.test",
        "subject": "Hi",
        "text": "",
        "html": "",
        "status": "mailbox",
    }
    with pytest.raises(IntegrityError, match="notifications_mail_"), tenant_scope(tenant.id):
        MailMessage.objects.create(**facts | wrong, created_at=clock.now())
