"""What goods cost a shopper now: one question to pricing, for a cart that is shown as for one that is ordered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.dto import Sellable
from nexus.checkout.domain.priced_cart import QuotedGoods
from nexus.checkout.domain.shopper import Shopper
from nexus.inventory import facade as inventory
from nexus.orders import facade as orders
from nexus.pricing import facade as pricing
from nexus.pricing.contracts.dto import BuyerFacts, QuoteLine


def quote_goods(
    goods: Mapping[UUID, Sellable],
    wanted: Mapping[UUID, int],
    /,
    *,
    currency: str,
    shopper: Shopper,
    coupons: Sequence[str],
    at: datetime,
) -> QuotedGoods:
    """One statement for prices; one more for coupons, one for offers with limits, one for offers that count orders, three for
    offers that give goods. Raises MissingPrice, UnknownShippingMethod, InvalidQuantity, QuoteTooLarge."""
    gifts = _Gifts(wanted)
    quote = pricing.quote(
        [pricing.line_of(goods[variant], quantity=quantity) for variant, quantity in wanted.items()],
        currency=currency,
        at=at,
        buyer=shopper.buyer,
        destination=shopper.destination,
        channel=shopper.channel,
        shipping_method=shopper.shipping_method,
        payment_method=shopper.payment_method,
        coupons=coupons,
        find_gifts=gifts.find,
        count_orders=lambda: _orders_of(shopper.buyer),
    )
    return QuotedGoods(quote=quote, gifts=gifts.goods, stock=gifts.stock)


def _orders_of(buyer: BuyerFacts) -> int | None:
    """None for somebody of whom nothing is known: nothing is promised to them that their first order might not get."""
    if not buyer.key:
        return None
    return orders.orders_before(user_id=buyer.user_id, email=buyer.email)


@dataclass(slots=True)
class _Gifts:
    """What promotions may give and there is, beside the pieces that the buyer wants of the same."""

    taken: Mapping[UUID, int]
    goods: dict[UUID, Sellable] = field(default_factory=dict)
    stock: dict[UUID, int] = field(default_factory=dict)

    def find(self, pieces: Mapping[UUID, int], /) -> list[QuoteLine]:
        """A piece each of those that are for sale and in stock for all offers together. Two statements."""
        self.goods, self.stock = catalog.sellables(list(pieces)), inventory.available(list(pieces))
        return [
            pricing.line_of(sold, quantity=1)
            for variant, sold in self.goods.items()
            if sold.is_sellable and self.stock[variant] >= pieces[variant] + self.taken.get(variant, 0)
        ]
