"""The providers of the box pass the contract of providers."""

from typing import Any

import pytest
from django.conf import settings
from tests.payments.builders import eur
from tests.payments.gateway_contract import GatewayContract, OnlineGatewayContract, charge_of

from nexus.kernel import clock
from nexus.payments.application.gateway import Charge, RawWebhook
from nexus.payments.infrastructure.gateways.offline import InStoreProvider, ManualProvider
from nexus.payments.infrastructure.gateways.sandbox import books, signature
from nexus.payments.infrastructure.gateways.sandbox.gateway import SandboxGateway
from nexus.payments.models import SandboxWebhookRecord
from nexus.platform.tenancy import NestedScope, tenant_scope


class SandboxSide:
    """The sandbox's page and sender, without the network in between."""

    def approve(self, charge: Charge) -> RawWebhook:
        return self._decide(charge, books.Outcome.APPROVE)

    def decline(self, charge: Charge) -> RawWebhook:
        return self._decide(charge, books.Outcome.DECLINE)

    def resign(self, message: RawWebhook, *, body: bytes, at: Any) -> RawWebhook:
        header = signature.sign(body, secret=settings.SANDBOX_WEBHOOK_SECRET, at=at)
        return RawWebhook(headers={signature.HEADER: header}, body=body, received_at=message.received_at)

    def _decide(self, charge: Charge, outcome: books.Outcome) -> RawWebhook:
        with tenant_scope():
            decided = books.decide(charge.order_reference, outcome)
            body = SandboxWebhookRecord.objects.get(charge=decided).body.encode()
        empty = RawWebhook(headers={}, body=b"", received_at=clock.now())
        return self.resign(empty, body=body, at=clock.now())


@pytest.mark.usefixtures("tenant")
class TestSandbox(OnlineGatewayContract):
    @pytest.fixture
    def gateway(self) -> SandboxGateway:
        return SandboxGateway()

    @pytest.fixture
    def provider(self) -> SandboxSide:
        return SandboxSide()

    def test_it_refuses_to_be_called_inside_a_transaction_of_ours(self, gateway: SandboxGateway) -> None:
        with tenant_scope(), pytest.raises(NestedScope):
            gateway.initiate(charge_of(eur("30.00")), idempotency_key="k")


class TestManual(GatewayContract):
    @pytest.fixture
    def gateway(self) -> ManualProvider:
        return ManualProvider()

    @pytest.fixture
    def provider(self) -> None:
        return None


class TestInStore(GatewayContract):
    @pytest.fixture
    def gateway(self) -> InStoreProvider:
        return InStoreProvider()

    @pytest.fixture
    def provider(self) -> None:
        return None
