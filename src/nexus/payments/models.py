"""Rows of payments. The payment and its attempts are projections of the event stream; `nexus verify`
compares them.
"""

from django.db import models
from django.db.models import F, Q

from nexus.payments.domain.lifecycle import PaymentStatus
from nexus.payments.domain.money_flow import AttemptState
from nexus.platform.tenancy.models import TenantForeignKey, TenantModel


class PaymentRecord(TenantModel):
    """State of one payment. Amounts are minor units of `currency`; `captured` and what follows speak of the
    money that completed it.
    """

    order_id = models.UUIDField()
    order_number = models.TextField()
    reference = models.TextField()
    provider = models.TextField()
    status = models.TextField()
    currency = models.CharField(max_length=3)
    amount_minor = models.BigIntegerField()
    captured_minor = models.BigIntegerField()
    refunded_minor = models.BigIntegerField()
    refunding_minor = models.BigIntegerField()
    email = models.TextField()
    user_id = models.UUIDField(null=True)
    access_token_hash = models.TextField(null=True)
    checkout_url = models.TextField(null=True)
    expires_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField()

    class Meta:
        db_table = "payments_payment"
        verbose_name = "payment"
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "order_id"], name="payments_payment_order"),
            models.UniqueConstraint(fields=["tenant_id", "reference"], name="payments_payment_reference"),
            models.CheckConstraint(
                condition=Q(status__in=[str(status) for status in PaymentStatus]),
                name="payments_payment_status",
            ),
            models.CheckConstraint(
                condition=Q(amount_minor__gte=0, refunded_minor__gte=0, refunding_minor__gte=0),
                name="payments_payment_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(captured_minor__gte=F("refunded_minor") + F("refunding_minor")),
                name="payments_payment_refund_limit",
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant_id", "user_id", "id"],
                name="payments_payment_user",
                condition=Q(user_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} ({self.status})"


class AttemptRecord(TenantModel):
    """One try at a gateway: how a gateway's message finds its payment. `look_at`: when to ask about it
    without being told.
    """

    payment = TenantForeignKey(PaymentRecord, on_delete=models.RESTRICT, related_name="attempts")
    number = models.PositiveIntegerField()
    provider = models.TextField()
    state = models.TextField()
    merchant_reference = models.TextField()
    gateway_reference = models.TextField(default="", blank=True)
    look_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "payments_attempt"
        verbose_name = "payment attempt"
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "payment", "number"], name="payments_attempt_number"
            ),
            models.UniqueConstraint(
                fields=["tenant_id", "provider", "merchant_reference"], name="payments_attempt_ours"
            ),
            models.UniqueConstraint(
                fields=["tenant_id", "provider", "gateway_reference"],
                name="payments_attempt_theirs",
                condition=~Q(gateway_reference=""),
            ),
            models.CheckConstraint(
                condition=Q(state__in=[str(state) for state in AttemptState]), name="payments_attempt_state"
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant_id", "look_at"],
                name="payments_attempt_look",
                condition=Q(look_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merchant_reference} at {self.provider} ({self.state})"


class WebhookRecord(TenantModel):
    """A verified message of a provider, remembered in the transaction that applied it. `payment` is empty
    for unknown references.
    """

    provider = models.TextField()
    provider_event_id = models.TextField()
    verdict = models.TextField()
    merchant_reference = models.TextField()
    gateway_reference = models.TextField()
    payment = TenantForeignKey(PaymentRecord, on_delete=models.RESTRICT, related_name="webhooks", null=True)
    received_at = models.DateTimeField()

    class Meta:
        db_table = "payments_webhook"
        verbose_name = "provider message"
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "provider", "provider_event_id"], name="payments_webhook_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.provider_event_id}"


class SandboxChargeState(models.TextChoices):
    """`hanging` never answers; `late` answers after the deadline and cannot be cancelled meanwhile."""

    WAITING = "waiting"
    HANGING = "hanging"
    LATE = "late"
    AUTHORIZED = "authorized"
    CAPTURED = "captured"
    DECLINED = "declined"
    VOIDED = "voided"


class SandboxChargeRecord(TenantModel):
    """A charge in the books of the sandbox, our own fake provider. Nothing else in the product reads these
    three tables.
    """

    reference = models.TextField()
    merchant_reference = models.TextField()
    order_reference = models.TextField()
    order_number = models.TextField()
    idempotency_key = models.TextField()
    currency = models.CharField(max_length=3)
    amount_minor = models.BigIntegerField()
    refunded_minor = models.BigIntegerField(default=0)
    takes_at_once = models.BooleanField()
    state = models.TextField(choices=SandboxChargeState)
    expires_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "payments_sandbox_charge"
        verbose_name = "sandbox charge"
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "reference"], name="payments_sandbox_charge_ref"),
            models.UniqueConstraint(
                fields=["tenant_id", "merchant_reference"], name="payments_sandbox_charge_ours"
            ),
            models.UniqueConstraint(
                fields=["tenant_id", "idempotency_key"], name="payments_sandbox_charge_key"
            ),
            models.CheckConstraint(
                condition=Q(refunded_minor__gte=0, amount_minor__gte=F("refunded_minor")),
                name="payments_sandbox_refund_limit",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant_id", "order_reference"], name="payments_sandbox_charge_order")
        ]

    def __str__(self) -> str:
        return f"{self.reference} ({self.state})"


class SandboxRefundRecord(TenantModel):
    """A refund in the sandbox's books; asking twice with one key makes one."""

    charge = TenantForeignKey(SandboxChargeRecord, on_delete=models.RESTRICT, related_name="refunds")
    idempotency_key = models.TextField()
    amount_minor = models.BigIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        db_table = "payments_sandbox_refund"
        verbose_name = "sandbox refund"
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "idempotency_key"], name="payments_sandbox_refund_key"
            )
        ]

    def __str__(self) -> str:
        return f"{self.amount_minor} of {self.charge_id}"


class SandboxWebhookRecord(TenantModel):
    """A message that the sandbox will send `copies` times once `due_at` has come. `body` is empty until
    then.
    """

    charge = TenantForeignKey(SandboxChargeRecord, on_delete=models.RESTRICT, related_name="messages")
    outcome = models.TextField()
    body = models.TextField(default="", blank=True)
    copies = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "payments_sandbox_webhook"
        verbose_name = "sandbox message"
        indexes = [
            models.Index(
                fields=["tenant_id", "due_at"],
                name="payments_sandbox_webhook_due",
                condition=Q(released_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} x{self.copies}"
