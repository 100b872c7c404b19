"""From a basket to a quote. Order of steps: list prices, the catalogue's promotions, shipping, the cart's promotions (on goods
and shipping), tax on what is left, totals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final, TypedDict
from uuid import UUID
from zoneinfo import ZoneInfo

from nexus.kernel.money import Money
from nexus.pricing.contracts.dto import Destination, Quote, QuotedLine, RefusedShipping, ShippingOption, Step
from nexus.pricing.contracts.errors import QuoteTooLarge
from nexus.pricing.domain import catalogue, explaining, shipping_answer, trace
from nexus.pricing.domain.basket import Basket, BasketLine
from nexus.pricing.domain.case import Case, case_of
from nexus.pricing.domain.catalogue import PiecePrice
from nexus.pricing.domain.lanes import Offers
from nexus.pricing.domain.search import Outcome, best_combination
from nexus.pricing.domain.shipping import Shipment, ShippingTable, Way, chosen
from nexus.pricing.domain.shipping_steps import freight_steps
from nexus.pricing.domain.tax_dues import dues_of
from nexus.pricing.domain.tax_steps import exemption_step, freight_tax_steps, line_tax_steps
from nexus.pricing.domain.taxes import NO_TAXES, Tax, TaxTable, sum_of
from nexus.pricing.domain.taxing import TaxDue, Taxing

LARGEST_TOTAL = 10**15  # minor units; a thousand such orders still fit into a bigint sum
_UTC: Final = ZoneInfo("UTC")


@dataclass(frozen=True, kw_only=True, slots=True)
class Priced:
    """Everything that was found out about a basket, before it is put into the words of a quote.

    `basket` has the gifts as lines of their own, after the buyer's; `discounts` by line of it, `order` as in Basket.by_variant.
    """

    basket: Basket
    bought: int
    pieces: tuple[PiecePrice, ...]
    taxing: Taxing
    is_estimate: bool
    ways: tuple[Way, ...]
    way: Way | None
    case: Case
    order: tuple[int, ...]
    outcome: Outcome
    discounts: tuple[int, ...]

    @property
    def freight(self) -> tuple[int, ...]:
        """What is left to pay of each freight."""
        first, left = len(self.order), [one.minor for one in self.case.freight]
        for used in self.outcome.used:
            for index, minor in used.taken:
                if index >= first:
                    left[index - first] -= minor
        return tuple(left)

    @property
    def shipments(self) -> tuple[Shipment, ...]:
        return self.way.shipments if self.way else ()

    @property
    def taxable(self) -> tuple[int, ...]:
        """What is left to pay of each line."""
        return tuple(
            piece.minor * line.quantity - taken
            for line, piece, taken in zip(self.basket.lines, self.pieces, self.discounts, strict=True)
        )

    def tax_due(self) -> TaxDue:
        """On top of the prices or contained in them, as the shop has it."""
        return self.taxing.due(self.basket, self.taxable, self.shipments, self.freight)


def quote(
    basket: Basket,
    offers: Offers,
    taxes: TaxTable,
    shipping: ShippingTable,
    /,
    *,
    at: datetime,
    zone: ZoneInfo = _UTC,
    explain_all: bool = False,
) -> Quote:
    """Price a basket. Pure: same input, same quote.

    `zone`: the store's, for hours and weekdays. `explain_all`: every promotion that did not apply says why, not only those that
    are worth telling a buyer. Raises InvalidQuantity, UnknownShippingMethod, QuoteTooLarge, CurrencyMismatch.
    """
    basket.check()
    priced = price_basket(basket, offers, shipping, at=at, zone=zone, taxes=taxes)
    due, included = priced.tax_due(), taxes.prices_include_tax
    discounts = list(_discount_steps(priced))
    lines = tuple(
        _quoted_line(priced, index, due.lines[index], steps) for index, steps in enumerate(discounts)
    )
    freight_taxes = tuple(sum_of(paid) for paid in due.freight)
    sums = _Sums.of(lines, freight_tax=sum(freight_taxes), included=included, currency=basket.currency)
    freight = Money(sum(priced.freight), basket.currency)
    total = sums.subtotal - sums.discount + freight + sums.tax
    if total.minor > LARGEST_TOTAL:
        raise QuoteTooLarge(limit=str(Money(LARGEST_TOTAL, basket.currency)))
    return Quote(
        currency=basket.currency,
        at=at,
        lines=lines,
        shipping_method=priced.way.code if priced.way and not priced.way.refusal else "",
        subtotal=sums.subtotal,
        discount_total=sums.discount,
        shipping_total=freight,
        tax_total=sums.tax,
        included_tax_total=sums.included_tax,
        total=total,
        explanation=(
            *(step for line in lines for step in line.explanation),
            *explaining.refused_steps(priced.case, priced.outcome, explain_all=explain_all),
            *freight_steps(priced.case, priced.outcome, priced.way),
            *freight_tax_steps(priced.shipments, due.freight, included=included, currency=basket.currency),
            *exemption_step(basket, taxes),
        ),
        promotions=explaining.used_promotions(priced.case, priced.outcome, basket.gifts),
        in_prices=explaining.promotions_in_prices(priced.basket.lines, priced.pieces),
        refused_coupons=explaining.refused_coupons(basket, priced.outcome),
        **_shipping(priced, freight_taxes),
    )


def price_basket(
    basket: Basket,
    offers: Offers,
    shipping: ShippingTable,
    /,
    *,
    at: datetime,
    zone: ZoneInfo = _UTC,
    taxes: TaxTable = NO_TAXES,
) -> Priced:
    """Prices, promotions and shipping. Raises UnknownShippingMethod."""
    local = at.astimezone(zone)
    is_estimate = shipping.zones.are_open(basket.destination) or shipping.is_fallback or taxes.is_fallback
    if not basket.destination.country:
        basket = replace(basket, destination=taxes.home)
    basket, ways, way, taxing = _shipped(basket, shipping, taxes, at=at)
    live = catalogue.live(offers, basket, at=local)
    pieces = catalogue.piece_prices(basket, live, offers, at=local)
    freight = [one.freight for one in way.shipments] if way else []
    order = tuple(basket.by_variant())
    units = [price.minor for price in pieces]
    case = case_of(basket, order=order, unit_minors=units, freight=freight, at=local)
    dues = dues_of(taxing, case, way.shipments if way else ())
    outcome = best_combination(case, offers, dues) if basket.lines else Outcome()
    gifts = tuple(_gift_lines(basket, outcome))
    return Priced(
        basket=replace(basket, lines=(*basket.lines, *gifts)),
        bought=len(basket.lines),
        pieces=(*pieces, *(PiecePrice(line.list_price.minor) for line in gifts)),
        taxing=taxing,
        is_estimate=is_estimate,
        ways=ways,
        way=way,
        case=case,
        order=order,
        outcome=outcome,
        discounts=(*_discounts(order, outcome), *(line.worth.minor for line in gifts)),
    )


def _shipped(
    basket: Basket, shipping: ShippingTable, taxes: TaxTable, *, at: datetime
) -> tuple[Basket, tuple[Way, ...], Way | None, Taxing]:
    """The way it goes decides where it is taxed, and that may decide what it costs."""
    ways = shipping.ways(basket)
    way = chosen(ways, basket.shipping_method) if basket.lines else None
    where = way.pickup.place if way and way.pickup else basket.destination
    taxing = Taxing(table=taxes, where=where, at=at, exempt=basket.buyer.exempt)
    if not taxing.changes_prices:
        return basket, ways, way, taxing
    basket = taxing.repriced(basket)
    ways = tuple(taxing.repriced_way(one, basket) for one in shipping.ways(basket))
    return basket, ways, chosen(ways, way.code) if way else None, taxing


def _gift_lines(basket: Basket, outcome: Outcome) -> Iterator[BasketLine]:
    pieces: dict[int, int] = {}
    for used in outcome.used:
        for place, count in used.gifts:
            pieces[place] = pieces.get(place, 0) + count
    for place, count in sorted(pieces.items()):
        gift = basket.gifts[place]
        yield BasketLine(
            variant_id=gift.variant_id,
            quantity=count,
            list_price=gift.list_price,
            tax_class=gift.tax_class,
            goods=gift.goods,
        )


def _discounts(order: Sequence[int], outcome: Outcome) -> list[int]:
    """By line, in the basket's own order."""
    found = [0] * len(order)
    for used in outcome.used:
        for index, minor in used.taken:
            if index < len(order):
                found[order[index]] += minor
    return found


def _quoted_line(priced: Priced, index: int, taxes: Sequence[Tax], discounts: Sequence[Step]) -> QuotedLine:
    line, currency = priced.basket.lines[index], priced.basket.currency
    unit = Money(priced.pieces[index].minor, currency)
    zero, taken = Money.zero(currency), Money(priced.discounts[index], currency)
    tax, included = Money(sum_of(taxes), currency), priced.taxing.table.prices_include_tax
    compare_at = explaining.shown_compare_at(line, unit)
    return QuotedLine(
        variant_id=line.variant_id,
        quantity=line.quantity,
        list_price=line.list_price,
        unit_price=unit,
        compare_at=compare_at,
        discount=taken,
        line_total=unit * line.quantity - taken,
        tax=zero if included else tax,
        included_tax=tax if included else zero,
        explanation=(
            trace.goods(line, compare_at=compare_at),
            *explaining.catalogue_steps(line, priced.pieces[index]),
            *discounts,
            *line_tax_steps(line, taxes, included=included),
        ),
        is_gift=index >= priced.bought,
    )


def _discount_steps(priced: Priced) -> Iterator[list[Step]]:
    """Of each line, in the basket's own order."""
    taken, places = (
        explaining.taken_by_line(priced.outcome),
        {index: place for place, index in enumerate(priced.order)},
    )
    for index, line in enumerate(priced.basket.lines):
        if index >= priced.bought:
            yield list(explaining.gift_steps(priced.case, priced.outcome, line))
        else:
            parts = taken.get(places[index], ())
            yield [explaining.discount_step(priced.case, used, line, minor) for used, minor in parts]


class _Shipping(TypedDict):
    shipping_by_vendor: tuple[tuple[UUID, Money], ...]
    shipping_options: tuple[ShippingOption, ...]
    shipping_refused: tuple[RefusedShipping, ...]
    shipping_problem: RefusedShipping | None
    shipping_tax: Money
    shipping_tax_by_vendor: tuple[tuple[UUID, Money], ...]
    destination: Destination
    is_estimate: bool


def _shipping(priced: Priced, taxes: Sequence[int]) -> _Shipping:
    currency = priced.basket.currency
    by_vendor = partial(shipping_answer.by_vendor, priced.shipments, currency=currency)
    return _Shipping(
        shipping_by_vendor=by_vendor(priced.freight),
        shipping_tax=Money(sum(taxes), currency),
        shipping_tax_by_vendor=by_vendor(taxes),
        shipping_options=tuple(
            shipping_answer.options(priced.ways, priced.way, currency=currency, left=priced.freight)
        ),
        shipping_refused=tuple(shipping_answer.refused(priced.ways)),
        shipping_problem=shipping_answer.problem(priced.way) if priced.basket.lines else None,
        destination=priced.basket.destination,
        is_estimate=priced.is_estimate,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sums:
    subtotal: Money
    discount: Money
    tax: Money
    included_tax: Money

    @classmethod
    def of(
        cls, lines: tuple[QuotedLine, ...], /, *, freight_tax: int, included: bool, currency: str
    ) -> "_Sums":
        zero, freight = Money.zero(currency), Money(freight_tax, currency)
        return cls(
            subtotal=sum((line.unit_price * line.quantity for line in lines), start=zero),
            discount=sum((line.discount for line in lines), start=zero),
            tax=sum((line.tax for line in lines), start=zero if included else freight),
            included_tax=sum((line.included_tax for line in lines), start=freight if included else zero),
        )
