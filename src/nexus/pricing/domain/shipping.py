"""Shipping: ways to ship, what each costs for a parcel, and which of them can be chosen for a basket.

A way is known by its code. For each seller's goods the seller's own method of that code is meant, or else the shop's; what
goes by the shop's methods goes together, as one parcel. A way can be chosen when there is a method for every seller's goods.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from nexus.kernel.money import Money
from nexus.pricing.contracts.dto import Destination
from nexus.pricing.contracts.errors import UnknownShippingMethod
from nexus.pricing.domain.basket import Basket, BasketLine
from nexus.pricing.domain.case import Freight
from nexus.pricing.domain.refusals import Refusal
from nexus.pricing.domain.tariffs import Parcel, Tariff
from nexus.pricing.domain.zones import NO_ZONES, Zones

NO_SHIPPING: Final = Refusal(code="no_shipping", text="Nothing ships to this address.")
_ELSEWHERE: Final = Refusal(code="not_to_this_address", text="It does not go to this address.")
_OTHER_CURRENCY: Final = Refusal(code="not_in_this_currency", text="It is not offered in this currency.")
_NOT_ALL_SELLERS: Final = Refusal(
    code="not_from_all_sellers", text="Not every seller in the cart ships this way."
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Pickup:
    """The buyer comes to a store: nothing travels, and taxes are those of the store's place."""

    store_id: UUID
    place: Destination


@dataclass(frozen=True, kw_only=True, slots=True)
class ShippingMethod:
    """A way to ship, of the shop or (`vendor_id`) of one seller. `zones`: where to, empty: everywhere; never to `not_zones`.

    `max_grams` and `max_pieces` bound what one parcel may be.
    """

    code: str
    name: str
    tariffs: tuple[Tariff, ...]
    vendor_id: UUID | None = None
    zones: frozenset[str] = frozenset()
    not_zones: frozenset[str] = frozenset()
    max_grams: int | None = None
    max_pieces: int | None = None
    pickup: Pickup | None = None

    def narrowed(self, zones: Set[str], currency: str, /) -> "ShippingMethod":
        """Without the tariffs that no destination in these zones, or no basket in this currency, can meet."""
        return replace(
            self,
            tariffs=tuple(
                one
                for one in self.tariffs
                if one.price.currency == currency and (not one.zones or not one.zones.isdisjoint(zones))
            ),
        )

    def goes_to(self, zones: Sequence[str], /) -> bool:
        """Whether it goes to a destination in these zones."""
        if self.pickup:
            return True
        return self.not_zones.isdisjoint(zones) and (not self.zones or not self.zones.isdisjoint(zones))

    def refusal(self, parcel: Parcel, zones: Sequence[str], /) -> Refusal | None:
        """Why a parcel cannot go this way; None: it can."""
        if not self.goes_to(zones):
            return _ELSEWHERE
        if self.max_grams is not None and parcel.grams > self.max_grams:
            return Refusal(code="too_heavy", text=f"The goods are heavier than {kilos(self.max_grams)}.")
        if self.max_pieces is not None and parcel.pieces > self.max_pieces:
            return Refusal(code="too_many_pieces", text=f"It takes {self.max_pieces} pieces at most.")
        tariff = self.tariff(parcel.worth.currency, zones)
        return tariff.refusal(parcel) if tariff else _OTHER_CURRENCY

    def tariff(self, currency: str, zones: Sequence[str], /) -> Tariff | None:
        """The one for the most exact zone that has one, or else the one for everywhere."""
        offered = [one for one in self.tariffs if one.price.currency == currency]
        for zone in zones:
            for one in offered:
                if zone in one.zones:
                    return one
        return next((one for one in offered if not one.zones), None)


def kilos(grams: int, /) -> str:
    """`31.5 kg`"""
    return f"{grams // 1000}.{grams % 1000:03}".rstrip("0").rstrip(".") + " kg"


@dataclass(frozen=True, kw_only=True, slots=True)
class Shipment:
    """One parcel on one way, priced. `worths`: minor units of each seller's goods in it; the seller is None when the basket
    does not say whose goods they are."""

    method: ShippingMethod
    tariff: Tariff
    freight: Freight
    missing: Money | None
    worths: tuple[tuple[UUID | None, int], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """What may be chosen for a whole basket; `refusal`: why it cannot."""

    code: str
    name: str
    pickup: Pickup | None = None
    shipments: tuple[Shipment, ...] = ()
    refusal: Refusal | None = None

    @property
    def minor(self) -> int:
        """What it costs before promotions."""
        return sum(one.freight.minor for one in self.shipments)

    @property
    def missing(self) -> Money | None:
        """How much more to buy until all of it is free; None: it never is, or in parts only."""
        parts = [one.missing for one in self.shipments]
        return max(part for part in parts if part is not None) if parts and None not in parts else None


@dataclass(frozen=True, kw_only=True, slots=True)
class ShippingTable:
    """The methods of a shop and of its sellers, in the shop's order; the first that can be had is meant when the buyer has not
    chosen. `is_fallback`: somebody else knows better and has not answered yet."""

    methods: tuple[ShippingMethod, ...]
    zones: Zones = NO_ZONES
    is_fallback: bool = False

    def ways(self, basket: Basket, /) -> tuple[Way, ...]:
        """Every way that one of the basket's sellers has, available or not; none for an empty basket."""
        sellers = list(dict.fromkeys(seller_of(line) for line in basket.lines))
        mine = [one for one in self.methods if one.vendor_id is None or one.vendor_id in sellers]
        zones = self.zones.matching(basket.destination)
        codes = dict.fromkeys(one.code for one in mine) if sellers else {}
        return tuple(self._way(code, mine, basket, zones) for code in codes)

    def narrowed(self, zones: Zones, currency: str, /) -> "ShippingTable":
        """The same for destinations in these zones and for baskets in this currency."""
        codes = {zone.code for zone in zones.zones}
        return ShippingTable(
            methods=tuple(one.narrowed(codes, currency) for one in self.methods), zones=zones
        )

    def _way(self, code: str, methods: Sequence[ShippingMethod], basket: Basket, zones: Sequence[str]) -> Way:
        by_seller = {one.vendor_id: one for one in methods if one.code == code}
        head = next(one for one in methods if one.code == code)
        way = Way(code=code, name=head.name, pickup=head.pickup)
        parcels = dict(_parcels(basket, by_seller))
        if None in parcels and None not in by_seller:
            return _refused(way, _NOT_ALL_SELLERS)
        shipments = []
        for vendor_id, lines in parcels.items():
            found = _shipment(by_seller[vendor_id], lines, zones)
            if isinstance(found, Refusal):
                return _refused(way, found)
            shipments.append(found)
        return Way(code=way.code, name=way.name, pickup=way.pickup, shipments=tuple(shipments))


def chosen(ways: Sequence[Way], code: str | None, /) -> Way | None:
    """The way the buyer means: available or not when it is named, else the first that is available, None without any. Raises
    UnknownShippingMethod, saying which there are."""
    if code is None:
        return next((way for way in ways if way.refusal is None), None)
    for way in ways:
        if way.code == code:
            return way
    known = [way.code for way in ways]
    raise UnknownShippingMethod(errors={"shipping_method": [f"Choose one of {known}."]}, known=known)


def _refused(way: Way, why: Refusal) -> Way:
    return Way(code=way.code, name=way.name, pickup=way.pickup, refusal=why)


def seller_of(line: BasketLine, /) -> UUID | None:
    """Whose goods they are; None: the basket does not say."""
    return line.goods.vendor_id if line.goods else None


def _parcels(
    basket: Basket, by_seller: dict[UUID | None, ShippingMethod]
) -> Iterator[tuple[UUID | None, list[BasketLine]]]:
    """The goods of each seller with an own method, then the rest together."""
    own = [seller for seller in by_seller if seller is not None]
    for seller in sorted(own):
        yield seller, [line for line in basket.lines if seller_of(line) == seller]
    if rest := [line for line in basket.lines if seller_of(line) not in own]:
        yield None, rest


def _shipment(
    method: ShippingMethod, lines: Sequence[BasketLine], zones: Sequence[str]
) -> Shipment | Refusal:
    parcel = parcel_of(lines)
    if refusal := method.refusal(parcel, zones):
        return refusal
    tariff = method.tariff(parcel.worth.currency, zones)
    assert tariff is not None
    worths: dict[UUID | None, int] = {}
    for line in lines:
        worths[seller_of(line)] = worths.get(seller_of(line), 0) + line.worth.minor
    return Shipment(
        method=method,
        tariff=tariff,
        freight=Freight(method=method.code, minor=tariff.cost(parcel), vendor_id=method.vendor_id),
        missing=tariff.missing_for_free(parcel),
        worths=tuple(worths.items()),
    )


def parcel_of(lines: Sequence[BasketLine], /) -> Parcel:
    """Goods whose weight nobody knows weigh nothing."""
    zero = Money.zero(lines[0].list_price.currency)
    return Parcel(
        worth=sum((line.worth for line in lines), start=zero),
        grams=sum((line.goods.weight_grams or 0) * line.quantity for line in lines if line.goods),
        pieces=sum(line.quantity for line in lines),
    )


def flat(code: str, name: str, price: Money, /, *, free_from: Money | None = None) -> ShippingMethod:
    """A method with one price for whatever is bought, everywhere."""
    return ShippingMethod(code=code, name=name, tariffs=(Tariff(price=price, free_from=free_from),))


def free_shipping(currency: str, /) -> ShippingTable:
    """The table of a shop that has set nothing: one method, at no charge."""
    return ShippingTable(methods=(flat("standard", "Standard", Money.zero(currency)),))
