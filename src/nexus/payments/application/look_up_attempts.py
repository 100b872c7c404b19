"""Ask gateways about attempts whose outcome we do not know: after a crash, a time-out or a lost message."""

from dataclasses import dataclass

from nexus.payments.application.gateway import Capability, GatewayReference, Verdict
from nexus.payments.application.outcome import apply_outcome
from nexus.payments.application.ports import LocatedAttempt, Now, OpenAttempts, Payments, Transaction
from nexus.payments.application.registry import ProviderRegistry

BATCH = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class LookUpAttemptsUseCase:
    payments: Payments
    attempts: OpenAttempts
    registry: ProviderRegistry
    transaction: Transaction
    now: Now

    def __call__(self) -> int:
        """Looks at what is due and returns how many. One transaction claims, one per attempt records."""
        with self.transaction():
            due = self.attempts.due(self.now(), limit=BATCH)
        for located in due:
            self._look_up(located)
        return len(due)

    def _look_up(self, located: LocatedAttempt, /) -> None:
        with self.transaction():
            attempt = self.payments.get(located.payment_id).attempts[located.attempt]
        if not attempt.is_open or not self.registry.can(attempt.provider, Capability.LOOK_UP):
            return
        reference = GatewayReference(
            merchant_reference=attempt.merchant_reference, gateway_reference=attempt.gateway_reference
        )
        answer = self.registry.gateway(attempt.provider).look_up(reference)
        if answer.verdict is Verdict.UNKNOWN:
            return
        with self.transaction():
            payment = self.payments.get(located.payment_id)
            apply_outcome(payment, located.attempt, answer)
            self.payments.save(payment)
