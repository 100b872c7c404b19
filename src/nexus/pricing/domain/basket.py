"""What is priced: lines with their list price already loaded."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from nexus.kernel.money import Money
from nexus.pricing.contracts.errors import InvalidQuantity

MOST_PIECES = 1_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class BasketLine:
    """At least one piece of a variant. Prices are per piece."""

    variant_id: UUID
    quantity: int
    list_price: Money
    compare_at: Money | None = None
    tax_class: str = "standard"

    @property
    def worth(self) -> Money:
        """List price of all pieces."""
        return self.list_price * self.quantity

    @property
    def shown_compare_at(self) -> Money | None:
        """The crossed-out price, if crossing it out says something."""
        return self.compare_at if self.compare_at and self.compare_at > self.list_price else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Basket:
    """Lines in one currency, where they go (ISO 3166 code) and how; None where the buyer has not said yet."""

    currency: str
    lines: tuple[BasketLine, ...]
    country: str | None = None
    shipping_method: str | None = None

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
