"""The rules of orders, each named after the way it is broken."""

from collections.abc import Iterable
from typing import Any

from nexus.kernel.errors import Conflict, NotFound, RuleBroken


class OrderNotFound(NotFound):
    """No such order, or not this person's."""

    code = "not_found"
    title = "No such order"


class EmptyOrder(RuleBroken):
    """An order needs at least one line."""

    code = "empty_order"
    title = "An order needs at least one line"


class InvalidLine(RuleBroken):
    """A line with a quantity below one or a negative amount. Fact `sku`."""

    code = "invalid_line"
    title = "A line has an impossible quantity or amount"


class TotalsDoNotAddUp(RuleBroken):
    """The totals contradict the lines or each other. Facts `expected`, `given`, `what`."""

    code = "totals_do_not_add_up"
    title = "The totals of the order do not add up"


class CreditAboveTotal(RuleBroken):
    """Gift cards and credit pay more than the order costs, or less than nothing. Facts `credit`, `total`."""

    code = "credit_above_total"
    title = "Credit pays more than the order costs"


class UnknownPaymentStatus(RuleBroken):
    """Not a word of the life of a payment. Fact `payment_status`."""

    code = "unknown_payment_status"
    title = "Unknown payment status"


class IllegalTransition(Conflict):
    """The status does not allow this move. Facts `from`, `to` and `legal`: the moves that are allowed now."""

    code = "illegal_transition"
    title = "The order cannot go there from where it is"

    def __init__(self, current: str, /, *, to: str, legal: Iterable[str]) -> None:
        allowed = [str(status) for status in legal]
        spelled = ", ".join(allowed) or "nothing"
        moves: dict[str, Any] = {"from": str(current), "to": str(to), "legal": allowed}
        super().__init__(f"From {current} this order cannot go to {to}; allowed now: {spelled}.", **moves)


class NoSuchPart(RuleBroken):
    """The vendor has no part in this order. Fact `vendor_id`."""

    code = "no_such_part"
    title = "This seller has no part in the order"


class CancellationAlreadyRequested(Conflict):
    """One open request is enough. Fact `request_id`."""

    code = "cancellation_already_requested"
    title = "Cancellation of this order is already requested"


class CancellationAlreadyDecided(Conflict):
    """The request was approved or rejected before. Fact `decision`."""

    code = "cancellation_already_decided"
    title = "This cancellation request is already decided"


class CancellationRequestNotFound(NotFound):
    """No such request."""

    title = "No such cancellation request"
