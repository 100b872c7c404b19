"""Prices of the demo: a trade group with steps, a contract, dollars; made once."""

from typing import Any

from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.platform.tenancy import tenant_scope


def test_the_demo_has_prices_of_its_own_for_some(tenant: Any) -> None:
    from nexus.accounts import facade as accounts
    from nexus.config.demo.people import customers
    from nexus.config.demo.prices import price
    from nexus.pricing import facade as pricing

    variant = new_id()
    with tenant_scope():
        buyers = customers("demo.test")
        assert [price(buyers), price(buyers)] == [2, 0]
        pricing.set_prices([(variant, Money(1000, "EUR"), None)])
        *_, contractor, dealer = buyers

        def paid(user: Any, quantity: int = 1, currency: str = "EUR") -> str:
            facts = pricing.BuyerFacts(user_id=user.id, groups=accounts.groups_of(user.id))
            line = pricing.QuoteLine(variant_id=variant, quantity=quantity)
            return str(pricing.quote([line], currency=currency, buyer=facts).lines[0].unit_price)

        found = [
            paid(buyers[0]),
            paid(dealer),
            paid(dealer, 12),
            paid(contractor),
            paid(buyers[0], currency="USD"),
        ]
    assert found == ["10.00", "9.00", "8.50", "8.00", "10.99"]
