"""Why pricing refuses."""

from typing import ClassVar

from nexus.kernel.errors import RuleBroken


class MissingPrice(RuleBroken):
    """Variants without a price in the currency. Fact `variants`: their ids; fact `currency`."""

    code: ClassVar[str] = "price_missing"
    title: ClassVar[str] = "No price in this currency"


class InvalidQuantity(RuleBroken):
    """A line asks for less than one piece, or for more than anybody can want."""

    code: ClassVar[str] = "invalid_quantity"
    title: ClassVar[str] = "The quantity must be between 1 and 1,000,000"


class NegativePrice(RuleBroken):
    """A price below zero."""

    code: ClassVar[str] = "negative_price"
    title: ClassVar[str] = "A price cannot be negative"


class UnknownShippingMethod(RuleBroken):
    """The shop does not ship that way. Fact `known`: the codes it offers."""

    code: ClassVar[str] = "unknown_shipping_method"
    title: ClassVar[str] = "Unknown shipping method"
