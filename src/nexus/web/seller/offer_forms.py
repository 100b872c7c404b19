"""What a seller fills in for a promotion of their own goods: less than the shop's editor can say, and enough for most."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nexus.catalog import facade as catalog
from nexus.web.components.forms import PageForm, dress, one_line
from nexus.web.seller.forms import HourField, PiecesField, PriceField

MOST_GOODS: Final = 500
STEPS: Final = (1, 2, 3)
KINDS: Final = (
    ("percentage", gettext_lazy("Percent off")),
    ("amount_off", gettext_lazy("An amount off every piece")),
    ("fixed_price", gettext_lazy("A fixed price for every piece")),
    ("n_for_m", gettext_lazy("Take several, pay for fewer")),
    ("tiers", gettext_lazy("The more pieces, the more percent off")),
)
PLACES: Final = (
    ("catalogue", gettext_lazy("As a lower price, in every list")),
    ("cart", gettext_lazy("As a discount in the cart")),
)
NEEDED: Final = {
    "percentage": ("percent",), "amount_off": ("amount",), "fixed_price": ("amount",), "n_for_m": ("take", "pay"),
    "tiers": ("quantity_1", "percent_1"),
}  # fmt: skip
IN_CART: Final = frozenset({"n_for_m", "tiers"})


class PercentField(forms.DecimalField):
    """More than 0, at most 100; 12,5 is read too."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_digits=7, decimal_places=4, widget=widget, required=False, **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(str(value).strip().replace(",", ".") if value else None)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and not 0 < value <= 100:
            raise forms.ValidationError(_("More than 0 and at most 100."))


class MomentField(HourField):
    """As the browser sends it, in the shop's zone. A time that comes twice is the first of the two; one that does not exist is
    refused."""

    def to_python(self, value: Any) -> datetime | None:
        if not value or isinstance(value, datetime):
            return value or None
        zone = timezone.get_current_timezone()
        local = self._parsed(str(value).strip()).replace(tzinfo=zone)
        there = local.astimezone(UTC).astimezone(zone)
        if there.replace(tzinfo=None) != local.replace(tzinfo=None):
            raise forms.ValidationError(_("Clocks go forward over this time; it does not exist on that day."))
        return local

    def _parsed(self, text: str) -> datetime:
        for shape in self.input_formats:
            try:
                return datetime.strptime(text, shape)  # noqa: DTZ007
            except ValueError:
                continue
        raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


class OfferForm(PageForm):
    """Names are those of the form; `offers` makes the promotion of it."""

    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=200, help_text=gettext_lazy("Buyers read this.")
    )
    benefit = forms.ChoiceField(label=gettext_lazy("What buyers get"), choices=KINDS)
    percent = PercentField(label=gettext_lazy("Percent"))
    amount = PriceField(label=gettext_lazy("Amount"), required=False)
    take = PiecesField(label=gettext_lazy("Take"), required=False)
    pay = PiecesField(label=gettext_lazy("Pay for"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Where it shows"),
        choices=PLACES,
        help_text=gettext_lazy("What depends on the number of pieces shows in the cart."),
    )
    goods = forms.MultipleChoiceField(
        label=gettext_lazy("Which of your goods"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=gettext_lazy("None chosen: all of them. Several: hold Ctrl, or Cmd on a Mac."),
    )
    starts_at = MomentField(label=gettext_lazy("From"), required=False)
    ends_at = MomentField(label=gettext_lazy("Until just before"), required=False)
    min_spend = PriceField(label=gettext_lazy("From so much of your goods on"), required=False)
    needs_coupon = forms.BooleanField(label=gettext_lazy("Only with a code"), required=False)
    limit_total = PiecesField(label=gettext_lazy("Uses in all"), required=False)
    limit_per_buyer = PiecesField(label=gettext_lazy("Uses for each buyer"), required=False)

    def __init__(
        self, *args: Any, currency: str, vendor_id: UUID, chosen: Iterable[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for step in STEPS:
            self.fields[f"quantity_{step}"] = PiecesField(label=gettext_lazy("From pieces"), required=False)
            self.fields[f"percent_{step}"] = PercentField(label=gettext_lazy("Percent"))
        for name in ("amount", "min_spend"):
            self.fields[name].in_currency(currency)  # type: ignore[attr-defined]
        for field in self.fields.values():
            dress(field)
        self.fields["goods"].choices = _goods(vendor_id, chosen)  # type: ignore[attr-defined]

    @property
    def steps(self) -> list[tuple[Any, Any]]:
        """Fields of the steps, as pairs."""
        return [(self[f"quantity_{step}"], self[f"percent_{step}"]) for step in STEPS]

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kind = data.get("benefit", "")
        for name in NEEDED.get(kind, ()):
            if data.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, _("This is needed for what you chose."))
        self._check_steps(data if kind == "tiers" else {})
        return data

    def _check_steps(self, data: dict[str, Any]) -> None:
        for step in STEPS[1:]:
            pair = (data.get(f"quantity_{step}"), data.get(f"percent_{step}"))
            if (pair[0] is None) != (pair[1] is None):
                self.add_error(f"percent_{step}", _("Both or none."))


def _goods(vendor_id: UUID, chosen: Iterable[str]) -> list[tuple[str, str]]:
    """The seller's products by title; what was chosen is always among them."""
    ids = {*catalog.product_ids(vendor_id=vendor_id, limit=MOST_GOODS), *(UUID(one) for one in chosen)}
    found = catalog.products(ids)
    own = [one for one in found.values() if one.vendor_id == vendor_id and one.status != "archived"]
    return [(str(one.id), one.title) for one in sorted(own, key=lambda one: one.title.casefold())]
