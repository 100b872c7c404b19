"""Tariffs: what a parcel costs by weight, worth or number of pieces."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from nexus.kernel.money import Money
from nexus.pricing.domain.refusals import Refusal

type Measure = Literal["flat", "weight", "price", "count"]

_BEYOND: Final[Mapping[Measure, Refusal]] = {
    "weight": Refusal(code="too_heavy", text="The goods are too heavy for it."),
    "price": Refusal(code="worth_too_much", text="The goods are worth too much for it."),
    "count": Refusal(code="too_many_pieces", text="There are too many pieces for it."),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Parcel:
    """What is sent together: worth at list prices, weight in grams, number of pieces."""

    worth: Money
    grams: int = 0
    pieces: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Tariff:
    """What a method costs in one currency and (`zones`, empty: everywhere) some zones.

    `flat`: always `price`. Otherwise `steps` of (up to and including so many grams, minor units or pieces; minor units), rising;
    above the last one each started `extra_each` costs `extra` more, or else it cannot go. Without steps that counts from zero
    and comes on top of `price`. From `free_from` on it costs nothing; that looks at the worth before discounts: otherwise a
    discount could make the order dearer.
    """

    price: Money
    zones: frozenset[str] = frozenset()
    measure: Measure = "flat"
    steps: tuple[tuple[int, int], ...] = ()
    extra_each: int = 0
    extra: int = 0
    free_from: Money | None = None

    @property
    def from_price(self) -> Money:
        """What the lightest, cheapest and fewest goods cost."""
        return Money(self.steps[0][1], self.price.currency) if self.steps else self.price

    def measured(self, parcel: Parcel, /) -> int:
        """Grams, minor units or pieces."""
        if self.measure == "weight":
            return parcel.grams
        return parcel.pieces if self.measure == "count" else parcel.worth.minor

    def refusal(self, parcel: Parcel, /) -> Refusal | None:
        """Why the parcel is beyond the tariff; None: it is not."""
        if self.measure == "flat" or self.extra_each or not self.steps:
            return None
        return _BEYOND[self.measure] if self.measured(parcel) > self.steps[-1][0] else None

    def missing_for_free(self, parcel: Parcel, /) -> Money | None:
        """How much more to buy until it is free; zero: it is free now; None: it never is."""
        if self.free_from is None:
            return None
        return max(self.free_from - parcel.worth, Money.zero(self.price.currency))

    def cost(self, parcel: Parcel, /) -> int:
        """Minor units, for a parcel that is not refused."""
        missing = self.missing_for_free(parcel)
        if missing is not None and not missing:
            return 0
        if self.measure == "flat":
            return self.price.minor
        return self._stepped(self.measured(parcel))

    def _stepped(self, measured: int) -> int:
        for most, minor in self.steps:
            if measured <= most:
                return minor
        most, minor = self.steps[-1] if self.steps else (0, self.price.minor)
        started = -(-(measured - most) // self.extra_each) if self.extra_each else 0
        return minor + started * self.extra
