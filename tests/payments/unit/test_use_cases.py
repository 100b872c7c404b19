"""Three phases, crashes between them, unknown outcomes, repeated calls: scripted gateways, no database."""

from typing import Any

import pytest
from tests.payments.builders import AT, eur
from tests.payments.fakes import MemoryInbox, MemoryPayments, ScriptedGateway, Transactions, answer

from nexus.kernel.clock import FixedClock
from nexus.kernel.ids import new_id
from nexus.payments.application.access import Viewer
from nexus.payments.application.capture_payment import CapturePaymentUseCase
from nexus.payments.application.gateway import GatewayEvent, GatewayResult, RawWebhook, Verdict
from nexus.payments.application.initiate_payment import InitiatePayment, InitiatePaymentUseCase
from nexus.payments.application.look_up_attempts import LookUpAttemptsUseCase
from nexus.payments.application.open_payment import OpenPayment, OpenPaymentUseCase, new_reference
from nexus.payments.application.ports import LocatedAttempt
from nexus.payments.application.receive_webhook import ReceiveWebhookUseCase, Reception
from nexus.payments.application.refund_payment import RequestRefund, RequestRefundUseCase, SendRefundUseCase
from nexus.payments.application.registry import ProviderRegistry
from nexus.payments.application.void_payment import CancelAtGatewayUseCase
from nexus.payments.domain.errors import GatewayRefused, GatewayUnavailable, UnknownProvider
from nexus.payments.domain.money_flow import AttemptState
from nexus.payments.infrastructure.gateways.offline import InStoreProvider, ManualProvider

STAFF = Viewer(user_id=None, is_staff=True)
WAITING = answer(Verdict.WAITING, gateway_reference="g1", checkout_url="/pay/", client_secret="cs")
UNKNOWN = answer(Verdict.UNKNOWN, failure_code="timeout")


class World:
    """Everything a use case needs, and the payment of one order."""

    def __init__(self, provider: str = "scripted") -> None:
        self.payments, self.inbox, self.transactions = MemoryPayments(), MemoryInbox(), Transactions()
        self.gateway = ScriptedGateway(self.transactions)
        self.registry = ProviderRegistry((self.gateway, ManualProvider(), InStoreProvider()))
        self.now = FixedClock(AT).now
        command = OpenPayment(
            order_id=new_id(),
            amount=eur("30.00"),
            provider=provider,
            expires_at=None,
            order_number="1",
            email="b@example.test",
        )
        opener = OpenPaymentUseCase(payments=self.payments, registry=self.registry, now=self.now)
        self.info = opener(command)

    @property
    def payment(self) -> Any:
        return self.payments.get(self.info.id)

    def history(self) -> list[str]:
        return [fact.TYPE.split(".")[1] for fact in self.payments.streams[self.info.id]]

    def initiate(self, *answers: Any, holds: bool = False) -> Any:
        self.gateway.answers += answers
        use_case = InitiatePaymentUseCase(
            payments=self.payments,
            registry=self.registry,
            transaction=self.transactions,
            now=self.now,
            captures_later=lambda: holds,
        )
        return use_case(InitiatePayment(order_id=self.info.order_id, viewer=STAFF))

    def receive(self, verdict: Verdict, **facts: Any) -> Reception:
        defaults = {"event_id": f"e{new_id()}", "merchant_reference": self.info.reference}
        self.gateway.webhook = GatewayEvent(verdict=verdict, **defaults | facts)
        use_case = ReceiveWebhookUseCase(
            payments=self.payments, inbox=self.inbox, transaction=self.transactions
        )
        return use_case(self.gateway, RawWebhook(headers={}, body=b"", received_at=AT))

    def capture(self, *answers: Any) -> Any:
        self.gateway.answers += answers
        return CapturePaymentUseCase(
            payments=self.payments, registry=self.registry, transaction=self.transactions
        )(self.info.id)

    def request_refund(self, amount: str | None = None, key: str | None = None) -> Any:
        command = RequestRefund(
            payment_id=self.info.id,
            amount=eur(amount) if amount else None,
            reason="damaged",
            idempotency_key=key,
        )
        return RequestRefundUseCase(payments=self.payments, registry=self.registry)(command)

    def send_refund(self, *answers: Any) -> None:
        self.gateway.answers += answers
        requested = [
            fact
            for fact in self.payments.streams[self.info.id]
            if fact.TYPE == "payments.refund_requested.v1"
        ][-1]
        SendRefundUseCase(payments=self.payments, registry=self.registry, transaction=self.transactions)(
            requested
        )

    def look_up(self, *answers: Any) -> int:
        self.gateway.answers += answers

        class Due:
            def due(_, at: Any, /, *, limit: int) -> tuple[LocatedAttempt, ...]:  # noqa: N805
                return tuple(LocatedAttempt(self.info.id, number) for number in self.payment.attempts)

        return LookUpAttemptsUseCase(
            payments=self.payments,
            attempts=Due(),
            registry=self.registry,
            transaction=self.transactions,
            now=self.now,
        )()


def _crash() -> GatewayResult:
    raise ConnectionError("the process died here")


def test_a_reference_is_not_guessable() -> None:
    references = {new_reference() for _ in range(100)}

    assert len(references) == 100
    assert {len(reference) for reference in references} == {20}


def test_opening_with_an_unknown_provider_is_refused() -> None:
    with pytest.raises(UnknownProvider):
        World(provider="gold")


def test_initiate_records_asks_and_records_again() -> None:
    world = World()
    initiated = world.initiate(WAITING)

    assert world.history() == ["payment_opened", "attempt_started", "attempt_submitted"]
    assert world.gateway.asked == [("initiate", f"{world.info.id}:1")]
    assert (initiated.client_secret, initiated.payment.checkout_url, initiated.is_unclear) == (
        "cs",
        "/pay/",
        False,
    )


def test_the_client_secret_is_not_in_the_history() -> None:
    world = World()
    world.initiate(answer(Verdict.WAITING, gateway_reference="g1", client_secret="very-secret"))

    assert "very-secret" not in repr(world.payments.streams)


def test_a_crash_while_asking_leaves_an_attempt_that_is_resumed_with_the_same_key() -> None:
    world = World()
    with pytest.raises(ConnectionError):
        world.initiate(_crash)
    assert world.history() == ["payment_opened", "attempt_started"]
    world.initiate(WAITING)

    assert world.gateway.asked == [("initiate", f"{world.info.id}:1")] * 2
    assert world.history() == ["payment_opened", "attempt_started", "attempt_submitted"]


def test_an_unknown_outcome_is_recorded_and_resumed() -> None:
    world = World()
    assert world.initiate(UNKNOWN).is_unclear is True
    assert world.payment.attempts[1].state is AttemptState.UNKNOWN
    world.initiate(WAITING)

    assert world.history()[1:] == ["attempt_started", "attempt_outcome_unknown", "attempt_submitted"]


def test_an_immediate_decline_fails_and_the_next_attempt_has_its_own_key() -> None:
    world = World()
    declined = world.initiate(answer(Verdict.DECLINED, failure_code="card_declined"))
    assert declined.payment.status == "failed"
    world.initiate(WAITING)

    assert [key for _, key in world.gateway.asked] == [f"{world.info.id}:1", f"{world.info.id}:2"]


def test_an_immediate_yes_completes() -> None:
    world = World()
    done = world.initiate(answer(Verdict.CAPTURED, gateway_reference="g1", amount=eur("30.00")))

    assert done.payment.status == "completed"


def test_a_tenant_that_captures_later_only_holds() -> None:
    world = World()
    world.initiate(WAITING, holds=True)

    assert world.gateway.asked == [("authorize", f"{world.info.id}:1")]


def test_a_webhook_between_asking_and_recording_wins() -> None:
    """The provider is faster than its own answer."""
    world = World()

    def approve_first() -> GatewayResult:
        assert world.receive(Verdict.CAPTURED, amount=eur("30.00")) is Reception.APPLIED
        return WAITING

    done = world.initiate(approve_first)

    assert done.payment.status == "completed"
    assert world.history() == ["payment_opened", "attempt_started", "payment_completed"]


def test_all_orders_of_the_same_news_end_the_same() -> None:
    from itertools import permutations

    news = (Verdict.WAITING, Verdict.AUTHORIZED, Verdict.CAPTURED, Verdict.DECLINED)
    for order in permutations(news):
        world = World()
        world.initiate(WAITING)
        for verdict in order:
            world.receive(verdict, amount=eur("30.00"), gateway_reference="g1")
        assert (world.payment.status, world.history().count("payment_completed")) == ("completed", 1), order


def test_a_repeated_message_is_known() -> None:
    world = World()
    world.initiate(WAITING)

    assert world.receive(Verdict.CAPTURED, event_id="e1") is Reception.APPLIED
    assert world.receive(Verdict.CAPTURED, event_id="e1") is Reception.DUPLICATE
    assert world.receive(Verdict.CAPTURED, merchant_reference="PAY-NOBODY") is Reception.UNKNOWN_PAYMENT


def test_capture_asks_for_held_money_with_a_key_that_stays() -> None:
    world = World()
    world.initiate(answer(Verdict.AUTHORIZED, gateway_reference="g1"))
    with pytest.raises(GatewayUnavailable):
        world.capture(UNKNOWN)
    assert world.payment.status == "authorized"
    with pytest.raises(ConnectionError):
        world.capture(_crash)
    captured = world.capture(answer(Verdict.CAPTURED, gateway_reference="g1"))

    assert captured.status == "completed"
    assert world.gateway.asked[1:] == [("capture", f"{world.info.id}:1:capture")] * 3
    assert world.history().count("capture_requested") == 1


def test_a_refused_capture_is_recorded_and_told() -> None:
    world = World()
    world.initiate(answer(Verdict.AUTHORIZED, gateway_reference="g1"))
    with pytest.raises(GatewayRefused) as refusal:
        world.capture(answer(Verdict.DECLINED, failure_code="expired"))

    assert refusal.value.facts == {"failure_code": "expired"}
    assert world.payment.status == "failed"


def _paid() -> World:
    world = World()
    world.initiate(answer(Verdict.CAPTURED, gateway_reference="g1"))
    return world


def test_a_refund_is_asked_until_the_gateway_answers_always_with_its_own_key() -> None:
    world = _paid()
    refund = world.request_refund("10.00")
    for failure in (UNKNOWN, _crash):
        with pytest.raises((GatewayUnavailable, ConnectionError)):
            world.send_refund(failure)
    world.send_refund(answer(Verdict.REFUNDED, gateway_reference="r1"))
    world.send_refund()

    assert world.gateway.asked[1:] == [("refund", f"refund:{refund.id}")] * 3
    assert (world.payment.status, world.payment.refunded) == ("partially_refunded", eur("10.00"))


def test_a_pending_refund_waits_for_its_message() -> None:
    world = _paid()
    refund = world.request_refund()
    world.send_refund(answer(Verdict.WAITING))
    assert world.payment.status == "completed"
    assert world.receive(Verdict.REFUNDED, refund_id=refund.id) is Reception.APPLIED
    assert world.payment.status == "refunded"


def test_a_declined_refund_frees_the_amount() -> None:
    world = _paid()
    world.request_refund()
    world.send_refund(answer(Verdict.DECLINED, failure_code="insufficient_balance"))

    assert (world.history()[-1], world.payment.refundable) == ("refund_failed", eur("30.00"))


def test_a_message_about_a_refund_we_never_asked_changes_nothing() -> None:
    world = _paid()

    assert world.receive(Verdict.REFUNDED, refund_id=new_id()) is Reception.APPLIED
    assert world.payment.refunded == eur("0.00")


def test_the_same_refund_key_is_the_same_refund() -> None:
    world = _paid()
    first, second = world.request_refund("10.00", key="k"), world.request_refund("10.00", key="k")

    assert first.id == second.id
    assert world.payment.refunding == eur("10.00")


@pytest.mark.parametrize("provider", ["manual", "in_store"])
def test_money_settled_by_staff_never_touches_a_gateway(provider: str) -> None:
    world = World(provider=provider)
    assert world.initiate().payment.checkout_url is None
    assert world.capture().status == "completed"
    assert world.request_refund().status == "completed"

    assert world.payment.status == "refunded"
    assert world.gateway.asked == []
    assert world.info.pays_later is (provider == "in_store")


@pytest.mark.parametrize(
    ("found", "status"), [(answer(Verdict.WAITING), "voided"), (answer(Verdict.CAPTURED), "completed")]
)
def test_cancelling_is_repeated_until_answered_and_a_refusal_is_looked_into(
    found: GatewayResult, status: str
) -> None:
    world = World()
    world.initiate(WAITING)
    payment = world.payment
    payment.void(reason="deadline")
    world.payments.save(payment)
    abandoned = world.payments.streams[payment.id][-1]
    cancel = CancelAtGatewayUseCase(
        payments=world.payments, registry=world.registry, transaction=world.transactions
    )
    refusal = answer(Verdict.DECLINED, failure_code="captured")
    world.gateway.answers += [UNKNOWN, refusal, UNKNOWN, refusal, found]
    for _ in range(2):
        with pytest.raises(GatewayUnavailable):
            cancel(abandoned, idempotency_key="event:handler")
    cancel(abandoned, idempotency_key="event:handler")

    void, look = ("void", "event:handler"), ("look_up", world.info.reference)
    assert world.gateway.asked[1:] == [void, void, look, void, look]
    assert world.payment.status == status


def test_looking_up_finds_what_a_crash_or_a_lost_message_hid() -> None:
    world = World()
    with pytest.raises(ConnectionError):
        world.initiate(_crash)
    assert world.look_up(answer(Verdict.UNKNOWN, failure_code="not_found")) == 1
    assert world.payment.status == "pending"
    assert world.look_up(answer(Verdict.CAPTURED, gateway_reference="g1", amount=eur("30.00"))) == 1
    assert world.payment.status == "completed"
    world.look_up()

    assert world.gateway.asked[1:] == [("look_up", world.info.reference)] * 2
