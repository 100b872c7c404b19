"""A provider whose page is on another host, as most are."""

from typing import ClassVar

from nexus.payments.application.gateway import Capability, Charge, GatewayResult, Provider, Verdict


class Elsewhere(Provider):
    """Takes the buyer to https://pay.example."""

    code: ClassVar[str] = "elsewhere"
    title: ClassVar[str] = "Pay elsewhere"
    capabilities: ClassVar[frozenset[Capability]] = frozenset({Capability.INITIATE})

    def initiate(self, charge: Charge, /, *, idempotency_key: str) -> GatewayResult:
        url = f"https://pay.example/{charge.order_reference}?a=1&b=2"
        return GatewayResult(
            verdict=Verdict.WAITING, gateway_reference=charge.order_reference, checkout_url=url
        )
