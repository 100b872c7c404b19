"""What people are told when something happened. Each handler writes its mails and notes in one transaction:
exactly once.
"""

from nexus.accounts.contracts.events import (
    EmailTakenAttempt,
    PasswordChanged,
    PasswordResetRequested,
    UserDeleted,
    UserRegistered,
    VerificationRequested,
)
from nexus.catalog.contracts.events import ProposalDecided, ReviewAnswered, ReviewDecided, ReviewWritten
from nexus.notifications.contracts import kinds
from nexus.notifications.contracts.events import MailQueued
from nexus.notifications.services import account_mails, order_news, proposal_news, review_news
from nexus.notifications.services.forgetting import forget_person
from nexus.notifications.services.sending import send_queued
from nexus.orders.contracts.events import OrderCancelled, OrderConfirmed, OrderPlaced, OrderTransitioned
from nexus.payments.contracts.events import PaymentCompleted, PaymentFailed, RefundCompleted
from nexus.platform.events import EventContext, after_commit, external

_MILESTONES = {"shipped": kinds.ORDER_SHIPPED, "delivered": kinds.ORDER_DELIVERED}


def on_user_registered(event: UserRegistered, context: EventContext) -> None:
    if not event.verified:
        account_mails.welcome(event.user_id)


def on_verification_requested(event: VerificationRequested, context: EventContext) -> None:
    account_mails.verification_again(event.user_id, at=context.occurred_at)


def on_password_reset_requested(event: PasswordResetRequested, context: EventContext) -> None:
    account_mails.password_reset(event.user_id, at=context.occurred_at)


def on_password_changed(event: PasswordChanged, context: EventContext) -> None:
    account_mails.password_changed(event.user_id, event_id=context.event_id)


def on_email_taken_attempt(event: EmailTakenAttempt, context: EventContext) -> None:
    account_mails.email_taken(event.user_id, at=context.occurred_at)


def on_user_deleted(event: UserDeleted, context: EventContext) -> None:
    forget_person(event.user_id)


def on_order_placed(event: OrderPlaced, context: EventContext) -> None:
    order_news.placed(event)


def on_order_confirmed(event: OrderConfirmed, context: EventContext) -> None:
    order_news.moved(event.order_id, kinds.ORDER_CONFIRMED)
    order_news.follow(event.order_id, status="confirmed")


def on_order_cancelled(event: OrderCancelled, context: EventContext) -> None:
    order_news.moved(event.order_id, kinds.ORDER_CANCELLED)
    order_news.follow(event.order_id, status="cancelled", reason=event.reason)


def on_order_transitioned(event: OrderTransitioned, context: EventContext) -> None:
    """The buyer hears when the whole order got there, not of every seller's part."""
    kind = _MILESTONES.get(event.to_status)
    if kind and event.order_status == event.to_status:
        order_news.moved(event.order_id, kind)
    order_news.follow(event.order_id, status=event.order_status)


def on_payment_completed(event: PaymentCompleted, context: EventContext) -> None:
    """Money for an order that was given up meanwhile is refunded by itself: the refund's mail tells."""
    if not event.was_voided:
        order_news.money(
            kinds.PAYMENT_COMPLETED,
            order_id=event.order_id,
            number=event.order_number,
            amount=event.amount,
            email=event.email,
            user_id=event.user_id,
            key=f"payment_completed:{event.payment_id}",
        )
    order_news.follow(event.order_id, payment_status="completed")


def on_payment_failed(event: PaymentFailed, context: EventContext) -> None:
    order_news.money(
        kinds.PAYMENT_FAILED,
        order_id=event.order_id,
        number=event.order_number,
        amount=event.amount,
        email=event.email,
        user_id=event.user_id,
        key=f"payment_failed:{event.payment_id}:{event.attempt}",
    )
    order_news.follow(event.order_id, payment_status="failed")


def on_refund_completed(event: RefundCompleted, context: EventContext) -> None:
    order_news.money(
        kinds.REFUND_COMPLETED,
        order_id=event.order_id,
        number=event.order_number,
        amount=event.amount,
        email=event.email,
        user_id=event.user_id,
        key=f"refund_completed:{event.refund_id}",
    )
    order_news.follow(event.order_id, refunded=str(event.refunded_total))


def on_proposal_decided(event: ProposalDecided, context: EventContext) -> None:
    proposal_news.decided(event)


def on_review_written(event: ReviewWritten, context: EventContext) -> None:
    review_news.written(event)


def on_review_decided(event: ReviewDecided, context: EventContext) -> None:
    review_news.decided(event, context.event_id)


def on_review_answered(event: ReviewAnswered, context: EventContext) -> None:
    review_news.answered(event, context.event_id)


def on_mail_queued(event: MailQueued, context: EventContext) -> None:
    """Talks to the mail server, outside any transaction; each mail's Message-ID is the same for every
    attempt.
    """
    send_queued(event.message_ids)


SUBSCRIPTIONS = {
    UserRegistered: (after_commit(on_user_registered, name="notifications.welcome"),),
    VerificationRequested: (after_commit(on_verification_requested, name="notifications.verification"),),
    PasswordResetRequested: (after_commit(on_password_reset_requested, name="notifications.password_reset"),),
    PasswordChanged: (after_commit(on_password_changed, name="notifications.password_changed"),),
    EmailTakenAttempt: (after_commit(on_email_taken_attempt, name="notifications.email_taken"),),
    UserDeleted: (after_commit(on_user_deleted, name="notifications.forget_person"),),
    OrderPlaced: (after_commit(on_order_placed, name="notifications.order_placed"),),
    OrderConfirmed: (after_commit(on_order_confirmed, name="notifications.order_confirmed"),),
    OrderCancelled: (after_commit(on_order_cancelled, name="notifications.order_cancelled"),),
    OrderTransitioned: (after_commit(on_order_transitioned, name="notifications.order_transitioned"),),
    PaymentCompleted: (after_commit(on_payment_completed, name="notifications.payment_completed"),),
    PaymentFailed: (after_commit(on_payment_failed, name="notifications.payment_failed"),),
    RefundCompleted: (after_commit(on_refund_completed, name="notifications.refund_completed"),),
    ProposalDecided: (after_commit(on_proposal_decided, name="notifications.proposal_decided"),),
    ReviewWritten: (after_commit(on_review_written, name="notifications.review_written"),),
    ReviewDecided: (after_commit(on_review_decided, name="notifications.review_decided"),),
    ReviewAnswered: (after_commit(on_review_answered, name="notifications.review_answered"),),
    MailQueued: (external(on_mail_queued, name="notifications.send_mail"),),
}
