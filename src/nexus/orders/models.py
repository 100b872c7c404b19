"""Projection of the streams: what lists and pages are read from. Written by the repository only, in the same
transaction.
"""

from django.db import models
from django.db.models.fields.json import KT
from django.db.models.functions import Lower

from nexus.orders.domain.lifecycle import Fulfilment, Status
from nexus.orders.domain.payment_status import PaymentStatus
from nexus.platform.tenancy.models import TenantForeignKey, TenantModel

_STATUSES = [status.value for status in Status]
_PART_STATUSES = [status for status in _STATUSES if status != Status.ON_HOLD]
_PAYMENT_STATUSES = [status.value for status in PaymentStatus]
_FULFILMENT_STATUSES = [status.value for status in Fulfilment]
_REQUEST_STATUSES = ["open", "approved", "rejected"]


def _one_of(values: list[str], /) -> list[tuple[str, str]]:
    return [(value, value) for value in values]


class TotalsColumns(models.Model):
    """Amounts in minor units of the order's currency."""

    subtotal_minor = models.BigIntegerField()
    discount_minor = models.BigIntegerField()
    shipping_minor = models.BigIntegerField()
    tax_minor = models.BigIntegerField()
    total_minor = models.BigIntegerField()

    class Meta:
        abstract = True


def _adds_up(name: str, /) -> models.CheckConstraint:
    """The arithmetic of `Totals`, repeated by the database."""
    parts = (
        models.F("subtotal_minor")
        - models.F("discount_minor")
        + models.F("shipping_minor")
        + models.F("tax_minor")
    )
    return models.CheckConstraint(
        condition=models.Q(total_minor=parts) & models.Q(total_minor__gte=0), name=name
    )


class OrderRecord(TotalsColumns, TenantModel):
    """One order as it stands. `version` is the number of events it reflects."""

    number = models.CharField(max_length=32, db_collation="C")
    user_id = models.UUIDField(null=True)
    buyer = models.JSONField()
    status = models.CharField(max_length=16, choices=_one_of(_STATUSES))
    payment_status = models.CharField(max_length=20, choices=_one_of(_PAYMENT_STATUSES))
    fulfilment_status = models.CharField(max_length=20, choices=_one_of(_FULFILMENT_STATUSES))
    is_held = models.BooleanField(default=False)
    currency = models.CharField(max_length=3)
    item_count = models.PositiveIntegerField()
    payment_method = models.CharField(max_length=32)
    shipping_method = models.CharField(max_length=64, blank=True)
    explanation = models.JSONField()
    placed_at = models.DateTimeField()
    cancel_reason = models.TextField(blank=True)
    access_token_hash = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField()
    promotions = models.JSONField(default=list)
    credit_minor = models.BigIntegerField(default=0)

    class Meta:
        db_table = "orders_order"
        verbose_name = "order"
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "number"], name="orders_order_number"),
            models.CheckConstraint(condition=models.Q(status__in=_STATUSES), name="orders_order_status"),
            models.CheckConstraint(
                condition=models.Q(payment_status__in=_PAYMENT_STATUSES), name="orders_order_payment_status"
            ),
            _adds_up("orders_order_adds_up"),
            models.CheckConstraint(
                condition=models.Q(credit_minor__gte=0, credit_minor__lte=models.F("total_minor")),
                name="orders_order_credit",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant_id", "placed_at", "id"], name="orders_order_newest"),
            models.Index(
                fields=["tenant_id", "user_id", "placed_at", "id"],
                name="orders_order_of_user",
                condition=models.Q(user_id__isnull=False),
            ),
            models.Index("tenant_id", Lower(KT("buyer__email")), name="orders_order_of_email"),
        ]

    def __str__(self) -> str:
        return self.number


class OrderLineRecord(TenantModel):
    """What was sold; never changes."""

    order = TenantForeignKey(OrderRecord, on_delete=models.RESTRICT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    product_id = models.UUIDField()
    variant_id = models.UUIDField()
    sku = models.TextField()
    title = models.TextField()
    variant_title = models.TextField(blank=True)
    image_url = models.TextField(blank=True)
    vendor_id = models.UUIDField()
    vendor_name = models.TextField()
    unit_price_minor = models.BigIntegerField()
    quantity = models.PositiveIntegerField()
    discount_minor = models.BigIntegerField()
    tax_minor = models.BigIntegerField()
    total_minor = models.BigIntegerField()
    explanation = models.JSONField()
    is_gift = models.BooleanField(default=False)

    class Meta:
        db_table = "orders_line"
        verbose_name = "order line"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quantity__gte=1)
                & models.Q(
                    total_minor=models.F("unit_price_minor") * models.F("quantity")
                    - models.F("discount_minor")
                    + models.F("tax_minor")
                ),
                name="orders_line_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} x {self.sku}"


class VendorOrderRecord(TotalsColumns, TenantModel):
    """One seller's part. `placed_at` repeats the order's, so that a seller's list needs one index."""

    order = TenantForeignKey(OrderRecord, on_delete=models.RESTRICT, related_name="vendor_orders")
    position = models.PositiveSmallIntegerField()
    vendor_id = models.UUIDField()
    vendor_name = models.TextField()
    status = models.CharField(max_length=16, choices=_one_of(_PART_STATUSES))
    placed_at = models.DateTimeField()

    class Meta:
        db_table = "orders_vendor_order"
        verbose_name = "vendor order"
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "order_id", "vendor_id"], name="orders_vendor_order_once"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=_PART_STATUSES),
                name="orders_vendor_order_status",
            ),
            _adds_up("orders_vendor_order_adds_up"),
        ]
        indexes = [
            models.Index(
                fields=["tenant_id", "vendor_id", "placed_at", "id"], name="orders_vendor_order_newest"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vendor_name}: {self.status}"


class CancellationRequestRecord(TenantModel):
    """A buyer's wish to cancel; at most one is open per order."""

    order = TenantForeignKey(OrderRecord, on_delete=models.RESTRICT, related_name="cancellation_requests")
    reason = models.TextField(blank=True)
    status = models.CharField(max_length=16, choices=_one_of(_REQUEST_STATUSES))
    requested_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.TextField(blank=True)

    class Meta:
        db_table = "orders_cancellation_request"
        verbose_name = "cancellation request"
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "order_id"],
                condition=models.Q(status="open"),
                name="orders_cancellation_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=_REQUEST_STATUSES),
                name="orders_cancellation_status",
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant_id", "status", "requested_at", "id"], name="orders_cancellation_newest"
            ),
        ]

    def __str__(self) -> str:
        return self.status
