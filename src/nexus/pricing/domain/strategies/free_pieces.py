"""Benefits that make some pieces free or cheaper for others that are bought."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, ClassVar, Final, Literal

from msgspec import Meta

from nexus.pricing.domain.basket import MOST_PIECES
from nexus.pricing.domain.case import Case
from nexus.pricing.domain.refusals import NOTHING_MATCHES, Refusal, more_pieces
from nexus.pricing.domain.selection import Selection
from nexus.pricing.domain.strategies.fields import (
    Percent,
    Pieces,
    check_amounts,
    check_percent,
    other_currency,
)
from nexus.pricing.domain.strategies.pieces import Pile, percent_off, price_for
from nexus.pricing.domain.strategies.protocols import GOODS_ONLY, Amounts, Grant, Reach, Strategy, minor_in

ALL: Final = Decimal(100)
type MostTimes = Annotated[
    Annotated[int, Meta(ge=1, le=1_000_000)] | None, Meta(title="At most so many times")
]


class BuyXGetY(Strategy, frozen=True, kw_only=True):
    """For so many pieces bought so many others for less, or for nothing: the cheapest of the target.

    Without `buy` both are goods of the target (buy 2 get 1). A piece counts once: what is bought is not got. Who buys enough but
    has fewer of the others in the basket gets those.
    """

    type: ClassVar[str] = "buy_x_get_y"
    title: ClassVar[str] = "Buy X get Y"
    in_catalogue: ClassVar[bool] = False
    reaches: ClassVar[frozenset[Reach]] = GOODS_ONLY

    buy_quantity: Annotated[Pieces, Meta(title="Buy")]
    get_quantity: Annotated[Pieces, Meta(title="Get")] = 1
    buy: Annotated[
        Selection | None, Meta(title="Buy of these", description="Nothing: of the same goods.")
    ] = None
    percent: Percent = ALL
    most_times: MostTimes = None

    def __post_init__(self) -> None:
        check_percent(self.percent)

    def grant(self, case: Case, picked: tuple[int, ...], scope: tuple[int, ...], /) -> Grant | Refusal:
        bought = picked if self.buy is None else case.matching(self.buy, scope)
        if not (picked or bought):
            return NOTHING_MATCHES
        shared = set(bought) & set(picked)
        counts = _Counts(
            bought=case.pieces_of(set(bought) - shared),
            shared=case.pieces_of(shared),
            others=case.pieces_of(set(picked) - shared),
        )
        got = counts.got(self.buy_quantity, self.get_quantity, self.most_times)
        if not got:
            return self._short(counts)
        pile = Pile.of(case, picked)
        pile.dearest(counts.needed(-(-got // self.get_quantity) * self.buy_quantity), among=shared)
        return Grant(cut=percent_off(case, pile.cheapest(got), self.percent))

    def _short(self, counts: "_Counts") -> Refusal:
        missing = self.buy_quantity - counts.bought - counts.shared
        if missing <= 0:
            return more_pieces(self.type, 1)
        return more_pieces(self.type, missing, of=self.buy.label if self.buy else "")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Counts:
    """Pieces that can only be bought, that can be bought or got, and that can only be got."""

    bought: int
    shared: int
    others: int

    def needed(self, to_buy: int, /) -> int:
        """Shared pieces that are bought, when so many are: the others first."""
        return max(0, to_buy - self.bought)

    def got(self, buy: int, get: int, most: int | None, /) -> int:
        """The most pieces that can be got.

        With t times it is min(t x get, what is not bought), which rises and then falls: the best t is next to where the two meet.
        """
        highest = (self.bought + self.shared) // buy
        if most is not None:
            highest = min(highest, most)
        gettable = self.shared + self.others
        meets = ((self.bought + gettable) // (buy + get), gettable // get, self.bought // buy)
        tried = {min(highest, times + more) for times in meets for more in (0, 1)}
        return max(min(times * get, gettable - self.needed(times * buy)) for times in tried)


class NForM(Strategy, frozen=True, kw_only=True):
    """Of every so many pieces only some are paid (3 for 2): the cheapest are free."""

    type: ClassVar[str] = "n_for_m"
    title: ClassVar[str] = "N for the price of M"
    in_catalogue: ClassVar[bool] = False
    reaches: ClassVar[frozenset[Reach]] = GOODS_ONLY

    quantity: Annotated[int, Meta(title="Take", ge=2, le=MOST_PIECES)]
    pay: Annotated[Pieces, Meta(title="Pay")]
    most_times: MostTimes = None

    def __post_init__(self) -> None:
        if self.pay >= self.quantity:
            raise ValueError("pay: must be fewer than quantity")

    def grant(self, case: Case, picked: tuple[int, ...], scope: tuple[int, ...], /) -> Grant | Refusal:
        pile = Pile.of(case, picked)
        times = _times(pile.size, self.quantity, self.most_times)
        if not times:
            return _more(self.type, pile, self.quantity)
        return Grant(cut=percent_off(case, pile.cheapest(times * (self.quantity - self.pay)), ALL))


class NForPrice(Strategy, frozen=True, kw_only=True):
    """Every so many pieces for a fixed price together (3 for 10.00): the dearest ones."""

    type: ClassVar[str] = "n_for_price"
    title: ClassVar[str] = "N for a fixed price"
    in_catalogue: ClassVar[bool] = False
    reaches: ClassVar[frozenset[Reach]] = GOODS_ONLY

    quantity: Annotated[int, Meta(title="Take", ge=2, le=MOST_PIECES)]
    amounts: Amounts
    most_times: MostTimes = None

    def __post_init__(self) -> None:
        check_amounts(self.amounts, field="amounts")

    def grant(self, case: Case, picked: tuple[int, ...], scope: tuple[int, ...], /) -> Grant | Refusal:
        minor = minor_in(self.amounts, case.currency)
        if minor is None:
            return other_currency(case.currency)
        pile = Pile.of(case, picked)
        times = _times(pile.size, self.quantity, self.most_times)
        if not times:
            return _more(self.type, pile, self.quantity)
        return Grant(cut=price_for(case, pile.dearest(times * self.quantity), times * minor))


class CheapestFree(Strategy, frozen=True, kw_only=True):
    """So many of the cheapest pieces (or the dearest) for nothing, or for less, if there are enough pieces."""

    type: ClassVar[str] = "cheapest_free"
    title: ClassVar[str] = "Cheapest item free"
    in_catalogue: ClassVar[bool] = False
    reaches: ClassVar[frozenset[Reach]] = GOODS_ONLY

    quantity: Annotated[Pieces, Meta(title="So many of them")] = 1
    among: Annotated[
        Pieces, Meta(title="From so many on", description="Pieces that must be there, these included.")
    ] = 2
    which: Annotated[Literal["cheapest", "dearest"], Meta(title="Which")] = "cheapest"
    percent: Percent = ALL

    def __post_init__(self) -> None:
        check_percent(self.percent)
        if self.among < self.quantity:
            raise ValueError("among: must be at least quantity")

    def grant(self, case: Case, picked: tuple[int, ...], scope: tuple[int, ...], /) -> Grant | Refusal:
        pile = Pile.of(case, picked)
        if pile.size < self.among:
            return _more(self.type, pile, self.among)
        take = pile.cheapest if self.which == "cheapest" else pile.dearest
        return Grant(cut=percent_off(case, take(self.quantity), self.percent))


def _times(pieces: int, quantity: int, most: int | None) -> int:
    times = pieces // quantity
    return times if most is None else min(times, most)


def _more(code: str, pile: Pile, wanted: int) -> Refusal:
    return more_pieces(code, wanted - pile.size) if pile.pieces else NOTHING_MATCHES
