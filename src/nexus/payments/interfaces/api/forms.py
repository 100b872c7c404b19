"""Bodies in, bodies out."""

from typing import Any

from rest_framework import serializers

from nexus.payments.domain.lifecycle import PaymentStatus
from nexus.payments.domain.money_flow import RefundState
from nexus.payments.infrastructure.gateways.sandbox.books import Outcome
from nexus.platform.http import IdField, MoneyField, PageBody, TextField
from nexus.platform.http.paging import KeysetQuery

STATUSES = [str(status) for status in PaymentStatus]


class InitiateForm(serializers.Serializer):
    """`provider`: another way to pay than the one chosen with the order."""

    order_id = IdField()
    provider = TextField(required=False, max_length=40)


class RefundForm(serializers.Serializer):
    """`amount`: all that is left when absent."""

    amount = MoneyField(required=False, positive=True)
    reason = TextField(max_length=500)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """Whoever names lines means those alone: passing over them would give everything back."""
        if data.get("lines") is not None:
            raise serializers.ValidationError(
                {"lines": ["Refunds by order line are not offered. State the amount."]}
            )
        return super().to_internal_value(data)  # type: ignore[no-any-return]


class VoidForm(serializers.Serializer):
    reason = TextField(required=False, default="voided_by_staff", max_length=500)


class SandboxForm(serializers.Serializer):
    outcome = serializers.ChoiceField(choices=[str(outcome) for outcome in Outcome])


class ListQuery(KeysetQuery):
    order_id = IdField(required=False)
    status = serializers.ChoiceField(required=False, choices=STATUSES)


class PaymentBody(serializers.Serializer):
    id = serializers.UUIDField()
    order_id = serializers.UUIDField()
    order_number = serializers.CharField()
    reference = serializers.CharField()
    provider = serializers.CharField()
    status = serializers.ChoiceField(choices=STATUSES)
    amount = serializers.CharField()
    captured_amount = serializers.CharField()
    refunded_amount = serializers.CharField()
    refundable_amount = serializers.CharField()
    currency = serializers.CharField()
    checkout_url = serializers.CharField(allow_null=True)
    expires_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()


class InitiatedBody(PaymentBody):
    client_secret = serializers.CharField(allow_null=True)


class TransactionBody(serializers.Serializer):
    """One thing that happened. Further members depend on its type."""

    id = serializers.UUIDField()
    type = serializers.CharField()
    at = serializers.DateTimeField()
    by = serializers.CharField()
    amount = serializers.CharField(required=False)
    currency = serializers.CharField(required=False)
    provider = serializers.CharField(required=False)
    attempt = serializers.IntegerField(required=False)
    gateway_reference = serializers.CharField(required=False)
    failure_code = serializers.CharField(required=False)
    reason = serializers.CharField(required=False)
    refund_id = serializers.UUIDField(required=False)


class PaymentDetailBody(PaymentBody):
    transactions = TransactionBody(many=True)


class PaymentListBody(PageBody):
    results = PaymentBody(many=True)


class RefundBody(serializers.Serializer):
    id = serializers.UUIDField()
    payment_id = serializers.UUIDField()
    order_id = serializers.UUIDField()
    amount = serializers.CharField()
    currency = serializers.CharField()
    reason = serializers.CharField()
    status = serializers.ChoiceField(choices=[str(state) for state in RefundState])


class ReceivedBody(serializers.Serializer):
    received = serializers.BooleanField()


class SandboxChargeBody(serializers.Serializer):
    reference = serializers.CharField()
    outcome = serializers.CharField()
    state = serializers.CharField()
    amount = serializers.CharField()
    currency = serializers.CharField()
