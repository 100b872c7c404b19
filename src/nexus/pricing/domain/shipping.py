"""Shipping: a table of methods with a flat price each, free from a certain worth of the goods."""

from dataclasses import dataclass

from nexus.kernel.money import Money
from nexus.pricing.contracts.errors import UnknownShippingMethod
from nexus.pricing.domain.basket import Basket
from nexus.pricing.domain.case import Freight


@dataclass(frozen=True, kw_only=True, slots=True)
class ShippingMethod:
    """A flat price for the whole basket; from `free_from` on (goods at list prices) it costs nothing.

    The threshold looks at the worth before discounts: otherwise a discount could make the order dearer.
    """

    code: str
    name: str
    price: Money
    free_from: Money | None = None

    def missing_for_free(self, goods: Money, /) -> Money | None:
        """How much more to buy until it is free; zero: it is free now; None: it never is."""
        if self.free_from is None:
            return None
        return max(self.free_from - goods, Money.zero(goods.currency))

    def cost(self, goods: Money, /) -> Money:
        """Price for goods worth that much."""
        return (
            Money.zero(goods.currency)
            if self.missing_for_free(goods) == Money.zero(goods.currency)
            else self.price
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class ShippingTable:
    """The methods of a shop in its own order; the first is meant when the buyer has not chosen."""

    methods: tuple[ShippingMethod, ...]

    def freight(self, basket: Basket, /) -> tuple[ShippingMethod, tuple[Freight, ...]]:
        """The method for this basket and what it costs before promotions. Raises UnknownShippingMethod."""
        method = self.choose(basket.shipping_method)
        goods = sum((line.worth for line in basket.lines), start=Money.zero(basket.currency))
        return method, (Freight(method=method.code, minor=method.cost(goods).minor),)

    def choose(self, code: str | None, /) -> ShippingMethod:
        """Raises UnknownShippingMethod, saying which there are."""
        for method in self.methods:
            if code is None or method.code == code:
                return method
        known = [method.code for method in self.methods]
        raise UnknownShippingMethod(errors={"shipping_method": [f"Choose one of {known}."]}, known=known)


def free_shipping(currency: str, /) -> ShippingTable:
    """The table of a shop that has set nothing: one method, at no charge."""
    return ShippingTable(
        methods=(ShippingMethod(code="standard", name="Standard", price=Money.zero(currency)),)
    )
