"""Carts and processes."""

from django.db import models
from django.db.models import Q

from nexus.checkout.domain.cart import MAX_QUANTITY
from nexus.checkout.domain.process import ProcessState
from nexus.platform.tenancy.models import TenantForeignKey, TenantModel


class CartStatus(models.TextChoices):
    OPEN = "open"
    ORDERED = "ordered"
    MERGED = "merged"


class CartRecord(TenantModel):
    """A guest's cart is found by the hash of its token, a user's by the user. At most one open cart each; one order per cart.

    `coupons`: codes; `currency`: empty for the shop's own; `gift_cards`: ids of accounts, never their codes.
    """

    user_id = models.UUIDField(null=True)
    token_hash = models.TextField(null=True)
    status = models.TextField(choices=CartStatus, default=CartStatus.OPEN)
    order_id = models.UUIDField(null=True)
    coupons = models.JSONField(default=list)
    currency = models.TextField(blank=True, default="")
    gift_cards = models.JSONField(default=list)
    use_credit = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "checkout_cart"
        verbose_name = "cart"
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "user_id"], condition=Q(status="open"), name="checkout_cart_user"
            ),
            models.UniqueConstraint(
                fields=["tenant_id", "token_hash"], condition=Q(status="open"), name="checkout_cart_token"
            ),
            models.UniqueConstraint(fields=["tenant_id", "order_id"], name="checkout_cart_order"),
            models.CheckConstraint(
                condition=Q(user_id__isnull=False) | Q(token_hash__isnull=False), name="checkout_cart_owned"
            ),
        ]
        indexes = [
            models.Index(fields=["tenant_id", "token_hash", "updated_at"], name="checkout_cart_history")
        ]


class CartLineRecord(TenantModel):
    """How much of a variant is wanted. Prices are never kept here: a cart is quoted whenever it is shown."""

    cart = TenantForeignKey(CartRecord, on_delete=models.CASCADE, related_name="lines")
    product_id = models.UUIDField()
    variant_id = models.UUIDField()
    quantity = models.PositiveIntegerField()
    added_at = models.DateTimeField()

    class Meta:
        db_table = "checkout_cart_line"
        verbose_name = "cart line"
        constraints = [
            models.UniqueConstraint(
                fields=["tenant_id", "cart", "variant_id"], name="checkout_cart_line_variant"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=1, quantity__lte=MAX_QUANTITY), name="checkout_cart_line_quantity"
            ),
        ]


class ProcessRecord(TenantModel):
    """One order on its way from placed to confirmed or cancelled: where it is, what it waits for, until when."""

    order_id = models.UUIDField()
    order_number = models.TextField()
    payment_id = models.UUIDField()
    cart_id = models.UUIDField()
    payment_method = models.TextField()
    state = models.TextField(choices=[(state.value, state.value) for state in ProcessState])
    waiting_for = models.TextField(blank=True)
    deadline = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "checkout_process"
        verbose_name = "place-order process"
        verbose_name_plural = "place-order processes"
        constraints = [
            models.UniqueConstraint(fields=["tenant_id", "order_id"], name="checkout_process_order")
        ]
        indexes = [
            models.Index(
                fields=["tenant_id", "deadline"],
                condition=Q(state="awaiting_payment"),
                name="checkout_process_deadline",
            ),
            models.Index(fields=["tenant_id", "state", "created_at"], name="checkout_process_state"),
        ]

    def __str__(self) -> str:
        return f"{self.order_number}: {self.state}"
