"""Messages of providers. The raw bytes are verified before anything is parsed or stored."""

from dataclasses import dataclass
from typing import Any, ClassVar

from nexus.kernel import clock
from nexus.kernel.errors import NexusError, NotFound
from nexus.payments import wiring
from nexus.payments.application.gateway import Capability, PaymentGateway, RawWebhook
from nexus.payments.domain.errors import BadSignature, UnknownProvider
from nexus.payments.interfaces.api.forms import ReceivedBody
from nexus.payments.interfaces.metrics import WEBHOOKS
from nexus.platform.events import actor_scope
from nexus.platform.http import ApiRequest, ApiView, endpoint

_ERRORS = (400, 401, 409)


@dataclass(frozen=True, slots=True)
class ProviderActor:
    """A payment provider, in the history of what it caused."""

    kind: str = "provider"
    id: None = None


class _WebhookView(ApiView):
    transaction: ClassVar[bool] = False

    def _receive(self, request: ApiRequest, gateway: PaymentGateway) -> dict[str, Any]:
        message = RawWebhook(
            headers={name.lower(): value for name, value in request.headers.items()},
            body=request.raw_body(),
            received_at=clock.now(),
        )
        try:
            with actor_scope(
                ProviderActor()
            ):  # the provider reports, whoever the request's sender seems to be
                reception = wiring.receive_webhook()(gateway, message)
        except NexusError as refusal:
            WEBHOOKS.labels(gateway.code, refusal.code).inc()
            raise
        WEBHOOKS.labels(gateway.code, str(reception)).inc()
        return {"received": True}


class ProviderWebhookView(_WebhookView):
    @endpoint(
        auth="public",
        ignore_credentials=True,
        throttle="webhook",
        returns={200: ReceivedBody},
        errors=(*_ERRORS, 404),
    )
    def post(self, request: ApiRequest, provider: str) -> dict[str, Any]:
        """Known or unknown, repeated or late: 200 once the signature holds, and one effect at most."""
        return self._receive(request, _gateway(provider))


class WebhookView(_WebhookView):
    @endpoint(
        auth="public",
        ignore_credentials=True,
        throttle="webhook",
        returns={200: ReceivedBody},
        errors=_ERRORS,
    )
    def post(self, request: ApiRequest) -> dict[str, Any]:
        """The provider is told by its signature header."""
        gateway = wiring.registry().for_headers(
            {name.lower(): value for name, value in request.headers.items()}
        )
        if gateway is None:
            WEBHOOKS.labels("unknown", BadSignature.code).inc()
            raise BadSignature("No signature header of a known provider.", reason="no_signature")
        return self._receive(request, gateway)


def _gateway(provider: str) -> PaymentGateway:
    try:
        gateway = wiring.registry().gateway(provider)
    except UnknownProvider as error:
        raise NotFound from error
    if Capability.WEBHOOK not in gateway.capabilities:
        raise NotFound
    return gateway
