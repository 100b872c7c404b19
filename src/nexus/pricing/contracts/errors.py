"""Why pricing refuses."""

from typing import ClassVar

from nexus.kernel.errors import Conflict, RuleBroken


class MissingPrice(RuleBroken):
    """Variants without a price in the currency. Fact `variants`: their ids; fact `currency`."""

    code: ClassVar[str] = "price_missing"
    title: ClassVar[str] = "No price in this currency"


class InvalidQuantity(RuleBroken):
    """A line asks for less than one piece, or for more than anybody can want."""

    code: ClassVar[str] = "invalid_quantity"
    title: ClassVar[str] = "The quantity must be between 1 and 1,000,000"


class InvalidPrice(RuleBroken):
    """A price below zero or beyond what the books can hold. `errors["price"]` says which."""

    code: ClassVar[str] = "invalid_price"
    title: ClassVar[str] = "Not a possible price"


class QuoteTooLarge(RuleBroken):
    """The basket is worth more than the books can hold. Fact `limit`."""

    code: ClassVar[str] = "quote_too_large"
    title: ClassVar[str] = "The basket is worth too much"


class UnknownShippingMethod(RuleBroken):
    """The shop does not ship that way. Fact `known`: the codes it offers."""

    code: ClassVar[str] = "unknown_shipping_method"
    title: ClassVar[str] = "Unknown shipping method"


class NoShipping(Conflict):
    """Nothing ships there, or not this basket. Facts `reason` (why not this way) and `available`: codes that can be had."""

    code: ClassVar[str] = "no_shipping"
    title: ClassVar[str] = "The goods cannot be shipped this way"
