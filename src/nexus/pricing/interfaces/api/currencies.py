"""Endpoints of the shop's further currencies and their rates, for the staff."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from nexus.kernel import clock
from nexus.kernel.money import InvalidAmount, Money
from nexus.platform.http import (
    PAGE_QUERY,
    ApiRequest,
    ApiView,
    Response,
    created,
    endpoint,
    keyset_page,
    no_content,
    validated,
    validated_query,
    whole_list,
)
from nexus.pricing import facade
from nexus.pricing.contracts.price_lists import CurrencyInfo, InvalidCurrency, RateInfo, UnknownCurrencyRule
from nexus.pricing.interfaces.api import price_list_forms as forms
from nexus.pricing.queries import price_lists as queries
from nexus.tenancy import facade as tenancy


class CurrenciesView(ApiView):
    """`/api/pricing/currencies/`"""

    @endpoint(auth="staff", query=PAGE_QUERY, returns={200: forms.CurrenciesBody})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """Currencies that the shop sells in besides its own."""
        return whole_list(request, queries.currency_rules(), item=currency_body)

    @endpoint(auth="staff", throttle="write", body=forms.NewCurrencyForm, returns={201: forms.CurrencyBody})
    def post(self, request: ApiRequest) -> Response:
        """Sell in a further currency; one that is there already is replaced."""
        asked = validated(forms.NewCurrencyForm, request)
        made = _wished(CurrencyInfo(currency=asked["currency"]), asked)
        facade.put_currency(made)
        return created(currency_body(made), location=f"/api/pricing/currencies/{made.currency}/")


class OneCurrencyView(ApiView):
    """`/api/pricing/currencies/<code>/`"""

    @endpoint(auth="staff", returns={200: forms.CurrencyBody}, errors=(404,))
    def get(self, request: ApiRequest, currency: str) -> dict[str, Any]:
        """How prices in it come about."""
        return currency_body(_known(currency))

    @endpoint(
        auth="staff",
        throttle="write",
        body=forms.CurrencyChanges,
        returns={200: forms.CurrencyBody},
        errors=(404,),
    )
    def patch(self, request: ApiRequest, currency: str) -> dict[str, Any]:
        """Change what is stated."""
        asked = validated(forms.CurrencyChanges, request)
        changed = _wished(_known(currency), asked)
        facade.put_currency(changed)
        return currency_body(changed)

    @endpoint(auth="staff", throttle="write", returns={204: None}, errors=(404,))
    def delete(self, request: ApiRequest, currency: str) -> Response:
        """Sell in it no more; prices that were set in it stay."""
        facade.remove_currency(currency)
        return no_content()


class RatesView(ApiView):
    """`/api/pricing/exchange-rates/`"""

    @endpoint(auth="staff", query=forms.RatesQuery, returns={200: forms.RatesPage})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """Rates, the latest first; those of the future among them."""
        wanted = validated_query(forms.RatesQuery, request).get("currency", "")
        page = keyset_page(request, queries.LATEST)
        return page.answer(
            queries.rates(page, currency=wanted),
            item=_rate_body,
            count=lambda: queries.count_rates(currency=wanted),
        )

    @endpoint(auth="staff", throttle="write", body=forms.RatesForm, returns={200: forms.RatesAnswer})
    def post(self, request: ApiRequest) -> dict[str, Any]:
        """Take over rates, all or none: prices follow from their instants on."""
        asked, now = validated(forms.RatesForm, request), clock.now()
        base, source = tenancy.tenant().currency, asked["source"]
        rates = [
            RateInfo(
                base=base,
                currency=one["currency"],
                rate=one["rate"],
                source=source,
                as_of=one.get("as_of") or now,
            )
            for one in asked["rates"]
        ]
        facade.add_rates(rates)
        return {"count": len(rates)}


def _known(currency: str) -> CurrencyInfo:
    found = next((one for one in queries.currency_rules() if one.currency == currency), None)
    if found is None:
        raise UnknownCurrencyRule(currency=currency)
    return found


def _wished(rule: CurrencyInfo, asked: Mapping[str, Any]) -> CurrencyInfo:
    """Raises InvalidCurrency for amounts that the currency does not have."""
    changes = {name: asked[name] for name in ("is_enabled", "converts", "rounding") if name in asked}
    for name in ("step", "ending"):
        if name in asked:
            changes[f"{name}_minor"] = _minor(asked[name], rule.currency, name)
    return replace(rule, **changes)


def _minor(amount: Decimal, currency: str, field: str) -> int:
    try:
        return Money.of(amount, currency).minor
    except InvalidAmount:
        raise InvalidCurrency(errors={field: [f"Too many decimal digits for {currency}."]}) from None


def currency_body(rule: CurrencyInfo, /) -> dict[str, Any]:
    """As the HTTP contract has it."""
    return {
        "currency": rule.currency,
        "is_enabled": rule.is_enabled,
        "converts": rule.converts,
        "step": str(Money(rule.step_minor, rule.currency)),
        "ending": str(Money(rule.ending_minor, rule.currency)),
        "rounding": rule.rounding,
    }


def _rate_body(row: Any) -> dict[str, Any]:
    return {
        "base": row.base,
        "currency": row.currency,
        "rate": f"{row.rate.normalize():f}",
        "source": row.source,
        "as_of": row.as_of,
    }
