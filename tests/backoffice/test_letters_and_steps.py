"""A mail read as a letter, and a process told step by step for as long as it is open."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from tests.backoffice.test_mailbox_and_events import _mail

_WHAT = re.compile(r'<p class="bo-what">(?:<a [^>]*>)?([^<]+)')


def test_a_mail_is_a_letter_with_sender_recipient_and_date(shop: Any) -> None:
    from django.conf import settings

    page = shop.desk("support").get(f"notifications/mailmessage/{_mail(shop)}/change/").text

    envelope = re.search(r'<dl class="bo-envelope">(.*?)</dl>', page, re.DOTALL)
    assert envelope
    assert f"<dt>From</dt><dd>{shop.tenant.name} <{settings.NEXUS_MAIL_FROM}></dd>" in envelope[1]
    assert "<dt>To</dt><dd>ada@example.com</dd>" in envelope[1]
    assert "<dt>Date</dt><dd><time " in envelope[1]
    assert (
        page.index('class="bo-envelope"')
        < page.index("<iframe")
        < page.index("<summary>As plain text</summary>")
    )
    assert page.index("<summary>As plain text</summary>") < page.index("Belongs to")


def test_a_letter_without_pictures_opens_as_text(shop: Any) -> None:
    page = shop.desk("support").get(f"notifications/mailmessage/{_mail(shop, html='')}/change/").text

    assert "<iframe" not in page
    assert '<details class="bo-plain" open>' in page


def test_a_secret_letter_is_hidden_whole(shop: Any) -> None:
    mail = _mail(shop, kind="password_reset", text="the-secret-link", html="the-secret-link")

    support, owner = (
        shop.desk(role).get(f"notifications/mailmessage/{mail}/change/").text for role in ("support", "owner")
    )

    assert "the-secret-link" not in support
    assert "Owners of the shop may read it." in support
    assert "the-secret-link" in owner


def _process(shop: Any, order: dict[str, Any]) -> Any:
    from nexus.checkout.models import ProcessRecord

    return shop.row(ProcessRecord, order_id=order["id"])


def test_an_open_process_says_what_was_what_is_and_what_may_come(shop: Any) -> None:
    process = _process(shop, shop.order())

    page = shop.desk("support").get(f"checkout/processrecord/{process.pk}/change/").text

    assert _WHAT.findall(page) == [
        "Order placed", "Payment opened", "Stock reserved", "Waits for payment", "Then: stock taken, order confirmed",
        "Or, when the deadline passes: order cancelled, stock released",
    ]  # fmt: skip
    assert page.count('aria-current="step"') == 1
    assert "<dd>6 days left</dd>" in page
    assert '<div id="record" data-live="3">' in page
    assert "Live: this page follows what happens." in page


def test_a_process_that_is_over_rests(shop: Any) -> None:
    order = shop.order()
    shop.desk("owner").act(f"orders/orderrecord/{order['id']}/do/cancel/", reason="asked to")

    page = shop.desk("support").get(f"checkout/processrecord/{_process(shop, order).pk}/change/").text

    assert _WHAT.findall(page)[:3] == ["Order placed", "Payment opened", "Stock reserved"]
    assert sorted(_WHAT.findall(page)[3:]) == ["Order cancelled", "Payment voided", "Stock released"]
    assert "data-live" not in page
    assert "Live:" not in page


def test_steps_cost_one_statement(shop: Any, sql_log: Any) -> None:
    process = _process(shop, shop.order())
    desk = shop.desk("support")

    with sql_log() as statements:
        desk.get(f"checkout/processrecord/{process.pk}/change/")

    assert len([sql for sql in statements if '"events_log"' in sql]) == 1


@pytest.mark.parametrize(("ahead", "said"), [
    (timedelta(days=3, seconds=5), "3 days left"), (timedelta(days=1, hours=3, seconds=5), "27 hours left"),
    (timedelta(minutes=90, seconds=9), "90 minutes left"),
    (timedelta(seconds=65), "1 minute left"), (timedelta(seconds=20), "less than a minute left"),
    (timedelta(seconds=-1), "overdue"),
])  # fmt: skip
def test_time_is_told_in_the_unit_that_says_most(ahead: timedelta, said: str) -> None:
    from nexus.checkout.interfaces.admin_steps import left
    from nexus.kernel import clock

    assert left(clock.now() + ahead) == said
