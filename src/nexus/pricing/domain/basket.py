"""What is priced: lines with their list price already loaded, who buys them and where they go."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from nexus.kernel.money import Money
from nexus.pricing.contracts.dto import DEFAULT_CHANNEL, NOBODY, NOWHERE, BuyerFacts, Destination, GoodsFacts
from nexus.pricing.contracts.errors import InvalidQuantity
from nexus.pricing.domain.refusals import Refusal

MOST_PIECES = 1_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class BasketLine:
    """At least one piece of a variant. Prices are per piece.

    `list_price` is the one that holds for this buyer and quantity; `price_list`: where it comes from, if from a list. `floor`: no
    promotion goes below so many minor units a piece.
    """

    variant_id: UUID
    quantity: int
    list_price: Money
    compare_at: Money | None = None
    tax_class: str = "standard"
    goods: GoodsFacts | None = None
    floor: int = 0
    price_list: str = ""

    @property
    def worth(self) -> Money:
        """List price of all pieces."""
        return self.list_price * self.quantity


@dataclass(frozen=True, kw_only=True, slots=True)
class GivenCoupon:
    """A code that the buyer gave, with what is known of it. `problem`: why it cannot be used whatever is in the basket."""

    code: str
    coupon_id: UUID | None = None
    promotion_id: UUID | None = None
    problem: Refusal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Basket:
    """Lines in one currency, who buys, where it goes and how; empty where the buyer has not said yet.

    `exhausted`: promotions whose uses are used up, in all or by this buyer. `gifts`: one piece each of what promotions may give
    and what there is; what is not named here cannot be given.
    """

    currency: str
    lines: tuple[BasketLine, ...]
    buyer: BuyerFacts = NOBODY
    destination: Destination = NOWHERE
    channel: str = DEFAULT_CHANNEL
    shipping_method: str | None = None
    payment_method: str | None = None
    coupons: tuple[GivenCoupon, ...] = ()
    exhausted: frozenset[UUID] = frozenset()
    gifts: tuple[BasketLine, ...] = ()

    def check(self) -> None:
        """Raises InvalidQuantity naming the first line that asks for nothing or for the impossible."""
        for line in self.lines:
            if not 1 <= line.quantity <= MOST_PIECES:
                raise InvalidQuantity(variant_id=str(line.variant_id), quantity=line.quantity)

    def by_variant(self) -> Iterator[int]:
        """Indexes of the lines in an order that does not depend on how the basket was filled."""
        return iter(sorted(range(len(self.lines)), key=self._rank))

    def _rank(self, index: int) -> tuple[UUID, int, int, str]:
        line = self.lines[index]
        return line.variant_id, line.quantity, line.list_price.minor, line.tax_class
