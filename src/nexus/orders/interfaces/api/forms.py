"""What clients of the order endpoints send and ask for."""

from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from nexus.orders.domain.lifecycle import Status
from nexus.orders.domain.payment_status import PaymentStatus
from nexus.platform.http import IdField, KeysetQuery, PageQuery, TextField

STATUSES = [status.value for status in Status]
PAYMENT_STATUSES = [status.value for status in PaymentStatus]
REQUEST_STATUSES = ["open", "approved", "rejected"]


class OrdersQuery(KeysetQuery):
    """Filters of the list. `as` chooses the point of view for people who have several."""

    status = serializers.ChoiceField(STATUSES, required=False)
    payment_status = serializers.ChoiceField(PAYMENT_STATUSES, required=False)
    placed_after = serializers.DateTimeField(required=False, help_text="from this instant on")
    placed_before = serializers.DateTimeField(required=False, help_text="before this instant")
    q = TextField(required=False, max_length=32, help_text="beginning of an order number")

    def get_fields(self) -> dict[str, serializers.Field]:
        """`as` is a keyword of the language, so it cannot be a class attribute."""
        view = serializers.ChoiceField(["buyer", "seller", "staff"], required=False)
        return {**super().get_fields(), "as": view}


class OrderQuery(serializers.Serializer):
    """How to look at one order."""

    as_of = serializers.DateTimeField(required=False, help_text="the order as it stood at this instant")
    token = TextField(required=False, max_length=128, help_text="a guest's secret token (or X-Order-Token)")


GUESTS_TOKEN = OpenApiParameter(
    "X-Order-Token",
    str,
    OpenApiParameter.HEADER,
    description="A guest's secret token; better than in the URL.",
)


class TokenQuery(serializers.Serializer):
    """A guest's key to the order."""

    token = TextField(required=False, max_length=128, help_text="a guest's secret token (or X-Order-Token)")


class EventsQuery(PageQuery, TokenQuery):
    """Pages of an order's history."""


class RequestsQuery(KeysetQuery):
    status = serializers.ChoiceField(REQUEST_STATUSES, required=False)


class Reason(serializers.Serializer):
    """Why, in the words of the one who acts."""

    reason = TextField(max_length=1000, required=False, allow_blank=True, default="")


class Move(Reason):
    """Where to. `vendor_id` narrows the move to one seller's part; sellers move their own parts only."""

    to = serializers.ChoiceField(STATUSES)
    vendor_id = IdField(required=False, default=None)
