"""What owners do with price lists."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django import forms
from django.urls import reverse

from nexus.accounts import facade as accounts
from nexus.catalog import facade as catalog
from nexus.kernel.money import InvalidAmount, Money
from nexus.platform.backoffice import Action, Asked, BackOfficeForm, Done, FieldValues, MomentField
from nexus.pricing import facade
from nexus.pricing.contracts.price_lists import InvalidPriceList, PriceEntry
from nexus.vendors import facade as vendors

_HUNDRED: Final = 100
_EVERYBODY: Final = ("", "Everybody")


class ListForm(BackOfficeForm):
    """For whom it is and when."""

    name = forms.CharField(max_length=200)
    group = forms.ChoiceField(required=False, label="Customer group")
    email = forms.EmailField(
        required=False, label="Contract with", help_text="E-mail of one customer; empty: no contract."
    )
    channel = forms.CharField(
        required=False, max_length=64, label="Sales channel", help_text="Empty: all of them."
    )
    priority = forms.IntegerField(
        required=False, initial=0, help_text="Of two lists that are as personal the higher one wins."
    )
    starts_at = MomentField(required=False, label="From", help_text="Time of the shop.")
    ends_at = MomentField(required=False, label="Until just before", help_text="Time of the shop.")

    def ask(self) -> None:
        groups = [(code, name) for code, name in accounts.group_names()]
        self.fields["group"].choices = [_EVERYBODY, *groups]  # type: ignore[attr-defined]


class NewListForm(ListForm):
    """What cannot be changed afterwards, besides."""

    code = forms.SlugField(max_length=64, help_text="A quote names it as the source of a price.")
    currency = forms.ChoiceField()
    field_order = ("code", "name", "currency")

    def ask(self) -> None:
        super().ask()
        self.fields["currency"].choices = [(code, code) for code in facade.currencies()]  # type: ignore[attr-defined]


class PriceForm(BackOfficeForm):
    """One price; without amount and percentage it is taken out."""

    sku = forms.CharField(required=False, label="SKU", help_text="Empty: all that the list is about.")
    min_quantity = forms.IntegerField(min_value=1, initial=1, label="From pieces")
    amount = forms.CharField(required=False, max_length=20, help_text="Of a piece, as 12.50.")
    percent = forms.DecimalField(
        required=False,
        max_digits=6,
        decimal_places=2,
        help_text="Of the variant's own price: -10 is 10 % off.",
    )


def create(asked: Asked) -> Done:
    facts = _facts(asked.data) | {"code": asked.data["code"], "currency": asked.data["currency"]}
    made = facade.create_price_list(facts)
    url = reverse("admin:pricing_pricelistrecord_change", args=[made.id])
    return Done(message=f"{made.name} is there; give it prices.", goto=url)


def edit(asked: Asked) -> str:
    return f"{facade.change_price_list(asked.record.pk, _facts(asked.data)).name} is changed."


def turn(asked: Asked) -> str:
    changed = facade.change_price_list(asked.record.pk, {"is_active": not asked.record.is_active})
    return f"{changed.name} holds from now on." if changed.is_active else f"{changed.name} holds no more."


def remove(asked: Asked) -> Done:
    facade.delete_price_list(asked.record.pk)
    return Done(
        message=f"{asked.record.name} is deleted.", goto=reverse("admin:pricing_pricelistrecord_changelist")
    )


def put_price(asked: Asked) -> str:
    data, record = asked.data, asked.record
    entry = PriceEntry(
        variant_id=_variant(data["sku"]),
        min_quantity=data["min_quantity"],
        minor=_minor(data["amount"], record.currency),
        percent=None if data["percent"] is None else int(data["percent"] * _HUNDRED),
    )
    try:
        changed = facade.put_prices(record.pk, [entry])
    except InvalidPriceList as error:
        raise InvalidPriceList(
            errors={name.removeprefix("entries.0."): said for name, said in error.errors.items()}
        ) from None
    return "The price is kept." if changed else "Nothing is different."


def _facts(data: FieldValues) -> FieldValues:
    buyer = accounts.find_by_email(data["email"]) if data["email"] else None
    if data["email"] and buyer is None:
        raise InvalidPriceList(errors={"email": ["There is no such customer."]})
    return {
        "name": data["name"], "group": data["group"], "channel": data["channel"], "priority": data["priority"] or 0,
        "starts_at": data["starts_at"], "ends_at": data["ends_at"], "user_id": buyer.id if buyer else None,
    }  # fmt: skip


def _variant(sku: str) -> UUID | None:
    if not sku:
        return None
    found = catalog.variant_of_sku(sku)
    if found is None:
        raise InvalidPriceList(errors={"sku": ["There is no such variant."]})
    return found


def _minor(amount: str, currency: str) -> int | None:
    if not amount:
        return None
    try:
        return Money.of(amount.replace(",", "."), currency).minor
    except InvalidAmount as error:
        raise InvalidPriceList(errors={"amount": [error.detail]}) from None


def _present(record: Any) -> FieldValues:
    buyer = accounts.user(record.user_id) if record.user_id else None
    kept = {name: getattr(record, name) for name in ("name", "group", "channel", "priority")}
    moments = {name: MomentField.text_of(getattr(record, name)) for name in ("starts_at", "ends_at")}
    return kept | moments | {"email": buyer.email if buyer else ""}


def whose(record: Any, /) -> Iterable[str]:
    """For whom a list is, in words."""
    if record.user_id and (buyer := accounts.user(record.user_id)):
        yield f"contract with {buyer.email}"
    if record.group:
        yield f"group {record.group}"
    if record.channel:
        yield f"channel {record.channel}"
    if record.vendor_id and (vendor := vendors.vendor(record.vendor_id)):
        yield f"goods of {vendor.name}"


CREATE: Final = Action(name="create", label="New price list", run=create, form=NewListForm, rank="owner")
ACTIONS: Final = (
    Action(name="price", label="Set a price", run=put_price, form=PriceForm, rank="owner",
           about="Without amount and percentage the price is taken out of the list."),
    Action(name="edit", label="Change", run=edit, form=ListForm, initial=_present, rank="owner"),
    Action(name="turn", label="On or off", run=turn, rank="owner", about="It holds, or holds no more, from now on."),
    Action(name="delete", label="Delete", run=remove, rank="owner", danger=True, about="With all its prices."),
)  # fmt: skip
