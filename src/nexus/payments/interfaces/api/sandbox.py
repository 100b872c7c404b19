"""The sandbox's page as an API: press one of its buttons."""

from typing import Any

from nexus.payments.infrastructure.gateways.sandbox import books
from nexus.payments.interfaces.api.forms import SandboxChargeBody, SandboxForm
from nexus.platform.http import ApiRequest, ApiView, endpoint, validated


class SandboxOutcomeView(ApiView):
    @endpoint(
        auth="public",
        ignore_credentials=True,
        body=SandboxForm,
        returns={200: SandboxChargeBody},
        errors=(400, 404, 409),
    )
    def post(self, request: ApiRequest, reference: str) -> dict[str, Any]:
        """Decide how the sandbox provider answers; it then calls the shop's webhook, signed."""
        outcome = books.Outcome(validated(SandboxForm, request)["outcome"])
        charge = books.decide(reference, outcome)
        return {
            "reference": reference,
            "outcome": str(outcome),
            "state": str(charge.state),
            "amount": str(books.amount_of(charge)),
            "currency": charge.currency,
        }
