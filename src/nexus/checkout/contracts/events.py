"""Facts of the stream `checkout.process`."""

from uuid import UUID

from nexus.kernel.events import DomainEvent, event


@event("checkout.pay_later_agreed.v1")
class PayLaterAgreed(DomainEvent):
    """The order was placed on a promise (in store, on account): it may be confirmed without waiting for money."""

    order_id: UUID
    payment_id: UUID
