"""Forms of actions: plain Django forms that look like the rest, with a token that makes a double click one act."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from django import forms
from django.utils.timezone import localtime
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminDecimalFieldWidget,
    UnfoldAdminEmailInputWidget,
    UnfoldAdminFileFieldWidget,
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanWidget,
)

from nexus.kernel.errors import NexusError
from nexus.kernel.money import Money
from nexus.platform.backoffice.sections import Section

type FieldValues = dict[str, Any]

# The first that fits.
_WIDGETS: Final[tuple[tuple[type[forms.Field], type[forms.Widget]], ...]] = (
    (forms.MultipleChoiceField, UnfoldAdminCheckboxSelectMultipleWidget),
    (forms.ChoiceField, UnfoldAdminSelectWidget),
    (forms.BooleanField, UnfoldBooleanWidget),
    (forms.DecimalField, UnfoldAdminDecimalFieldWidget),
    (forms.IntegerField, UnfoldAdminIntegerFieldWidget),
    (forms.EmailField, UnfoldAdminEmailInputWidget),
    (forms.FileField, UnfoldAdminFileFieldWidget),
    (forms.DateTimeField, UnfoldAdminTextInputWidget),
    (forms.DateField, UnfoldAdminTextInputWidget),
    (forms.CharField, UnfoldAdminTextInputWidget),
)


class BackOfficeForm(forms.Form):
    """`record` is what the action is about (None for a new one); `ask` lets a form shape its fields after it. `sections` stand
    below it: what a person should know before."""

    sections: Sequence[Section] = ()
    once = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args: Any, record: Any = None, **kwargs: Any) -> None:
        self.record = record
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = uuid4().hex
        self.ask()
        for field in self.fields.values():
            _dress(field)

    def ask(self) -> None:
        """Set choices and initial values that depend on the record."""

    @property
    def data_of(self) -> FieldValues:
        """What was asked, without the token."""
        return {name: value for name, value in self.cleaned_data.items() if name != "once"}

    def refuse(self, error: NexusError, /) -> None:
        """Show a refusal at the fields it names, or above the form."""
        for name, said in error.errors.items():
            self.add_error(name if name in self.fields else None, said)
        if not error.errors:
            self.add_error(None, error.detail)


class AmountField(forms.CharField):
    """An amount in major units; cleans to Money in the field's currency (set it in `ask`)."""

    currency = "EUR"

    def clean(self, value: Any) -> Money | None:
        text = super().clean(value).strip()
        if not text:
            return None
        try:
            return Money.of(text, self.currency)
        except NexusError as error:
            raise forms.ValidationError(error.detail) from error


class MomentField(forms.DateTimeField):
    """Day and time in the shop's time zone; cleans to an aware moment. To the minute, as browsers ask for it."""

    widget = forms.DateTimeInput
    input_formats = ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S")

    @staticmethod
    def text_of(moment: datetime | None, /) -> str:
        """The moment as the field shows it, to the minute."""
        return localtime(moment).strftime("%Y-%m-%dT%H:%M") if moment else ""


class PairsField(forms.CharField):
    """Names with values, one pair a line: `size: M`. Cleans to a dict."""

    widget = forms.Textarea

    def clean(self, value: Any) -> dict[str, str]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        pairs = [line.partition(":") for line in lines]
        if any(not sign for _, sign, _ in pairs):
            raise forms.ValidationError("One pair a line, as in `size: M`.")
        return {name.strip(): told.strip() for name, _, told in pairs}

    @staticmethod
    def text_of(pairs: Mapping[str, Any], /) -> str:
        """The pairs as the field shows them."""
        return "\n".join(f"{name}: {value}" for name, value in pairs.items())


class ReasonForm(BackOfficeForm):
    """Why."""

    reason = forms.CharField(max_length=500, help_text="Kept in the history for ever.")


def _dress(field: forms.Field) -> None:
    """Give the field the product's widget, keeping a hidden one, a text area and the choices."""
    plain = field.widget
    if isinstance(plain, forms.HiddenInput):
        return
    wanted = UnfoldAdminTextareaWidget if isinstance(plain, forms.Textarea) else _widget_for(field)
    field.widget = wanted(choices=field.choices) if isinstance(field, forms.ChoiceField) else wanted()  # type: ignore[attr-defined]
    if isinstance(plain, forms.Textarea):
        field.widget.attrs["rows"] = 3 if isinstance(field, PairsField) else 6
    if isinstance(field, MomentField):
        field.widget.input_type = "datetime-local"
    if isinstance(field, forms.DateField):
        field.widget.input_type = "date"
    field.widget.is_required = field.required
    field.widget.attrs |= field.widget_attrs(field.widget)


def _widget_for(field: forms.Field) -> type[forms.Widget]:
    return next(widget for kind, widget in _WIDGETS if isinstance(field, kind))
