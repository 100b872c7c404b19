"""Catalogue promotions and price lists where goods are shown: right to the instant, nothing rewritten, nobody working."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from nexus.kernel.clock import FixedClock, use_clock

if TYPE_CHECKING:
    from tests.catalog.marketplace import Market

PRODUCTS = "/api/catalog/products/"
START = datetime(2026, 3, 27, 12, tzinfo=UTC)
HOUR, TICK = timedelta(hours=1), timedelta(microseconds=1)


@pytest.fixture
def clock() -> Iterator[FixedClock]:
    """Stands still long before everything begins."""
    with use_clock(FixedClock(START - timedelta(days=2))) as fixed:
        yield fixed  # type: ignore[misc]


def promote(market: Market, code: str = "spring", percent: str = "20", **facts: Any) -> None:
    """A catalogue promotion; `facts`: more of its spec, `selection` what it is about."""
    from nexus.platform.tenancy import tenant_scope
    from nexus.pricing import facade as pricing

    target = {"type": "goods", "selection": facts.pop("selection", {})}
    spec = {
        "code": code, "title": code.title(), "kind": "catalogue", "target": target,
        "benefit": {"type": "percentage", "percent": percent}, **facts,
    }  # fmt: skip
    with tenant_scope(market.tenant.id):
        pricing.save_promotion(spec, status="active")


def add_list(market: Market, code: str, *entries: dict[str, Any], **facts: Any) -> None:
    from nexus.kernel.clock import now
    from nexus.platform.tenancy import tenant_scope
    from nexus.pricing.infrastructure.editions import new_edition
    from nexus.pricing.models import PriceEntryRecord, PriceListRecord

    with tenant_scope(market.tenant.id):
        given = {"currency": "EUR", "created_at": now(), "updated_at": now(), "name": code} | facts
        made = PriceListRecord.objects.create(code=code, **given)
        for entry in entries:
            PriceEntryRecord.objects.create(price_list=made, **entry)
        new_edition()


def listed(market: Market, query: str = "", client: Any = None) -> dict[str, tuple[str, str | None]]:
    """Price and compare-at price by title."""
    answer = (client or market.guest).get(f"{PRODUCTS}{query}")
    assert answer.status_code == 200, answer.content
    return {one["title"]: (one["price"], one["compare_at_price"]) for one in answer.json()["results"]}


def seen(market: Market) -> dict[str, str]:
    """What the mug costs everywhere that it is shown."""
    from tests.web.storefront.catalogue.visitor import Visitor

    from nexus.platform.tenancy import tenant_scope
    from nexus.pricing import facade as pricing
    from nexus.search.interfaces.api import products  # noqa: F401 - the views are there

    visit, guest = Visitor(market.tenant), market.guest
    detail = guest.get(f"{PRODUCTS}red-mug/").json()
    variant = detail["variants"][0]
    quote = guest.post(
        "/api/pricing/quote/", {"lines": [{"variant_id": variant["id"], "quantity": 1}]}
    ).json()
    with tenant_scope(market.tenant.id):
        assert pricing.price_rules()
    pages = {path: visit.get(path) for path in ("/p/red-mug/", "/products/", "/search/?q=mug", "/")}
    found = {
        "list": guest.get(PRODUCTS).json()["results"][0]["price"],
        "detail": detail["price"],
        "variant": variant["price"],
        "quote": quote["lines"][0]["unit_price"],
        "suggest": guest.get("/api/catalog/search/suggest/?q=mug").json()["products"][0]["price"],
    }
    shown = {
        path: "10.00" if "€10.00" in page else "12.50" if "€12.50" in page else "?"
        for path, page in pages.items()
    }
    return found | shown


@pytest.mark.parametrize("before", [START - HOUR, START - TICK])
def test_a_promotion_shows_everywhere_at_its_very_instant_though_answers_are_kept(
    market: Market, clock: FixedClock, before: datetime
) -> None:
    market.product(price="12.50")
    promote(market, starts_at=START.isoformat(), ends_at=(START + HOUR).isoformat())
    found = []
    for at in (before, START, START + HOUR - TICK, START + HOUR):
        clock.advance(at - clock.now())
        prices = seen(market)
        assert len(set(prices.values())) == 1, prices
        assert seen(market) == prices, "from what was kept"
        found.append(prices["list"])
    assert found == ["12.50", "10.00", "10.00", "12.50"]


def test_kept_answers_are_used_until_then(
    market: Market, clock: FixedClock, sql_log: Callable[..., Any]
) -> None:
    market.product()
    promote(market, starts_at=START.isoformat())
    market.guest.get(PRODUCTS)
    clock.advance(START - TICK - clock.now())
    with sql_log() as statements:
        assert market.guest.get(PRODUCTS)["X-Cache"] == "hit"
    assert statements == []
    clock.advance(TICK)
    assert market.guest.get(PRODUCTS)["X-Cache"] == "miss"
    assert market.guest.get(PRODUCTS)["X-Cache"] == "hit"


BERLIN = "Europe/Berlin"
SPRING, AUTUMN = datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)
NIGHT = {"start": "02:30", "end": "03:00"}


@pytest.mark.parametrize(
    ("day", "window", "held"),
    [
        # 02:00-03:00 is not there in spring (01:00 UTC is 03:00), and there twice in autumn (00:30 and 01:30 UTC)
        (SPRING, NIGHT, []),
        (AUTUMN, NIGHT, ["00:30", "00:45", "01:30", "01:45"]),
        (SPRING, {"start": "01:45", "end": "03:15"}, ["00:45", "01:00"]),
        (AUTUMN, {"start": "01:45", "end": "02:15"}, ["23:45", "00:00", "01:00"]),
        (SPRING - timedelta(days=1), NIGHT, ["01:30", "01:45"]),
    ],
)
def test_hours_follow_the_clock_of_the_store(
    make_tenant: Callable[..., Any], day: datetime, window: dict[str, str], held: list[str]
) -> None:
    from tests.catalog.marketplace import Market

    from nexus.platform.tenancy import bind_tenant

    with use_clock(FixedClock(day - timedelta(minutes=30))) as fixed:
        market = Market(make_tenant(time_zone=BERLIN))
        with bind_tenant(market.tenant.id):
            market.product(price="12.50")
            promote(market, conditions=[{"type": "hours", "windows": [window]}])
            found = []
            for _ in range(12):
                fixed.advance(timedelta(minutes=15))  # type: ignore[attr-defined]
                if listed(market) == {"Red Mug": ("10.00", "12.50")}:
                    found.append(f"{fixed.now():%H:%M}")
    assert found == held


def test_only_what_a_promotion_is_about_is_cheaper(market: Market) -> None:
    kitchen, garden = market.category("Kitchen"), market.category("Garden")
    bowls = market.category("Bowls", parent=kitchen)
    seller = market.seller("Clay")
    market.product("Mug", category=kitchen, price="10.00")
    market.product("Bowl", category=bowls, price="10.00", tags=("blue",))
    market.product("Spade", category=garden, price="10.00", vendor_id=seller.vendor_id)
    market.product("Vase", category=garden, price="10.00", attributes={"colour": "red"})
    shirt = market.product(
        "Shirt", category=garden,
        variants=(market.variant("10.00", options={"size": "S"}), market.variant("12.00", options={"size": "XL"})),
    )  # fmt: skip
    promote(market, "a", "10", selection={"categories": [str(kitchen.id)]})
    promote(market, "b", "15", selection={"tags": ["blue"]})
    promote(market, "c", "20", selection={"vendors": [str(seller.vendor_id)]})
    promote(market, "d", "30", selection={"attributes": {"colour": ["red"]}})
    promote(market, "e", "50", selection={"attributes": {"size": ["XL"]}})
    assert listed(market) == {
        "Mug": ("9.00", "10.00"), "Bowl": ("8.50", "10.00"), "Spade": ("8.00", "10.00"), "Vase": ("7.00", "10.00"),
        "Shirt": ("6.00", "12.00"),
    }  # fmt: skip
    body = market.guest.get(f"{PRODUCTS}{shirt.slug}/").json()
    assert [(one["price"], one["compare_at_price"]) for one in body["variants"]] == [
        ("10.00", None),
        ("6.00", "12.00"),
    ]
    assert [one.get("promotion") for one in (body, *body["variants"])] == [
        {"title": "E", "ends_at": None},
        None,
        {"title": "E", "ends_at": None},
    ]


def test_a_seller_s_promotion_touches_the_seller_s_goods_alone(market: Market) -> None:
    seller = market.seller("Clay")
    market.product("Mug", price="10.00", vendor_id=seller.vendor_id)
    market.product("Bowl", price="10.00")
    promote(market, vendor_id=str(seller.vendor_id))
    assert listed(market) == {"Mug": ("8.00", "10.00"), "Bowl": ("10.00", None)}


def test_pages_cost_one_statement_more_while_promotions_hold(
    market: Market, sql_log: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from nexus.search.interfaces.api.products import ProductListView

    monkeypatch.setattr(ProductListView, "cached", False)
    for number in range(30):
        market.product(f"Thing {number}", price="10.00")
    costs = []
    for percent in (0, 10, 20):
        if percent:
            promote(market, f"p{percent}", str(percent))
        listed(market)
        with sql_log() as statements:
            listed(market)
        costs.append(len(statements))
    assert costs == [3, 3, 3]


def test_a_promotion_begins_on_any_number_of_variants_with_five_statements(
    market: Market, sql_log: Callable[..., Any]
) -> None:
    from nexus.platform.tenancy import tenant_scope
    from nexus.pricing import facade as pricing

    for number in range(20):
        market.product(f"Thing {number}", price="10.00")
    spec = {
        "code": "all", "title": "All", "kind": "catalogue", "benefit": {"type": "percentage", "percent": "5"},
    }  # fmt: skip
    with tenant_scope(market.tenant.id):
        draft = pricing.save_promotion(spec)
    with tenant_scope(market.tenant.id), sql_log() as statements:
        pricing.set_status(draft.id, "active")
    assert len(statements) <= 5, "\n".join(" ".join(s.split())[:90] for s in statements)
    assert set(listed(market).values()) == {("9.50", "10.00")}


def test_a_floor_holds_in_lists_too(market: Market) -> None:
    from nexus.platform.db import execute
    from nexus.platform.tenancy import tenant_scope
    from nexus.search import facade as search

    mug = market.product("Mug", price="10.00")
    with tenant_scope(market.tenant.id):
        execute("UPDATE pricing_price SET floor_minor = 900 WHERE tenant_id = %s", [market.tenant.id])
        list(search.rebuild())
    promote(market, "half", "50")
    assert listed(market) == {"Mug": ("9.00", "10.00")}
    assert "floor" not in str(market.guest.get(f"{PRODUCTS}{mug.slug}/").json())


def test_documents_from_before_are_read_the_longer_way(market: Market) -> None:
    from nexus.platform.db import execute
    from nexus.platform.tenancy import tenant_scope

    market.product("Mug", price="10.00")
    with tenant_scope(market.tenant.id):
        execute("UPDATE search_document SET facts = '{}' WHERE tenant_id = %s", [market.tenant.id])
    promote(market)
    assert listed(market) == {"Mug": ("8.00", "10.00")}


def test_a_list_for_everybody_shows_and_a_group_s_only_to_the_group(market: Market) -> None:
    from nexus.accounts.models import CustomerGroup, GroupMembership
    from nexus.platform.tenancy import tenant_scope

    mug = market.product("Mug", price="10.00")
    member, client = market.person()
    stranger = market.buyer()
    with tenant_scope(market.tenant.id):
        group = CustomerGroup.objects.create(code="gold", name="Gold")
        GroupMembership.objects.create(group=group, user_id=member)
    add_list(market, "gold", {"percent": -3000}, group="gold")
    prices = [listed(market, client=one)["Mug"] for one in (market.guest, client, stranger)]
    assert prices == [("10.00", None), ("7.00", None), ("10.00", None)]
    add_list(
        market,
        "all",
        {"percent": -1000},
        {"variant_id": mug.variants[0].id, "min_quantity": 10, "amount_minor": 800},
    )
    prices = [listed(market, client=one)["Mug"] for one in (market.guest, client, stranger)]
    assert prices == [("9.00", "10.00"), ("7.00", None), ("9.00", "10.00")]
    body = market.guest.get(f"{PRODUCTS}mug/").json()
    assert body["variants"][0]["tiers"] == [
        {"min_quantity": 1, "price": "9.00"},
        {"min_quantity": 10, "price": "8.00"},
    ]
    promote(market, "half", "50")
    body = market.guest.get(f"{PRODUCTS}mug/").json()
    assert (body["price"], body["compare_at_price"]) == ("4.50", "10.00")
    assert [tier["price"] for tier in body["variants"][0]["tiers"]] == ["4.50", "4.00"]


def test_lists_and_details_in_another_currency(market: Market) -> None:
    from decimal import Decimal

    from nexus.kernel.clock import now
    from nexus.kernel.money import Money
    from nexus.platform.tenancy import tenant_scope
    from nexus.pricing import facade as pricing
    from nexus.pricing.models import CurrencyRuleRecord, ExchangeRateRecord

    market.product("Mug", price="10.00")
    bowl = market.product("Bowl", price="20.00")
    refused = market.guest.get(f"{PRODUCTS}?currency=USD")
    assert (refused.status_code, refused.json()["errors"]) == (
        400,
        {"currency": ["This shop's prices are in EUR."]},
    )
    with tenant_scope(market.tenant.id):
        CurrencyRuleRecord.objects.create(currency="USD")
        pricing.set_prices([(bowl.variants[0].id, Money(2500, "USD"), None)])
    assert listed(market, "?currency=USD") == {"Bowl": ("25.00", None), "Mug": (None, None)}
    with tenant_scope(market.tenant.id):
        ExchangeRateRecord.objects.create(
            base="EUR", currency="USD", rate=Decimal("1.1"), source="ecb", as_of=now()
        )
        CurrencyRuleRecord.objects.update(converts=True)
        from nexus.pricing.infrastructure.editions import new_edition

        new_edition()
    assert listed(market, "?currency=USD") == {"Bowl": ("25.00", None), "Mug": ("11.00", None)}
    promote(market, "half", "50")
    assert listed(market, "?currency=USD") == {"Bowl": ("12.50", "25.00"), "Mug": ("5.50", "11.00")}
    assert listed(market) == {"Bowl": ("10.00", "20.00"), "Mug": ("5.00", "10.00")}
    body = market.guest.get(f"{PRODUCTS}mug/?currency=USD").json()
    assert (body["price"], body["currency"], body["variants"][0]["price"]) == ("5.50", "USD", "5.50")
    for bad in ("usd", "XXX", "JPY"):
        answer = market.guest.get(f"{PRODUCTS}mug/?currency={bad}")
        assert (answer.status_code, list(orjson.loads(answer.content)["errors"])) == (400, ["currency"])


def test_a_rate_begins_at_its_instant(market: Market, clock: FixedClock) -> None:
    from decimal import Decimal

    from nexus.platform.tenancy import tenant_scope
    from nexus.pricing.infrastructure.editions import new_edition
    from nexus.pricing.models import CurrencyRuleRecord, ExchangeRateRecord

    market.product("Mug", price="10.00")
    with tenant_scope(market.tenant.id):
        CurrencyRuleRecord.objects.create(currency="USD", converts=True)
        for rate, as_of in (("1.1", START - timedelta(days=9)), ("1.2", START)):
            ExchangeRateRecord.objects.create(
                base="EUR", currency="USD", rate=Decimal(rate), source="ecb", as_of=as_of
            )
        new_edition()
    found = []
    for at in (START - TICK, START):
        clock.advance(at - clock.now())
        found.append(listed(market, "?currency=USD")["Mug"][0])
    assert found == ["11.00", "12.00"]
