"""Mails that may hold anything, events that prove themselves, deliveries that are tried again."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

import pytest

EVIL = '<h1>Hello</h1><script>parent.hacked = 1</script><img src=x onerror="parent.hacked=1"><a href="https://example.com/x">go</a>'
EVIL_TEXT = 'Hello <script>hacked=1</script> https://example.com/a?b=1&c="2" and javascript:alert(1)'


def _mail(shop: Any, **facts: Any) -> UUID:
    from nexus.kernel import clock
    from nexus.kernel.ids import new_id
    from nexus.notifications.models import MailMessage
    from nexus.platform.tenancy import tenant_scope

    known = {
        "key": str(new_id()),
        "kind": "welcome",
        "to": "ada@example.com",
        "subject": "Welcome",
        "text": EVIL_TEXT,
        "html": EVIL,
        "status": "mailbox",
        "created_at": clock.now(),
    }
    with tenant_scope(shop.tenant.id):
        return MailMessage.objects.create(**known | facts).pk


class _Reader(HTMLParser):
    """Scripts, frames and links of a page, as a browser would see them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.frames: list[dict[str, str | None]] = []
        self.links: list[dict[str, str | None]] = []
        self._in_script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self._in_script = tag == "script" and "src" not in told and told.get("type") != "application/json"
        if tag == "iframe":
            self.frames.append(told)
        if tag == "a":
            self.links.append(told)
        self.inline += [name for name in told if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        if self._in_script and data.strip():
            self.inline.append(data)
        self._in_script = False


def test_a_mails_html_is_caged(shop: Any) -> None:
    desk, mail_id = shop.desk("support"), _mail(shop)

    raw = desk.client.get(f"/admin/notifications/mailmessage/{mail_id}/change/")

    page = _Reader(raw.content.decode())
    [frame] = page.frames
    assert page.inline == []
    assert frame["sandbox"] == "allow-popups allow-popups-to-escape-sandbox"
    assert str(frame["srcdoc"]).startswith(
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\';'
    )
    assert str(frame["srcdoc"]).endswith(EVIL)
    assert '<base target="_blank">' in str(frame["srcdoc"])
    policy = raw.headers["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-eval';" in policy
    assert "frame-ancestors 'none'" in policy


def test_a_mails_text_is_escaped_and_its_links_open_apart(shop: Any) -> None:
    raw = shop.desk("support").client.get(f"/admin/notifications/mailmessage/{_mail(shop)}/change/")

    assert "&lt;script&gt;hacked=1&lt;/script&gt;" in raw.content.decode()
    links = [
        link
        for link in _Reader(raw.content.decode()).links
        if str(link.get("href")).startswith("https://example.com")
    ]
    assert [(link["href"], link["target"], link["rel"]) for link in links] == [
        ("https://example.com/a?b=1&c=", "_blank", "noopener noreferrer nofollow")
    ]
    assert 'href="javascript' not in raw.content.decode()


def test_names_and_subjects_are_only_text(shop: Any) -> None:
    mail_id = _mail(shop, subject="<script>1</script>", error="<img src=x onerror=1>")
    desk = shop.desk("support")

    for path in ("notifications/mailmessage/", f"notifications/mailmessage/{mail_id}/change/"):
        assert "<script>1</script>" not in desk.client.get(f"/admin/{path}").content.decode()
        assert "<img src=x onerror" not in desk.client.get(f"/admin/{path}").content.decode()


def test_a_password_mail_is_read_by_owners_only(shop: Any) -> None:
    path = f"notifications/mailmessage/{_mail(shop, kind='password_reset', text='https://shop/secret-token')}/change/"

    assert "secret-token" in shop.desk("owner").get(path).text
    assert "secret-token" not in shop.desk("support").get(path).text
    assert "Owners of the shop may read it" in shop.desk("support").get(path).text


def test_the_mailbox_is_searched_by_recipient(shop: Any) -> None:
    _mail(shop, to="ada@example.com", subject="For Ada")
    _mail(shop, to="bob@example.com", subject="For Bob")

    found = shop.desk("support").get("notifications/mailmessage/?q=ADA@").text

    assert ("For Ada" in found, "For Bob" in found) == (True, False)


def test_a_refused_mail_is_sent_again(shop: Any) -> None:
    from django.test.utils import override_settings

    from nexus.notifications.models import MailMessage
    from nexus.platform.events.models import EventRecord

    failed, sent = _mail(shop, status="failed", error="550 no such user"), _mail(shop, status="sent")
    desk = shop.desk("support")

    with override_settings(
        NEXUS_SMTP={"host": "127.0.0.1", "port": 9, "user": "", "password": "", "security": "none"}
    ):
        page = desk.act(f"notifications/mailmessage/{failed}/do/resend/")
        refused = desk.act(f"notifications/mailmessage/{sent}/do/resend/")

    assert page.status == 302
    assert (shop.row(MailMessage, pk=failed).status, shop.row(MailMessage, pk=failed).error) == ("queued", "")
    assert shop.row(EventRecord, type="notifications.mail_queued.v1").payload == {
        "message_ids": [str(failed)]
    }
    assert "Only a mail that the server refused" in refused.text
    assert shop.row(MailMessage, pk=sent).status == "sent"


# -- deliveries ----------------------------------------------------------------------------------------------


@pytest.fixture
def parked(shop: Any) -> Iterator[Any]:
    """A delivery that gave up, with its trace."""
    from nexus.platform.events.models import DeliveryRecord
    from nexus.platform.tenancy import tenant_scope

    shop.order()
    with tenant_scope(shop.tenant.id):
        record = DeliveryRecord.objects.filter(handler="notifications.order_placed").get()
        trace = "Traceback (most recent call last):\n  File x\nConnectionError: <b>mail server</b> is gone"
        DeliveryRecord.objects.filter(pk=record.pk).update(status="parked", attempts=12, last_error=trace)
    return record


def test_a_parked_delivery_is_shown_and_tried_again(shop: Any, parked: Any, drain: Any) -> None:
    from nexus.platform.events.models import DeliveryRecord

    desk, path = shop.desk("support"), f"events/deliveryrecord/{parked.pk}/"
    assert "ConnectionError: <b>mail server</b> is gone" in desk.get("").text
    assert "Traceback (most recent call last)" in desk.get(f"{path}change/").text
    assert "<b>mail server" not in desk.client.get(f"/admin/{path}change/").content.decode()

    page = desk.act(f"{path}do/retry/")
    again = shop.row(DeliveryRecord, pk=parked.pk)
    drain()

    assert page.messages == ["Back in line; the worker takes it within seconds."]
    assert (again.status, again.attempts) == ("pending", 0)
    assert (
        shop.row(DeliveryRecord, pk=parked.pk).status,
        shop.row(DeliveryRecord, pk=parked.pk).last_error,
    ) == ("done", "")
    assert "not parked" in desk.act(f"{path}do/retry/").text


def test_ticked_deliveries_are_tried_again(shop: Any, parked: Any) -> None:
    from nexus.platform.events.models import DeliveryRecord

    page = shop.desk("support").post(
        "events/deliveryrecord/", action="retry", _selected_action=[str(parked.pk)], index="0"
    )

    assert page.messages == ["Try again: 1 done."]
    assert shop.row(DeliveryRecord, pk=parked.pk).status == "pending"


# -- events --------------------------------------------------------------------------------------------------


def test_the_log_is_browsed_by_stream_and_type(shop: Any) -> None:
    order = shop.order()
    desk = shop.desk("support")

    by_stream = desk.get(f"events/eventrecord/?q={order['id']}").text
    by_type = desk.get("events/eventrecord/?type=payments.payment_opened.v1").text

    assert ("orders.order_placed.v1</a>" in by_stream, "catalog.product_created.v1</a>" in by_stream) == (
        True,
        False,
    )
    assert ("payments.payment_opened.v1</a>" in by_type, "orders.order_placed.v1</a>" in by_type) == (
        True,
        False,
    )


def test_a_sound_chain_is_confirmed(shop: Any) -> None:
    from nexus.platform.events.models import EventRecord

    order = shop.order()
    event = shop.row(EventRecord, stream="orders.order", stream_id=order["id"], version=1)

    page = shop.desk("support").act(f"events/eventrecord/{event.pk}/do/verify/")

    assert page.messages == ["The chain holds: 1 events of orders.order, each covered by its hash."]


def test_a_forged_event_is_named(shop: Any) -> None:
    """Rows cannot be changed, not even by the owner; what was inserted behind our back is found."""
    from nexus.kernel import clock
    from nexus.platform.events.models import EventRecord
    from nexus.platform.tenancy import tenant_scope

    order = shop.order()
    with tenant_scope(shop.tenant.id):
        forged = EventRecord.objects.create(
            stream="orders.order", stream_id=order["id"], version=2, type="orders.order_confirmed.v1", payload={}, hash=b"x" * 32,
            metadata={"actor": {"kind": "system", "id": None}, "correlation": "", "causation": None}, previous_hash=b"y" * 32,
            occurred_at=clock.now(),
        )  # fmt: skip

    page = shop.desk("support").act(f"events/eventrecord/{forged.pk}/do/verify/")

    assert (page.status, f"Broken at version 2 (event {forged.pk})." in page.text) == (200, True)


def test_the_log_cannot_be_changed(shop: Any) -> None:
    from nexus.platform.events.models import EventRecord

    before = shop.count(EventRecord)
    desk, event_id = shop.desk("owner"), _first_event(shop)

    assert desk.get("events/eventrecord/add/").status == 404
    assert desk.get(f"events/eventrecord/{event_id}/delete/").status == 404
    assert shop.count(EventRecord) == before


def _first_event(shop: Any) -> UUID:
    from nexus.platform.events.models import EventRecord
    from nexus.platform.tenancy import tenant_scope

    with tenant_scope(shop.tenant.id):
        return EventRecord.objects.order_by("id").first().pk
