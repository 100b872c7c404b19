"""What ways to ship cost, which can be had, and whose the money is."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from nexus.kernel.money import Money
from nexus.pricing.contracts.dto import Destination, GoodsFacts, Quote
from nexus.pricing.domain.basket import Basket, BasketLine
from nexus.pricing.domain.lanes import NO_OFFERS
from nexus.pricing.domain.quote import quote
from nexus.pricing.domain.shipping import Pickup, ShippingMethod, ShippingTable, flat, kilos
from nexus.pricing.domain.tariffs import Parcel, Tariff
from nexus.pricing.domain.taxes import TaxTable
from nexus.pricing.domain.trace import readd
from nexus.pricing.domain.zones import Zone, Zones, place

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANNA, BEN, STORE = UUID(int=0xA), UUID(int=0xB), UUID(int=0x5)
GERMANY = Destination(country="DE", postal_code="10115")
ZONES = Zones(
    (
        Zone(code="de", places=(place("DE"),)),
        Zone(code="islands", places=(place("DE", postal=["25849", "26465"]),)),
        Zone(code="eu", places=(place("FR"), place("AT"))),
    )
)


def eur(amount: str) -> Money:
    return Money.of(amount, "EUR")


def line(
    number: int, price: str, *, quantity: int = 1, seller: UUID = ANNA, grams: int | None = None
) -> BasketLine:
    goods = GoodsFacts(product_id=UUID(int=number), vendor_id=seller, weight_grams=grams)
    return BasketLine(variant_id=UUID(int=number), quantity=quantity, list_price=eur(price), goods=goods)


def shipped(
    *lines: BasketLine, table: ShippingTable, method: str | None = None, to: Destination = GERMANY
) -> Quote:
    basket = Basket(currency="EUR", lines=lines, shipping_method=method, destination=to)
    found = quote(basket, NO_OFFERS, TaxTable(), table, at=AT)
    assert found.subtotal - found.discount_total + found.shipping_total + found.tax_total == found.total
    assert readd(found.explanation, currency="EUR")["shipping"] == found.shipping_total
    if found.shipping_by_vendor:
        assert sum((share.minor for _, share in found.shipping_by_vendor)) == found.shipping_total.minor
    return found


def priced(found: Quote) -> list[tuple[str, str]]:
    return [(option.code, str(option.price)) for option in found.shipping_options]


def refused(found: Quote) -> list[tuple[str, str]]:
    return [(one.code, one.reason) for one in found.shipping_refused]


WEIGHT = Tariff(price=eur("0"), measure="weight", steps=((1000, 399), (5000, 590)))
PER_KILO = replace(WEIGHT, extra_each=1000, extra=120)


@pytest.mark.parametrize(
    ("tariff", "parcel", "minor"),
    [
        (WEIGHT, Parcel(worth=eur("9.00"), grams=0), 399),
        (WEIGHT, Parcel(worth=eur("9.00"), grams=1000), 399),
        (WEIGHT, Parcel(worth=eur("9.00"), grams=1001), 590),
        (WEIGHT, Parcel(worth=eur("9.00"), grams=5000), 590),
        (PER_KILO, Parcel(worth=eur("9.00"), grams=5001), 710),
        (PER_KILO, Parcel(worth=eur("9.00"), grams=6000), 710),
        (PER_KILO, Parcel(worth=eur("9.00"), grams=6001), 830),
        (Tariff(price=eur("2.00"), measure="count", extra_each=1, extra=50), Parcel(worth=eur("9"), pieces=3), 350),
        (Tariff(price=eur("2.00"), measure="count", steps=((3, 200), (9, 400))), Parcel(worth=eur("9"), pieces=4), 400),
        (Tariff(price=eur("0"), measure="price", steps=((2000, 490), (5000, 290))), Parcel(worth=eur("20.01")), 290),
        (Tariff(price=eur("4.90")), Parcel(worth=eur("20.01"), grams=10**9, pieces=10**6), 490),
        (Tariff(price=eur("4.90"), free_from=eur("20")), Parcel(worth=eur("19.99")), 490),
        (Tariff(price=eur("4.90"), free_from=eur("20")), Parcel(worth=eur("20.00")), 0),
    ],
)  # fmt: skip
def test_tariffs_to_the_gram_the_cent_and_the_piece(tariff: Tariff, parcel: Parcel, minor: int) -> None:
    assert tariff.refusal(parcel) is None
    assert tariff.cost(parcel) == minor


def test_what_is_beyond_the_last_step_cannot_go() -> None:
    too_heavy = WEIGHT.refusal(Parcel(worth=eur("9.00"), grams=5001))
    assert too_heavy is not None
    assert too_heavy.code == "too_heavy"


@pytest.mark.parametrize(
    ("grams", "text"), [(31_500, "31.5 kg"), (1000, "1 kg"), (250, "0.25 kg"), (10_000, "10 kg")]
)
def test_kilos(grams: int, text: str) -> None:
    assert kilos(grams) == text


POST = ShippingMethod(
    code="post",
    name="Post",
    tariffs=(
        Tariff(price=eur("4.90"), free_from=eur("50.00"), zones=frozenset({"de"})),
        Tariff(price=eur("12.00"), zones=frozenset({"islands"})),
        Tariff(price=eur("9.90")),
    ),
    zones=frozenset({"de", "eu"}),
    max_grams=31_500,
)
COURIER = ShippingMethod(
    code="courier", name="Courier", tariffs=(Tariff(price=eur("14.90")),), zones=frozenset({"de"}),
    not_zones=frozenset({"islands"}), max_pieces=2,
)  # fmt: skip
SHOP = ShippingTable(methods=(POST, COURIER), zones=ZONES)


def test_the_tariff_of_the_most_exact_zone_counts() -> None:
    island = Destination(country="DE", postal_code="25849")
    assert priced(shipped(line(1, "9.00"), table=SHOP)) == [("post", "4.90"), ("courier", "14.90")]
    assert priced(shipped(line(1, "9.00"), table=SHOP, to=island)) == [("post", "12.00")]
    assert priced(shipped(line(1, "9.00"), table=SHOP, to=Destination(country="FR"))) == [("post", "9.90")]


def test_what_cannot_be_had_says_why() -> None:
    heavy = shipped(line(1, "9.00", quantity=3, grams=10_501), table=SHOP)
    assert refused(heavy) == [("post", "too_heavy"), ("courier", "too_many_pieces")]
    assert [one.text for one in heavy.shipping_refused] == [
        "The goods are heavier than 31.5 kg.", "It takes 2 pieces at most.",
    ]  # fmt: skip
    abroad = shipped(line(1, "9.00"), table=SHOP, to=Destination(country="FR"))
    assert refused(abroad) == [("courier", "not_to_this_address")]


def test_nothing_ships_there_is_a_problem_with_a_total() -> None:
    found = shipped(line(1, "9.00"), table=SHOP, to=Destination(country="US"))
    assert (found.shipping_method, str(found.shipping_total), str(found.total)) == ("", "0.00", "9.00")
    assert found.shipping_problem is not None
    assert (found.shipping_problem.code, found.shipping_problem.reason) == ("", "no_shipping")


def test_a_chosen_way_that_cannot_be_had_is_a_problem_and_no_other_is_taken() -> None:
    found = shipped(line(1, "9.00", quantity=3), table=SHOP, method="courier")
    assert (found.shipping_method, str(found.total)) == ("", "27.00")
    assert found.shipping_problem is not None
    assert (found.shipping_problem.code, found.shipping_problem.reason) == ("courier", "too_many_pieces")
    assert priced(found) == [("post", "4.90")]


def test_a_method_without_a_price_in_the_currency_is_not_offered() -> None:
    table = ShippingTable(
        methods=(flat("post", "Post", Money(490, "USD")), flat("courier", "Courier", eur("9.90")))
    )
    found = shipped(line(1, "9.00"), table=table)
    assert (priced(found), refused(found)) == ([("courier", "9.90")], [("post", "not_in_this_currency")])


def test_the_chosen_option_tells_what_is_missing_for_free() -> None:
    found = shipped(line(1, "38.00"), table=SHOP)
    assert [str(option.missing_for_free) for option in found.shipping_options] == ["12.00", "None"]
    assert [option.discount for option in found.shipping_options] == [eur("0"), None]


ANNAS_POST = replace(flat("post", "Anna's post", eur("3.00")), vendor_id=ANNA)
ANNAS_BIKE = replace(flat("bike", "By bike", eur("2.00")), vendor_id=ANNA)
MARKET = ShippingTable(methods=(flat("post", "Post", eur("4.90")), ANNAS_POST, ANNAS_BIKE))


def test_a_seller_with_an_own_method_ships_alone_and_the_rest_goes_together() -> None:
    carl = UUID(int=0xC)
    found = shipped(
        line(1, "10.00"), line(2, "30.00", seller=BEN), line(3, "10.00", seller=carl), table=MARKET
    )
    assert str(found.shipping_total) == "7.90"
    assert found.shipping_by_vendor == ((ANNA, eur("3.00")), (BEN, eur("3.68")), (carl, eur("1.22")))
    assert [(step["text"], step["amount"]) for step in found.explanation if step["part"] == "shipping"] == [
        ("Anna's post", "3.00"), ("Post", "4.90"),
    ]  # fmt: skip
    assert refused(found) == [("bike", "not_from_all_sellers")]


def test_a_sellers_own_way_is_offered_when_all_goods_are_that_sellers() -> None:
    found = shipped(line(1, "10.00"), table=MARKET, method="bike")
    assert priced(found) == [("post", "3.00"), ("bike", "2.00")]
    assert found.shipping_by_vendor == ((ANNA, eur("2.00")),)


def test_other_sellers_methods_do_not_exist_for_a_basket() -> None:
    assert priced(shipped(line(1, "10.00", seller=BEN), table=MARKET)) == [("post", "4.90")]


def test_everybodys_goods_together_leave_shipping_undivided() -> None:
    table = ShippingTable(methods=(flat("post", "Post", eur("4.90")),))
    found = shipped(line(1, "10.00"), line(2, "10.00", seller=BEN), table=table)
    assert (found.shipping_by_vendor, str(found.shipping_total)) == ((), "4.90")


def test_what_is_picked_up_needs_no_address() -> None:
    pickup = Pickup(store_id=STORE, place=Destination(country="DE"))
    at_store = ShippingMethod(
        code="pickup",
        name="At the store",
        tariffs=(Tariff(price=eur("0")),),
        zones=frozenset({"de"}),
        pickup=pickup,
    )
    found = shipped(line(1, "9.00"), table=ShippingTable(methods=(at_store,), zones=ZONES), to=Destination())
    assert [(option.code, option.store_id) for option in found.shipping_options] == [("pickup", STORE)]
    assert found.shipping_problem is None
