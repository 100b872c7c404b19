"""Further currencies and exchange rates in the back office."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

from nexus.kernel import clock
from nexus.kernel.currencies import EXPONENTS
from nexus.kernel.money import InvalidAmount, Money
from nexus.platform.backoffice import (
    Action,
    Asked,
    BackOfficeForm,
    Badge,
    Done,
    Facts,
    FieldValues,
    MomentField,
    RecordAdmin,
    Section,
    column,
)
from nexus.pricing import facade
from nexus.pricing.contracts.price_lists import CurrencyInfo, InvalidCurrency, RateInfo
from nexus.pricing.models import CurrencyRuleRecord, ExchangeRateRecord
from nexus.tenancy import facade as tenancy

_ROUNDINGS: Final = (("half_up", "To the nearest"), ("up", "Up"), ("down", "Down"))


class CurrencyForm(BackOfficeForm):
    """How prices in it come about."""

    is_enabled = forms.BooleanField(required=False, initial=True, label="Sold in")
    converts = forms.BooleanField(
        required=False, label="Convert", help_text="Prices that are not set in it, by the latest rate."
    )
    step = forms.CharField(max_length=20, initial="1", help_text="Converted prices are multiples of it.")
    ending = forms.CharField(max_length=20, initial="0", help_text="And then moved by it: -0.01 makes 12.99.")
    rounding = forms.ChoiceField(choices=_ROUNDINGS)


class NewCurrencyForm(CurrencyForm):
    currency = forms.ChoiceField(choices=[(code, code) for code in sorted(EXPONENTS)])
    field_order = ("currency",)


class RateForm(BackOfficeForm):
    """One unit of the shop's currency in another one."""

    currency = forms.ChoiceField()
    rate = forms.DecimalField(max_digits=22, decimal_places=12, min_value=0)
    source = forms.CharField(max_length=100, help_text="Who says so: the central bank, a contract.")
    as_of = MomentField(required=False, label="From", help_text="Time of the shop; empty: from now on.")

    def ask(self) -> None:
        own = tenancy.tenant().currency
        self.fields["currency"].choices = [(code, code) for code in sorted(EXPONENTS) if code != own]  # type: ignore[attr-defined]


def put_currency(asked: Asked) -> Done:
    data = asked.data
    currency = asked.record.currency if asked.record else data["currency"]
    facade.put_currency(
        CurrencyInfo(
            currency=currency, is_enabled=data["is_enabled"], converts=data["converts"], rounding=data["rounding"],
            step_minor=_minor(data["step"], currency, "step"), ending_minor=_minor(data["ending"], currency, "ending"),
        )
    )  # fmt: skip
    return Done(message=f"{currency} is kept.", goto=reverse("admin:pricing_currencyrulerecord_changelist"))


def remove_currency(asked: Asked) -> Done:
    facade.remove_currency(asked.record.currency)
    url = reverse("admin:pricing_currencyrulerecord_changelist")
    return Done(message=f"The shop does not sell in {asked.record.currency} any more.", goto=url)


def add_rate(asked: Asked) -> Done:
    data = asked.data
    rate = RateInfo(
        base=tenancy.tenant().currency, currency=data["currency"], rate=data["rate"], source=data["source"],
        as_of=data["as_of"] or clock.now(),
    )  # fmt: skip
    try:
        facade.add_rates([rate])
    except InvalidCurrency as error:
        raise InvalidCurrency(
            errors={name.removeprefix("rates.0."): said for name, said in error.errors.items()}
        ) from None
    return Done(message="The rate is kept.", goto=reverse("admin:pricing_exchangeraterecord_changelist"))


def _minor(amount: str, currency: str, field: str) -> int:
    try:
        return Money.of(amount.replace(",", "."), currency).minor
    except InvalidAmount as error:
        raise InvalidCurrency(errors={field: [error.detail]}) from None


def _present(record: Any) -> FieldValues:
    kept = {name: getattr(record, name) for name in ("is_enabled", "converts", "rounding")}
    return kept | {
        "step": str(Money(record.step_minor, record.currency)), "ending": str(Money(record.ending_minor, record.currency)),
    }  # fmt: skip


@admin.register(CurrencyRuleRecord)
class CurrencyAdmin(RecordAdmin):
    """By their codes."""

    list_display = ("currency_", "sold", "converts_", "step", "ending")
    ordering = ("currency",)
    create = Action(name="create", label="New currency", run=put_currency, form=NewCurrencyForm, rank="owner")
    record_actions = (
        Action(name="edit", label="Change", run=put_currency, form=CurrencyForm, initial=_present, rank="owner"),
        Action(name="delete", label="Delete", run=remove_currency, rank="owner", danger=True,
               about="Prices that are set in it stay."),
    )  # fmt: skip

    def title_of(self, record: CurrencyRuleRecord) -> str:
        return record.currency

    @column("Currency")
    def currency_(self, record: CurrencyRuleRecord) -> Any:
        return record.currency

    @column("Sold in")
    def sold(self, record: CurrencyRuleRecord) -> Any:
        return Badge("yes", "good") if record.is_enabled else Badge("no", "idle")

    @column("Converts")
    def converts_(self, record: CurrencyRuleRecord) -> Any:
        return "by the latest rate" if record.converts else "no"

    @column("Step")
    def step(self, record: CurrencyRuleRecord) -> Any:
        return str(Money(record.step_minor, record.currency))

    @column("Ending")
    def ending(self, record: CurrencyRuleRecord) -> Any:
        return str(Money(record.ending_minor, record.currency))

    def sections(self, request: HttpRequest, record: CurrencyRuleRecord) -> Iterable[Section]:
        yield Facts(title=record.currency, rows=[
            ("Sold in", self.sold(record)), ("Prices that are not set in it are converted", self.converts_(record)),
            ("Multiples of", self.step(record)), ("Moved by", self.ending(record)),
            ("Rounding", dict(_ROUNDINGS)[record.rounding]),
        ])  # fmt: skip


@admin.register(ExchangeRateRecord)
class RateAdmin(RecordAdmin):
    """The latest first."""

    list_display = ("pair", "rate_", "source_", "from_")
    ordering = ("-as_of",)
    create = Action(name="create", label="New rate", run=add_rate, form=RateForm, rank="owner")

    def title_of(self, record: ExchangeRateRecord) -> str:
        return f"{record.base} in {record.currency}"

    @column("Currencies")
    def pair(self, record: ExchangeRateRecord) -> Any:
        return f"{record.base} in {record.currency}"

    @column("Rate")
    def rate_(self, record: ExchangeRateRecord) -> Any:
        return f"{record.rate.normalize():f}"

    @column("Source")
    def source_(self, record: ExchangeRateRecord) -> Any:
        return record.source

    @column("From", order="as_of")
    def from_(self, record: ExchangeRateRecord) -> Any:
        return record.as_of

    def sections(self, request: HttpRequest, record: ExchangeRateRecord) -> Iterable[Section]:
        yield Facts(title=self.title_of(record), rows=[
            ("Rate", self.rate_(record)), ("Source", record.source), ("From", record.as_of),
        ])  # fmt: skip
