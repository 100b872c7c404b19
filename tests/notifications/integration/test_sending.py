"""From the queue to a real SMTP server, with the server's refusals and outages."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.test import override_settings

from nexus.notifications.contracts.dto import Letter
from nexus.notifications.services.outbox import write_letters
from nexus.platform import db
from nexus.platform.tenancy import tenant_scope


class Server:
    """Keeps what it gets; `answers` are given first, one for each mail."""

    def __init__(self) -> None:
        self.mails: list[Any] = []
        self.answers: list[str] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        answer = self.answers.pop(0) if self.answers else "250 OK"
        self.mails.append((answer, message_from_bytes(envelope.content, policy=default)))
        return answer


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def smtp() -> Iterator[Server]:
    server, port = Server(), _free_port()
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    address = {"host": "127.0.0.1", "port": port, "user": "", "password": "", "security": "none"}
    with override_settings(NEXUS_SMTP=address, NEXUS_MAIL_FROM="shop@bazaar.test"):
        yield server
    controller.stop()


def _queue(tenant: Any, *keys: str, kind: str = "order_placed", to: str = "ada@example.org") -> None:
    with tenant_scope(tenant.id):
        write_letters(
            [
                Letter(key=key, to=to, kind=kind, subject=f"About {key}", text="Text ñ\n", html="<p>Text</p>")
                for key in keys
            ]
        )


def _due_now(tenant: Any) -> None:
    with tenant_scope(tenant.id):
        db.execute(
            "UPDATE events_delivery SET due_at = created_at WHERE tenant_id = %s AND status = 'pending'",
            [tenant.id],
        )


def test_a_mail_goes_out_once(tenant: Any, smtp: Server, drain: Any, mails: Any) -> None:
    _queue(tenant, "one")
    assert mails()[0].status == "queued"
    drain()
    drain()

    (sent,) = smtp.mails
    message = sent[1]
    assert (message["To"], message["Subject"]) == ("ada@example.org", "About one")
    assert (message["From"].addresses[0].addr_spec, message["From"].addresses[0].display_name) == (
        "shop@bazaar.test",
        tenant.name,
    )
    assert message.get_body(("plain",)).get_content().strip() == "Text ñ"
    (mail,) = mails()
    assert (mail.status, mail.text) == ("sent", "Text ñ\n")
    assert mail.sent_at is not None


def test_no_row_is_locked_and_no_transaction_open_while_the_server_answers(
    tenant: Any, smtp: Server, drain: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import connection

    from nexus.notifications.services import sending

    seen: list[bool] = []
    send = sending.send_message

    def watched(*args: Any) -> None:
        seen.append(connection.in_atomic_block)
        send(*args)

    monkeypatch.setattr(sending, "send_message", watched)
    _queue(tenant, "one", "two")
    drain()

    assert seen == [False, False]


def test_a_server_that_says_later_gets_the_same_message_again(
    tenant: Any, smtp: Server, drain: Any, mails: Any
) -> None:
    smtp.answers = ["451 busy"]
    _queue(tenant, "one")
    drain()
    assert mails()[0].status == "queued"
    _due_now(tenant)
    drain()

    assert [answer for answer, _ in smtp.mails] == ["451 busy", "250 OK"]
    assert len({message["Message-ID"] for _, message in smtp.mails}) == 1
    assert mails()[0].status == "sent"


def test_a_server_that_says_never_is_believed(tenant: Any, smtp: Server, drain: Any, mails: Any) -> None:
    smtp.answers = ["550 no such mailbox"]
    _queue(tenant, "one", "two")
    drain()

    assert [(mail.key, mail.status) for mail in mails()] == [("one", "failed"), ("two", "sent")]
    assert mails()[0].error == "550 no such mailbox"
    with tenant_scope(tenant.id):
        left = db.row(
            "SELECT count(*) AS open FROM events_delivery WHERE tenant_id = %s AND status <> 'done'",
            [tenant.id],
        )
    assert left is not None
    assert left.open == 0


def test_a_failure_in_the_middle_repeats_only_what_is_left(
    tenant: Any, smtp: Server, drain: Any, mails: Any
) -> None:
    smtp.answers = ["250 OK", "451 busy"]
    _queue(tenant, "one", "two", "three")
    drain()
    assert [mail.status for mail in mails()] == ["sent", "queued", "queued"]
    _due_now(tenant)
    drain()

    assert [message["Subject"] for _, message in smtp.mails] == [
        "About one",
        "About two",
        "About two",
        "About three",
    ]
    assert {mail.status for mail in mails()} == {"sent"}


def test_without_a_server_in_reach_the_mail_waits(tenant: Any, drain: Any, mails: Any) -> None:
    nowhere = {"host": "127.0.0.1", "port": 1, "user": "", "password": "", "security": "none"}
    with override_settings(NEXUS_SMTP=nowhere):
        _queue(tenant, "one")
        drain()

    assert mails()[0].status == "queued"


def test_a_secret_link_is_forgotten_once_the_server_has_it(
    tenant: Any, smtp: Server, drain: Any, mails: Any
) -> None:
    _queue(tenant, "reset", kind="password_reset")
    drain()

    assert "Text ñ" in smtp.mails[0][1].get_body(("plain",)).get_content()
    assert (mails()[0].status, mails()[0].text, mails()[0].html) == ("sent", "", "")


def test_without_a_mail_server_it_stays_in_the_mailbox(tenant: Any, drain: Any, mails: Any) -> None:
    _queue(tenant, "one")
    drain()

    assert (mails()[0].status, mails()[0].text) == ("mailbox", "Text ñ\n")


def test_the_same_key_is_one_mail_but_another_tenants_is_another(
    tenant: Any, other_tenant: Any, mails: Any
) -> None:
    _queue(tenant, "one")
    _queue(tenant, "one")
    _queue(other_tenant, "one")

    assert len(mails()) == 1


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", None),
        (
            "smtp://127.0.0.1:2525",
            {"host": "127.0.0.1", "port": 2525, "user": "", "password": "", "security": "none"},
        ),
        (
            "smtp+tls://me%40x:p%2Fw@mail.x",
            {"host": "mail.x", "port": 587, "user": "me@x", "password": "p/w", "security": "starttls"},
        ),
        ("smtps://mail.x", {"host": "mail.x", "port": 465, "user": "", "password": "", "security": "tls"}),
    ],
)
def test_email_url(url: str, expected: dict[str, Any] | None) -> None:
    from nexus.config.settings.notifications import _server

    assert _server(url) == expected


def test_a_bad_email_url_says_what_is_wanted() -> None:
    from django.core.exceptions import ImproperlyConfigured

    from nexus.config.settings.notifications import _server

    for url in ("mailto:x@y", "http://mail.x", "smtp://", "mail.x:25"):
        with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
            _server(url)


def test_verify_finds_a_queued_mail_that_nobody_will_send(tenant: Any, mails: Any) -> None:
    from nexus.notifications.interfaces.verification import CHECKS

    nowhere = {"host": "127.0.0.1", "port": 1, "user": "", "password": "", "security": "none"}
    with override_settings(NEXUS_SMTP=nowhere):
        _queue(tenant, "one", "two")
    with tenant_scope(tenant.id):
        assert list(CHECKS[0].run()) == []
        db.execute("UPDATE events_delivery SET status = 'done' WHERE tenant_id = %s", [tenant.id])
        found = list(CHECKS[0].run())

    assert [finding.detail for finding in found] == ["one", "two"]
    assert found[0].ids == {"mail": str(mails(key="one")[0].id)}
