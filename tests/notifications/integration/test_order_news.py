"""News about orders and payments, from the very events of those contexts."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.orders.builders import VENDOR_A, VENDOR_B, a_line, a_new_order

from nexus.accounts import facade as accounts
from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.orders import facade as orders
from nexus.payments.contracts.events import PaymentCompleted, PaymentFailed, RefundCompleted
from nexus.platform import events
from nexus.platform.tenancy import tenant_scope


@pytest.fixture
def place(tenant: Any) -> Callable[..., Any]:
    def make(*lines: Any, **facts: Any) -> Any:
        with tenant_scope(tenant.id):
            return orders.place(a_new_order(*lines, **facts))

    return make


@pytest.fixture
def happened(tenant: Any) -> Callable[..., None]:
    """Record a payment's event as payments would."""

    def record(fact: Any) -> None:
        with tenant_scope(tenant.id):
            events.append("payments.payment", fact.payment_id, [fact])

    return record


def test_a_guest_gets_a_mail_with_everything_and_the_link_that_opens_the_order(
    place: Any, drain: Any, mails: Any, notes: Any
) -> None:
    order = place(
        a_line("10.00", 2), a_line("1.50"), user_id=None, shipping="4.90", email="guest@example.org"
    )
    drain()

    (mail,) = mails()
    assert (mail.to, mail.kind, mail.order_id, mail.user_id) == (
        "guest@example.org",
        "order_placed",
        order.id,
        None,
    )
    assert mail.subject == f"We received your order {order.number}"
    for said in (
        "Hello Ada Lovelace,",
        "2 × Teapot (Blue · Alpha)",
        "20.00 EUR",
        "1.50 EUR",
        "4.90 EUR",
        "26.40 EUR",
        "SW1Y 4JH London",
    ):
        assert said in mail.text
    assert f"/orders/{order.id}/open/{order.token}/" in mail.text
    assert f"/orders/{order.id}/open/{order.token}/" in mail.html
    assert notes() == []


def test_a_guests_order_costs_the_worker_one_insert(place: Any, drain: Any, sql_log: Any) -> None:
    place(user_id=None)
    drain()
    place(user_id=None)
    with sql_log() as statements:
        drain()

    of_ours = [sql for sql in statements if "notifications_" in sql or "accounts_" in sql]
    assert len(of_ours) == 1, of_ours
    assert of_ours[0].startswith('INSERT INTO "notifications_mailmessage"')


def test_a_person_gets_mail_and_note_in_their_language_with_a_link(
    place: Any, drain: Any, mails: Any, notes: Any, make_person: Any, tenant: Any
) -> None:
    ada = make_person(language="es", first_name="Ada")
    order = place(user_id=ada.id, email="typed@example.org")
    drain()

    (mail,), (note,) = mails(), notes()
    assert (mail.to, mail.user_id) == ("ada@example.org", ada.id)
    assert mail.subject == f"Hemos recibido tu pedido {order.number}"
    assert f"http://{tenant.slug}.localhost:8000/orders/{order.id}/" in mail.text
    assert (note.user_id, note.title, note.body) == (
        ada.id,
        f"Pedido {order.number} recibido",
        "Hemos recibido tu pedido por 10.00 EUR.",
    )
    assert (note.link, note.read_at) == (f"/orders/{order.id}/", None)


def test_amounts_have_their_currencys_own_digits(place: Any, drain: Any, mails: Any) -> None:
    place(a_line("1250", currency="JPY"), currency="JPY", user_id=None)
    drain()

    assert "1250 JPY" in mails()[0].text


def test_confirmation_reaches_the_buyer_and_the_sellers(
    place: Any, drain: Any, mails: Any, notes: Any, ada: Any, make_person: Any, tenant: Any
) -> None:
    first, both = make_person("first@example.org"), make_person("both@example.org")
    with tenant_scope(tenant.id):
        accounts.grant_role(first.id, "seller", subject_id=VENDOR_A)
        accounts.grant_role(both.id, "seller", subject_id=VENDOR_A)
        accounts.grant_role(both.id, "seller", subject_id=VENDOR_B)
    order = place(a_line(vendor=VENDOR_A), a_line(vendor=VENDOR_B), user_id=ada.id)
    with tenant_scope(tenant.id):
        orders.confirm(order.id)
    drain()

    assert [(mail.kind, mail.to) for mail in mails()] == [
        ("order_placed", ada.email),
        ("order_confirmed", ada.email),
    ]
    assert sorted((note.kind, note.user_id) for note in notes()) == sorted(
        [("order_placed", ada.id), ("order_confirmed", ada.id), ("new_sale", first.id), ("new_sale", both.id)]
    )


def test_cancellation_is_told_to_guests_too(place: Any, drain: Any, mails: Any, tenant: Any) -> None:
    order = place(user_id=None, email="guest@example.org")
    with tenant_scope(tenant.id):
        orders.cancel(order.id, reason="no stock")
    drain()

    assert [(mail.kind, mail.to) for mail in mails()] == [
        ("order_placed", "guest@example.org"),
        ("order_cancelled", "guest@example.org"),
    ]


def _completed(order: Any, **facts: Any) -> PaymentCompleted:
    return PaymentCompleted(
        **{
            "payment_id": new_id(),
            "order_id": order.id,
            "amount": Money.of("10.00", "EUR"),
            "provider": "sandbox",
            "order_number": order.number,
            "email": order.email,
            "user_id": order.user_id,
            **facts,
        }
    )


def test_payments_and_refunds_are_told_once_each(place: Any, drain: Any, happened: Any, mails: Any) -> None:
    order = place(user_id=None, email="guest@example.org")
    paid = _completed(order)
    common = {
        "order_id": order.id,
        "amount": Money.of("4.00", "EUR"),
        "order_number": order.number,
        "email": order.email,
    }
    happened(PaymentFailed(payment_id=paid.payment_id, attempt=1, failure_code="declined", **common))
    happened(paid)
    happened(paid)
    refund = RefundCompleted(
        payment_id=paid.payment_id,
        refund_id=uuid4(),
        refunded_total=Money.of("4.00", "EUR"),
        reason="x",
        **common,
    )
    happened(refund)
    drain()

    assert [mail.kind for mail in mails()] == [
        "order_placed",
        "payment_failed",
        "payment_completed",
        "refund_completed",
    ]
    assert "10.00 EUR" in mails(kind="payment_completed")[0].text
    assert "4.00 EUR" in mails(kind="refund_completed")[0].text


def test_money_for_a_given_up_order_is_told_by_its_refund_only(
    place: Any, drain: Any, happened: Any, mails: Any
) -> None:
    happened(_completed(place(user_id=None), was_voided=True))
    drain()

    assert [mail.kind for mail in mails()] == ["order_placed"]


def test_what_was_switched_off_is_not_told(
    place: Any, drain: Any, happened: Any, mails: Any, notes: Any, ada: Any, api: Any
) -> None:
    off = [
        {"kind": "order_placed", "channel": "email", "enabled": False},
        {"kind": "payment_completed", "channel": "in_app", "enabled": False},
    ]
    assert (
        api.as_user(ada.access).patch("/api/notifications/preferences/", {"preferences": off}).status_code
        == 200
    )
    happened(_completed(place(user_id=ada.id), user_id=ada.id))
    drain()

    assert [mail.kind for mail in mails()] == ["payment_completed"]
    assert [note.kind for note in notes()] == ["order_placed"]


def test_nobody_is_told_about_the_order_of_a_closed_account(
    place: Any, drain: Any, mails: Any, notes: Any, ada: Any, tenant: Any
) -> None:
    from nexus.accounts.models import User

    order = place(user_id=ada.id)
    with tenant_scope(tenant.id):
        User.objects.filter(pk=ada.id).update(is_active=False)
    drain()

    assert (mails(), notes()) == ([], [])
    assert isinstance(order.id, UUID)


def test_an_injected_name_stays_text(place: Any, drain: Any, mails: Any) -> None:
    place(a_line(title="<img src=x onerror=alert(1)>\r\nBcc: eve@example.org"), user_id=None)
    drain()

    (mail,) = mails()
    assert "<img" not in mail.html
    assert "&lt;img src=x onerror=alert(1)&gt;" in mail.html
    assert "\n" not in mail.subject


def test_the_mail_names_the_offers_and_what_credit_paid(place: Any, drain: Any, mails: Any) -> None:
    steps = tuple(
        {"part": "discount", "code": "offer", "text": text, "amount": amount, "applied": True}
        for text, amount in (("Summer sale", "-3.00"), ("Ten off", "-1.00"), ("Summer sale", "-0.50"))
    )
    place(
        a_line("20.00", discount=Money(450, "EUR")), discount="4.50", user_id=None, email="guest@example.org", explanation=steps,
        credit=Money(500, "EUR"),
    )  # fmt: skip
    drain()

    (mail,) = mails()
    for said in ("Summer sale", "-3.50 EUR", "Ten off", "-1.00 EUR", "Gift cards and store credit", "-5.00 EUR",
                 "To be paid", "10.50 EUR"):  # fmt: skip
        assert said in mail.text
