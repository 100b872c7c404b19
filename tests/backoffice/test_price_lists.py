"""Groups, price lists, currencies and rates are kept in the back office."""

from __future__ import annotations

from typing import Any

LISTS, CURRENCIES = "pricing/pricelistrecord/", "pricing/currencyrulerecord/"
RATES, GROUPS = "pricing/exchangeraterecord/", "accounts/customergroup/"


def group(shop: Any) -> Any:
    from nexus.accounts.models import CustomerGroup

    return shop.row(CustomerGroup, code="trade")


def price_list(shop: Any) -> Any:
    from nexus.pricing.models import PriceListRecord

    return shop.row(PriceListRecord, code="trade")


def test_a_group_is_made_and_filled(shop: Any) -> None:
    from nexus.accounts.models import GroupMembership

    desk = shop.desk("owner")
    desk.act(f"{GROUPS}add/", code="trade", name="Trade")
    page = f"{GROUPS}{group(shop).pk}/"
    assert "There is no such account." in desk.act(f"{page}do/put-in/", email="nobody@example.com").text
    assert shop.count(GroupMembership) == 0
    desk.act(f"{page}do/put-in/", email=shop.email("buyer"))
    assert (shop.count(GroupMembership), shop.email("buyer") in desk.get(f"{page}change/").text) == (1, True)
    desk.act(f"{page}do/take-out/", email=shop.email("buyer"))
    desk.act(f"{page}do/rename/", name="Dealers")
    assert (shop.count(GroupMembership), group(shop).name) == (0, "Dealers")
    support = shop.desk("support")
    assert support.get(f"{page}do/rename/").status == 403
    desk.act(f"{page}do/delete/")
    assert desk.get(f"{page}change/").status in (302, 404)


def test_a_list_is_made_priced_and_turned_off(shop: Any) -> None:
    from nexus.pricing.models import PriceEntryRecord

    desk = shop.desk("owner")
    desk.act(f"{GROUPS}add/", code="trade", name="Trade")
    desk.act(f"{LISTS}add/", code="trade", name="Trade prices", currency="EUR", group="trade", priority="0")
    page = f"{LISTS}{price_list(shop).pk}/"
    desk.act(f"{page}do/price/", min_quantity="1", percent="-10")
    desk.act(f"{page}do/price/", min_quantity="12", percent="-15")
    shown = desk.get(f"{page}change/").text
    assert ("-10.00 %" in shown, "group trade" in shown, shop.count(PriceEntryRecord)) == (True, True, 2)
    wrongs = (
        ({"sku": "NO-SUCH"}, "no such variant"),
        ({"amount": "1.001"}, "too many digits"),
        ({"amount": "1", "percent": "5"}, "not both"),
    )
    for wrong, reason in wrongs:
        assert reason in desk.act(f"{page}do/price/", min_quantity="1", **wrong).text
    desk.act(f"{page}do/price/", min_quantity="12")
    assert shop.count(PriceEntryRecord) == 1
    desk.act(f"{page}do/edit/", name="Dealers", group="trade", priority="3")
    desk.act(f"{page}do/turn/")
    kept = price_list(shop)
    assert (kept.name, kept.priority, kept.is_active, kept.group) == ("Dealers", 3, False, "trade")
    assert shop.desk("support").get(f"{page}do/turn/").status == 403
    desk.act(f"{page}do/delete/")
    assert shop.count(PriceEntryRecord) == 0


def test_currencies_and_rates_are_kept(shop: Any) -> None:
    from nexus.pricing.models import CurrencyRuleRecord, ExchangeRateRecord

    desk = shop.desk("owner")
    made = desk.act(
        f"{CURRENCIES}add/", currency="USD", is_enabled="on", converts="on", step="1.00", ending="-0.01",
        rounding="half_up",
    )  # fmt: skip
    rule = shop.row(CurrencyRuleRecord, currency="USD")
    assert (made.status, rule.step_minor, rule.ending_minor, rule.converts) == (302, 100, -1, True)
    page = f"{CURRENCIES}{rule.pk}/do/edit/"
    assert "Must be above zero." in desk.act(page, step="0", ending="0", rounding="up").text
    desk.act(page, is_enabled="on", step="0.05", ending="0", rounding="up")
    assert shop.row(CurrencyRuleRecord, currency="USD").step_minor == 5
    assert "Between 0.000001" in desk.act(f"{RATES}add/", currency="USD", rate="0", source="ecb").text
    desk.act(f"{RATES}add/", currency="USD", rate="1.0845", source="ecb")
    assert (shop.count(ExchangeRateRecord), "1.0845" in desk.get(RATES).text) == (1, True)
    desk.act(f"{CURRENCIES}{rule.pk}/do/delete/")
    assert shop.count(CurrencyRuleRecord) == 0
