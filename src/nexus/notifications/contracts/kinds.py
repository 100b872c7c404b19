"""What people are told about, and by which channels."""

from typing import Final

EMAIL: Final = "email"
IN_APP: Final = "in_app"
CHANNELS: Final = (EMAIL, IN_APP)

WELCOME: Final = "welcome"
VERIFICATION: Final = "verification"
EMAIL_TAKEN: Final = "email_taken"
PASSWORD_RESET: Final = "password_reset"  # noqa: S105 - a kind, not a secret
PASSWORD_CHANGED: Final = "password_changed"  # noqa: S105 - a kind, not a secret
ORDER_PLACED: Final = "order_placed"
ORDER_CONFIRMED: Final = "order_confirmed"
ORDER_SHIPPED: Final = "order_shipped"
ORDER_DELIVERED: Final = "order_delivered"
ORDER_CANCELLED: Final = "order_cancelled"
PAYMENT_COMPLETED: Final = "payment_completed"
PAYMENT_FAILED: Final = "payment_failed"
REFUND_COMPLETED: Final = "refund_completed"
NEW_SALE: Final = "new_sale"
PROPOSAL_APPROVED: Final = "proposal_approved"
PROPOSAL_REJECTED: Final = "proposal_rejected"
NEW_REVIEW: Final = "new_review"
REVIEW_REJECTED: Final = "review_rejected"
REVIEW_ANSWERED: Final = "review_answered"

ACCOUNT_KINDS: Final = (WELCOME, VERIFICATION, EMAIL_TAKEN, PASSWORD_RESET, PASSWORD_CHANGED)
"""By mail only, and nobody can switch them off: they are about the account's safety."""

CHOOSABLE_KINDS: Final = (
    ORDER_PLACED,
    ORDER_CONFIRMED,
    ORDER_SHIPPED,
    ORDER_DELIVERED,
    ORDER_CANCELLED,
    PAYMENT_COMPLETED,
    PAYMENT_FAILED,
    REFUND_COMPLETED,
    NEW_SALE,
    PROPOSAL_APPROVED,
    PROPOSAL_REJECTED,
    NEW_REVIEW,
    REVIEW_REJECTED,
    REVIEW_ANSWERED,
)
SELLER_KINDS: Final = frozenset({NEW_SALE, PROPOSAL_APPROVED, PROPOSAL_REJECTED, NEW_REVIEW})
"""Nobody but those who sell is told of these."""
SECRET_KINDS: Final = frozenset({WELCOME, VERIFICATION, PASSWORD_RESET})
"""Mails that hold a link which proves a mailbox."""
