"""Gift cards and store credit: money that the shop owes, and every movement of it."""

from django.db import models
from django.db.models import Q

from nexus.platform.tenancy.models import TenantForeignKey, TenantModel


class CreditAccountRecord(TenantModel):
    """A gift card (`code_hash`, found by its secret code) or a buyer's store credit (`user_id`, one for each currency).

    `balance_minor` is the sum of its entries, and never below zero: a CHECK says so even where the code forgets.
    """

    kind = models.TextField()
    code_hash = models.TextField(null=True)
    code_tail = models.TextField(blank=True, default="")
    user_id = models.UUIDField(null=True)
    currency = models.TextField()
    balance_minor = models.BigIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    expires_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "pricing_credit_account"
        verbose_name = "gift card or credit"
        verbose_name_plural = "gift cards and credit"
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "code_hash"], name="pricing_credit_code"),
            models.UniqueConstraint(
                fields=["tenant_id", "user_id", "currency"],
                condition=Q(kind="store_credit"),
                name="pricing_credit_user",
            ),
            models.CheckConstraint(condition=Q(balance_minor__gte=0), name="pricing_credit_not_negative"),
            models.CheckConstraint(
                condition=Q(kind="gift_card", code_hash__isnull=False)
                | Q(kind="store_credit", user_id__isnull=False),
                name="pricing_credit_kind",
            ),
        ]
        indexes = [models.Index(fields=["tenant_id", "created_at"], name="pricing_credit_created")]


class CreditEntryRecord(TenantModel):
    """One movement: issued, spent (negative), returned, adjusted, expired. Rows are added and never changed.

    An order spends an account at most once and gives back to it at most once: the constraint says so.
    """

    account = TenantForeignKey(CreditAccountRecord, on_delete=models.RESTRICT, related_name="entries")
    reason = models.TextField()
    amount_minor = models.BigIntegerField()
    balance_minor = models.BigIntegerField()
    order_id = models.UUIDField(null=True)
    note = models.TextField(blank=True, default="")
    actor = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()

    class Meta:
        db_table = "pricing_credit_entry"
        verbose_name = "movement of credit"
        verbose_name_plural = "movements of credit"
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "account", "order_id", "reason"],
                condition=Q(order_id__isnull=False),
                name="pricing_credit_entry_once",
            ),
            models.CheckConstraint(
                condition=Q(reason__in=["issued", "spent", "returned", "adjusted", "expired"]),
                name="pricing_credit_entry_reason",
            ),
            models.CheckConstraint(condition=Q(balance_minor__gte=0), name="pricing_credit_entry_balance"),
        ]
        indexes = [
            models.Index(fields=["tenant_id", "account", "created_at"], name="pricing_credit_entry_account"),
            models.Index(fields=["tenant_id", "order_id"], name="pricing_credit_entry_order"),
        ]
