"""What every provider must keep: derive a class of tests from these, with a fixture `provider`."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from nexus.pricing.contracts.dto import Destination
from nexus.pricing.contracts.providers import ProvidedPrice, ProvidedRate, ShippingQuestion, TaxQuestion

PLACES = [
    Destination(country="DE"),
    Destination(country="US", region="NY", postal_code="10001"),
    Destination(country="ZW"),
]
HOME = Destination(country="DE")


class TaxProviderContract:
    """For `nexus.tax_providers`."""

    @pytest.mark.parametrize("to", PLACES)
    def test_rates_are_percentages_of_the_classes_that_were_asked_for(
        self, provider: Any, to: Destination
    ) -> None:
        question = TaxQuestion(to=to, home=HOME, tax_classes=("reduced", "shipping", "standard"))
        found = list(provider.rates(question))
        assert all(isinstance(one, ProvidedRate) and 0 <= one.percent <= 100 and one.name for one in found)
        assert {one.tax_class for one in found} <= set(question.tax_classes)
        assert list(provider.rates(question)) == found
        assert msgspec.json.decode(msgspec.json.encode(found), type=list[ProvidedRate]) == found

    def test_a_class_that_it_does_not_know_bears_no_tax(self, provider: Any) -> None:
        assert list(provider.rates(TaxQuestion(to=HOME, home=HOME, tax_classes=("no-such-class",)))) == []


class ShippingRateProviderContract:
    """For `nexus.shipping_rate_providers`."""

    @pytest.mark.parametrize("to", PLACES)
    @pytest.mark.parametrize("currency", ["EUR", "JPY", "KWD"])
    def test_prices_are_not_negative_and_each_way_is_there_once(
        self, provider: Any, to: Destination, currency: str
    ) -> None:
        question = ShippingQuestion(to=to, home=HOME, currency=currency, grams=1200, minor=5000, pieces=2)
        found = list(provider.prices(question))
        assert all(isinstance(one, ProvidedPrice) and one.minor >= 0 and one.name for one in found)
        assert len({one.code for one in found}) == len(found)
        assert list(provider.prices(question)) == found
