"""Why inventory refuses."""

from typing import ClassVar

from nexus.kernel.errors import Conflict, NotFound, RuleBroken


class OutOfStock(Conflict):
    """Not enough to promise. Fact `lines`: every short variant as {variant_id, asked, available}."""

    code: ClassVar[str] = "out_of_stock"
    title: ClassVar[str] = "Not enough in stock"


class ReservationLost(Conflict):
    """The pieces were released or, after expiry, taken back. Facts `order_id`, `lines` ({variant_id,
    quantity}).
    """

    code: ClassVar[str] = "reservation_lost"
    title: ClassVar[str] = "The reservation is gone"


class ReservationCommitted(Conflict):
    """The pieces have left for good; giving them back is a restock. Fact `order_id`."""

    code: ClassVar[str] = "reservation_committed"
    title: ClassVar[str] = "The stock of this order is already committed"


class AlreadyReserved(Conflict):
    """The order holds a reservation already. Fact `order_id`."""

    code: ClassVar[str] = "already_reserved"
    title: ClassVar[str] = "The order has its reservation"


class RestockExceedsCommitted(Conflict):
    """More would come back than the order took. Facts `order_id`, `lines` ({variant_id, asked, out})."""

    code: ClassVar[str] = "restock_exceeds_committed"
    title: ClassVar[str] = "More would come back than left"


class BelowReserved(Conflict):
    """The new level would break promises made. Facts `variant_id`, `asked` (the level wanted), `reserved`."""

    code: ClassVar[str] = "below_reserved"
    title: ClassVar[str] = "The level cannot fall below what is reserved"


class UnknownStock(NotFound):
    """No stock level exists for the variant. Fact `variant_id`."""

    code: ClassVar[str] = "unknown_stock"
    title: ClassVar[str] = "Nothing is known about this variant's stock"


class InvalidStockQuantity(RuleBroken):
    """Not a number of pieces that can be asked for or kept."""

    code: ClassVar[str] = "invalid_quantity"
    title: ClassVar[str] = "Not a possible number of pieces"
