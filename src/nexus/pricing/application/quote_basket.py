"""Quote a basket: load what it needs, then compute, write nothing."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from nexus.pricing.application.ports import (
    Exhausted,
    FindCoupons,
    FindExemption,
    LoadOffers,
    LoadTerms,
    PriceBook,
    PriceQuestion,
    TradeTerms,
)
from nexus.pricing.contracts.dto import (
    DEFAULT_CHANNEL,
    NOBODY,
    NOWHERE,
    BuyerFacts,
    Destination,
    Price,
    Quote,
    QuoteLine,
)
from nexus.pricing.contracts.errors import MissingPrice
from nexus.pricing.domain.asked_for import asks_for_orders, gifts_wanted
from nexus.pricing.domain.basket import Basket, BasketLine
from nexus.pricing.domain.lanes import Offers
from nexus.pricing.domain.price_lists import PriceSheet, Subject
from nexus.pricing.domain.quote import quote
from nexus.pricing.domain.receipts import Basis, lanes_of
from nexus.pricing.domain.taxes import TaxTable


@dataclass(frozen=True, kw_only=True, slots=True)
class BasketToQuote:
    """The request: what, in which currency, when, for whom, where to and how.

    `gifts`: what promotions may give and there is; `find_gifts` finds it out, and is asked only when promotions give something
    (variants, and how many pieces of each have to be there). `count_orders`: how many orders the buyer has placed before, asked
    only when a promotion looks at it.
    """

    lines: tuple[QuoteLine, ...]
    currency: str
    at: datetime
    buyer: BuyerFacts = NOBODY
    destination: Destination = NOWHERE
    channel: str = DEFAULT_CHANNEL
    shipping_method: str | None = None
    payment_method: str | None = None
    coupons: tuple[str, ...] = ()
    gifts: tuple[QuoteLine, ...] = ()
    find_gifts: Callable[[Mapping[UUID, int]], Sequence[QuoteLine]] | None = None
    count_orders: Callable[[], int | None] | None = None
    explain_all: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Loaded:
    """What a quote is computed from, besides the instant."""

    basket: Basket
    offers: Offers
    terms: TradeTerms


@dataclass(frozen=True, kw_only=True, slots=True)
class QuoteBasket:
    """Raises MissingPrice naming every variant without a price. `base_currency`: the shop's own."""

    prices: PriceBook
    terms: LoadTerms
    find_exemption: FindExemption
    offers: LoadOffers
    find_coupons: FindCoupons
    exhausted: Exhausted
    zone: ZoneInfo
    base_currency: str

    def __call__(self, command: BasketToQuote, /) -> Quote:
        loaded = self.loaded(command)
        basis = Basis(
            basket=loaded.basket,
            taxes=loaded.terms.taxes,
            shipping=loaded.terms.shipping,
            zone=self.zone.key,
            rules_at=loaded.offers.rules_at,
            lanes=lanes_of(loaded.offers),
        )
        found = quote(
            basis.basket,
            loaded.offers,
            basis.taxes,
            basis.shipping,
            at=command.at,
            zone=self.zone,
            explain_all=command.explain_all,
        )
        return replace(found, basis=basis)

    def loaded(self, command: BasketToQuote, /) -> Loaded:
        """Everything that the computation needs. One statement; one more for coupons, one for promotions with limits, one for a
        buyer who has an account in a shop that has taxes."""
        known = self.prices.load_sheet(self._question(command, (*command.lines, *command.gifts)))
        offers = self.offers(known.edition, at=command.at)
        lines = _priced(command, known.sheet)
        terms = self.terms(
            known.edition, currency=command.currency, to=command.destination, lines=lines, at=command.at
        )
        buyer = self._taxed(_counted(command, offers), command, terms.taxes)
        basket = Basket(
            currency=command.currency,
            lines=lines,
            buyer=buyer,
            destination=command.destination,
            channel=command.channel,
            shipping_method=command.shipping_method,
            payment_method=command.payment_method,
            coupons=self.find_coupons(command.coupons, buyer=buyer, at=command.at),
            exhausted=self.exhausted(offers, buyer=buyer, at=command.at),
            gifts=(*_lines(command.gifts, known.sheet), *self._found_gifts(command, offers)),
        )
        return Loaded(basket=basket, offers=offers, terms=terms)

    def _taxed(self, buyer: BuyerFacts, command: BasketToQuote, taxes: TaxTable) -> BuyerFacts:
        if buyer.exempt:
            return buyer
        reason = self.find_exemption(taxes, buyer=buyer, to=command.destination, at=command.at)
        return replace(buyer, exempt=reason) if reason else buyer

    def _found_gifts(self, command: BasketToQuote, offers: Offers) -> tuple[BasketLine, ...]:
        """Priced by a statement of their own: only now it is known what promotions give."""
        wanted = gifts_wanted(offers, at=command.at) if command.find_gifts else {}
        found = tuple(command.find_gifts(wanted)) if command.find_gifts and wanted else ()
        if not found:
            return ()
        return tuple(_lines(found, self.prices.load_sheet(self._question(command, found)).sheet))

    def _question(self, command: BasketToQuote, wanted: Sequence[QuoteLine]) -> PriceQuestion:
        return PriceQuestion(
            variants=frozenset(line.variant_id for line in wanted),
            products=frozenset(line.goods.product_id for line in wanted if line.goods),
            currency=command.currency,
            base=self.base_currency,
            at=command.at,
            user_id=command.buyer.user_id,
            groups=command.buyer.groups,
            channel=command.channel,
        )


def _counted(command: BasketToQuote, offers: Offers) -> BuyerFacts:
    """The buyer, with the number of earlier orders if a promotion looks at it."""
    if command.count_orders is None or not asks_for_orders(offers, at=command.at):
        return command.buyer
    return replace(command.buyer, orders_before=command.count_orders())


def _priced(command: BasketToQuote, sheet: PriceSheet) -> tuple[BasketLine, ...]:
    found = tuple(_lines(command.lines, sheet))
    if len(found) < len(command.lines):
        known = {line.variant_id for line in found}
        missing = sorted({line.variant_id for line in command.lines} - known)
        raise MissingPrice(variants=[str(variant) for variant in missing], currency=command.currency)
    return found


def _lines(lines: Iterable[QuoteLine], sheet: PriceSheet) -> Iterable[BasketLine]:
    """Those that have a price. Tiers count all pieces of a variant, in however many lines they are."""
    lines = tuple(lines)
    pieces = Counter[UUID]()
    for line in lines:
        pieces[line.variant_id] += line.quantity
    for line in lines:
        if price := sheet.price_of(_subject(line, pieces[line.variant_id])):
            yield _line(line, price)


def _subject(line: QuoteLine, quantity: int) -> Subject:
    goods = line.goods
    return Subject(
        variant_id=line.variant_id,
        quantity=quantity,
        product_id=goods.product_id if goods else None,
        vendor_id=goods.vendor_id if goods else None,
    )


def _line(line: QuoteLine, price: Price) -> BasketLine:
    return BasketLine(
        variant_id=line.variant_id,
        quantity=line.quantity,
        list_price=price.list_price,
        compare_at=price.compare_at,
        tax_class=line.tax_class,
        goods=line.goods,
        floor=price.floor.minor if price.floor else 0,
        price_list=price.price_list,
    )
