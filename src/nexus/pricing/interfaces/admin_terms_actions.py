"""What may be done to zones, tax rates, shipping methods, terms and tax statuses in the back office."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any, Final

from django import forms
from django.urls import reverse

from nexus.accounts import facade as accounts
from nexus.kernel import clock
from nexus.platform.backoffice import Action, Asked, BackOfficeForm, Done, FieldValues, MomentField
from nexus.pricing import facade
from nexus.pricing.infrastructure import tax_statuses, terms_rows
from nexus.pricing.interfaces import terms_lines


class LinesField(forms.CharField):
    """Lines that are read by `read`, which raises Unreadable."""

    widget = forms.Textarea

    def __init__(self, *, read: Callable[[str], Any], **options: Any) -> None:
        self.read = read
        super().__init__(**options)

    def clean(self, value: Any) -> Any:
        try:
            return self.read(super().clean(value))
        except terms_lines.Unreadable as error:
            raise forms.ValidationError(str(error)) from error


class WordsField(forms.CharField):
    """Words separated by commas."""

    def clean(self, value: Any) -> tuple[str, ...]:
        return tuple(word.strip() for word in super().clean(value).split(",") if word.strip())


class ZoneForm(BackOfficeForm):
    """Where it is."""

    code = forms.CharField(max_length=63, help_text="Small letters, digits, hyphens. It stays as it is.")
    name = forms.CharField(max_length=200)
    places = LinesField(
        read=terms_lines.places_from, required=False,
        help_text="One place a line: `DE; postal: 80*, 81000-81999` or `DE; regions: BY`. None: everywhere.",
    )  # fmt: skip
    position = forms.IntegerField(initial=0, help_text="Among zones that are as exact, low first.")

    def ask(self) -> None:
        if self.record is not None:
            del self.fields["code"]


class TaxRateForm(BackOfficeForm):
    """How much, of what, where and when."""

    zone = forms.ChoiceField()
    tax_class = forms.CharField(
        max_length=63, initial="standard", help_text="As products have it; `shipping` is for shipping."
    )
    name = forms.CharField(max_length=200, initial="VAT")
    percent = forms.DecimalField(min_value=0, max_value=100, max_digits=8, decimal_places=5)
    is_compound = forms.BooleanField(required=False, label="On the price with the taxes before it")
    position = forms.IntegerField(initial=0)
    starts_at = MomentField(required=False, help_text="In the shop's time zone. Empty: always was.")
    ends_at = MomentField(required=False, help_text="Just before that moment it ends.")

    def ask(self) -> None:
        self.fields["zone"].choices = [(zone.code, zone.name) for zone in terms_rows.zones()]  # type: ignore[attr-defined]


class ShippingMethodForm(BackOfficeForm):
    """How, where to and for how much."""

    code = forms.CharField(max_length=63)
    name = forms.CharField(max_length=200)
    tariffs = LinesField(
        read=terms_lines.tariffs_from,
        help_text="One a line: `EUR 4.90; zones: de; free from: 50` or `EUR; weight: 2000 = 9.90, 9000 = 16; each 1000: 1.50`.",
    )
    zones = WordsField(required=False, help_text="Codes of zones it goes to. None: everywhere.")
    not_zones = WordsField(required=False, label="Never to", help_text="Codes of zones.")
    max_grams = forms.IntegerField(required=False, min_value=1, label="Heaviest parcel (grams)")
    max_pieces = forms.IntegerField(required=False, min_value=1, label="Most pieces")
    position = forms.IntegerField(initial=0, help_text="The first is meant when a buyer has not chosen.")
    is_active = forms.BooleanField(required=False, initial=True, label="It is offered")


class TermsForm(BackOfficeForm):
    """What holds for the whole shop."""

    prices_include_tax = forms.BooleanField(required=False, label="Prices include tax")
    rounding = forms.ChoiceField(choices=[("line", "Each line by itself"), ("total", "Once for each rate")])
    shipping_tax = forms.ChoiceField(
        choices=[("class", "By rates of the class shipping"), ("highest", "By the goods' highest rate"),
                 ("pro_rata", "In proportion to the goods")],
        label="Tax on shipping",
    )  # fmt: skip
    abroad = forms.ChoiceField(
        choices=[("gross", "The price with tax stays"), ("net", "The price without tax stays")],
        label="Where rates are others",
    )
    country = forms.CharField(required=False, max_length=2, help_text="ISO 3166 code: DE. Where the shop is.")
    region = forms.CharField(required=False, max_length=64)
    postal_code = forms.CharField(required=False, max_length=32)
    tax_provider = forms.CharField(required=False, max_length=63, help_text="Empty: your own rates.")
    shipping_provider = forms.CharField(required=False, max_length=63, help_text="Empty: your own methods.")

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).upper()


class TaxStatusForm(BackOfficeForm):
    """What the tax office says of a buyer."""

    vat_id = forms.CharField(required=False, max_length=32, label="VAT id")
    is_verified = forms.BooleanField(required=False, label="The tax office confirms the number")
    is_exempt = forms.BooleanField(required=False, label="Buys without tax everywhere")
    reason = forms.CharField(required=False, max_length=200, help_text="As invoices say it.")
    valid_until = MomentField(required=False)


class NewTaxStatusForm(TaxStatusForm):
    """Of whom."""

    email = forms.EmailField(label="E-mail of the buyer")
    field_order = ("email",)


def _page(model: str, record_id: Any) -> str:
    return reverse(f"admin:pricing_{model}_change", args=[record_id])


def add_zone(asked: Asked) -> Done:
    made = facade.add_zone(**asked.data | {"places": tuple(asked.data["places"])})
    return Done(message=f"{made.name} is there.", goto=_page("zonerecord", made.id))


def change_zone(asked: Asked) -> str:
    return f"{facade.change_zone(asked.record.pk, asked.data | {'places': tuple(asked.data['places'])}).name} is changed."


def remove_zone(asked: Asked) -> Done:
    facade.remove_zone(asked.record.pk)
    return Done(
        message=f"{asked.record.name} is removed.", goto=reverse("admin:pricing_zonerecord_changelist")
    )


def add_rate(asked: Asked) -> Done:
    made = facade.add_tax_rate(**asked.data)
    return Done(message=f"{made.name} is there.", goto=_page("taxraterecord", made.id))


def change_rate(asked: Asked) -> str:
    return f"{facade.change_tax_rate(asked.record.pk, asked.data).name} is changed."


def remove_rate(asked: Asked) -> Done:
    facade.remove_tax_rate(asked.record.pk)
    return Done(
        message=f"{asked.record.name} is removed.", goto=reverse("admin:pricing_taxraterecord_changelist")
    )


def _method_facts(data: FieldValues, spec: dict[str, Any]) -> FieldValues:
    facts = dict(data)
    stated = {name: facts.pop(name) for name in ("tariffs", "not_zones", "max_grams", "max_pieces")}
    return facts | {"spec": {**spec, **stated, "not_zones": list(stated["not_zones"])}}


def add_method(asked: Asked) -> Done:
    made = facade.add_shipping_method(**_method_facts(asked.data, {}))
    return Done(message=f"{made.name} is there.", goto=_page("shippingmethodrecord", made.id))


def change_method(asked: Asked) -> str:
    facts = _method_facts(asked.data, asked.record.spec)
    return f"{facade.change_shipping_method(asked.record.pk, facts).name} is changed."


def remove_method(asked: Asked) -> Done:
    facade.remove_shipping_method(asked.record.pk)
    return Done(
        message=f"{asked.record.name} is removed.",
        goto=reverse("admin:pricing_shippingmethodrecord_changelist"),
    )


def change_terms(asked: Asked) -> str:
    facade.change_terms(asked.data)
    return "It holds from now on."


def change_status(asked: Asked) -> str:
    tax_statuses.change_status(asked.record.user_id, asked.data, at=clock.now())
    return "The next quote knows."


def add_status(asked: Asked) -> str:
    data = dict(asked.data)
    buyer = accounts.find_by_email(data.pop("email"))
    if buyer is None:
        raise tax_statuses.UnknownBuyer(errors={"email": ["Nobody has this address here."]})
    tax_statuses.change_status(buyer.id, data, at=clock.now())
    return "The next quote knows."


def _zone_now(record: Any) -> FieldValues:
    return {
        "name": record.name,
        "position": record.position,
        "places": terms_lines.places_text(record.places),
    }


def _rate_now(record: Any) -> FieldValues:
    known = terms_rows.tax_rate(record.pk)
    facts = asdict(known) if known else {}
    return facts | {name: MomentField.text_of(facts.get(name)) for name in ("starts_at", "ends_at")}


def _method_now(record: Any) -> FieldValues:
    spec = record.spec
    return {
        "code": record.code, "name": record.name, "zones": ", ".join(record.zones), "position": record.position,
        "is_active": record.is_active, "tariffs": terms_lines.tariffs_text(spec["tariffs"]),
        "not_zones": ", ".join(spec.get("not_zones", ())), "max_grams": spec.get("max_grams"),
        "max_pieces": spec.get("max_pieces"),
    }  # fmt: skip


def _terms_now(_: Any) -> FieldValues:
    return asdict(terms_rows.terms())


def _status_now(record: Any) -> FieldValues:
    names = ("vat_id", "is_verified", "is_exempt", "reason")
    return {name: getattr(record, name) for name in names} | {
        "valid_until": MomentField.text_of(record.valid_until)
    }


NEW_ZONE: Final = Action(name="create", label="New zone", run=add_zone, form=ZoneForm)
ZONE_ACTIONS: Final = (
    Action(name="edit", label="Edit", run=change_zone, form=ZoneForm, initial=_zone_now),
    Action(name="remove", label="Remove", run=remove_zone, danger=True, about="Only a zone that no rate and no method is about."),
)  # fmt: skip
NEW_RATE: Final = Action(name="create", label="New tax rate", run=add_rate, form=TaxRateForm)
RATE_ACTIONS: Final = (
    Action(name="edit", label="Edit", run=change_rate, form=TaxRateForm, initial=_rate_now),
    Action(name="remove", label="Remove", run=remove_rate, danger=True, about="Orders keep the taxes they were placed with."),
)  # fmt: skip
NEW_METHOD: Final = Action(
    name="create", label="New shipping method", run=add_method, form=ShippingMethodForm
)
METHOD_ACTIONS: Final = (
    Action(name="edit", label="Edit", run=change_method, form=ShippingMethodForm, initial=_method_now),
    Action(name="remove", label="Remove", run=remove_method, danger=True, about="Orders keep what they were shipped by."),
)  # fmt: skip
CHANGE_TERMS: Final = Action(
    name="change", label="Change", run=change_terms, form=TermsForm, initial=_terms_now
)
NEW_STATUS: Final = Action(name="create", label="New tax status", run=add_status, form=NewTaxStatusForm)
CHANGE_STATUS: Final = Action(
    name="edit", label="Edit", run=change_status, form=TaxStatusForm, initial=_status_now
)
