"""What an order's price was computed from."""

from django.db import models

from nexus.platform.tenancy.models import TenantModel


class ReceiptRecord(TenantModel):
    """Everything that an order's quote was computed from, except the promotions: these are found by their versions at
    `priced_at`.

    Rows are added and never changed. `inputs` as in domain/receipts.py.
    """

    order_id = models.UUIDField()
    priced_at = models.DateTimeField()
    currency = models.TextField()
    total_minor = models.BigIntegerField()
    discount_minor = models.BigIntegerField()
    inputs = models.JSONField()

    class Meta:
        db_table = "pricing_receipt"
        verbose_name = "receipt"
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "order_id"], name="pricing_receipt_order")
        ]
        indexes = [models.Index(fields=["tenant_id", "priced_at"], name="pricing_receipt_priced")]
