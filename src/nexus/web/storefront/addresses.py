"""The form of a postal address: in the address book and at checkout, with the rules of the country that it is in."""

import re
from collections.abc import Mapping
from typing import Any, Final, Self

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nexus.accounts.contracts.dto import AddressInfo
from nexus.web.components.forms import PageForm, dress, one_line
from nexus.web.storefront import address_words as words
from nexus.web.storefront.countries import PostalRules, country_names, likely_countries, postal_rules

PARTS: Final = ("name", "address_line", "city", "postal_code", "region", "country", "phone")
REFRESH: Final = "refresh"
"""Name of the button that draws the form anew for another country; the view then calls `AddressForm.typed`."""

_PHONE: Final = re.compile(r"[+(]?[0-9][0-9 ()/.\-]*(?:(?:ext|x)\.? ?[0-9]+)?", re.IGNORECASE)


def _text(length: int, token: str) -> forms.CharField:
    """Lengths are those of the address book, which are within those of an order."""
    widget = forms.TextInput(attrs={"autocomplete": token})
    return forms.CharField(max_length=length, required=False, widget=widget)


class AddressForm(PageForm):
    """`section` ("shipping", "billing") goes before the autocomplete tokens; `likely` countries stand first in the list.

    What a country does not have is not asked: its field is missing, and what was typed into it is carried along hidden.
    """

    country = forms.ChoiceField(widget=forms.Select(attrs={"autocomplete": "country"}))
    name = _text(200, "name")
    address_line = _text(200, "address-line1")
    city = _text(100, "address-level2")
    region = _text(100, "address-level1")
    postal_code = _text(20, "postal-code")
    phone = _text(32, "tel")

    def __init__(
        self, data: Any = None, /, *, section: str = "", likely: tuple[str, ...] = (), **options: Any
    ) -> None:
        super().__init__(data, initial=dict(options.pop("initial", None) or {}), **options)
        self.section, self.language = section, get_language() or "en"
        self.rules: PostalRules = postal_rules(self._chosen(likely), self.language)
        self._ask_country(likely)
        self._ask_place()
        self._word()
        self._tell_browsers()

    @classmethod
    def typed(cls, data: Mapping[str, Any], /, *, prefix: str | None = None, **options: Any) -> Self:
        """With what was typed so far and without judging it: after the country was changed."""
        start = f"{prefix}-" if prefix else ""
        return cls(prefix=prefix, initial={part: data.get(f"{start}{part}", "") for part in PARTS}, **options)

    @property
    def carried(self) -> list[tuple[str, str]]:
        """Name and value of what was typed for fields that this country does not have."""
        source = (
            self.data
            if self.is_bound
            else {self.add_prefix(part): self.initial.get(part, "") for part in PARTS}
        )
        missing = [self.add_prefix(part) for part in PARTS if part not in self.fields]
        return [(name, str(source.get(name, ""))[:200]) for name in missing if source.get(name)]

    @property
    def place(self) -> list[forms.BoundField]:
        """City, region, postal code, as far as the country has them, in its order."""
        return [self[part] for part in self.rules.place]

    def address(self) -> dict[str, str]:
        """After is_valid(): the members of an order's address, which are also fields of the address book."""
        return {part: self.cleaned_data.get(part, "") for part in PARTS}

    def _chosen(self, likely: tuple[str, ...]) -> str:
        if self.is_bound:
            return str(self.data.get(self.add_prefix("country"), ""))
        if not self.initial.get("country"):
            self.initial["country"] = likely[0] if likely else ""
        return str(self.initial["country"])

    def _ask_country(self, likely: tuple[str, ...]) -> None:
        names = country_names(self.language)
        first = sorted((pair for pair in names if pair[0] in likely), key=lambda pair: likely.index(pair[0]))
        rest = [pair for pair in names if pair[0] not in likely]
        grouped = [(_("Often chosen"), first), (_("All countries"), rest)] if first else rest
        self.fields["country"].choices = [("", _("Choose a country")), *grouped]  # type: ignore[attr-defined]

    def _ask_place(self) -> None:
        for part in ("city", "region", "postal_code"):
            if part not in self.rules.place:
                del self.fields[part]
        if "region" in self.fields and self.rules.regions:
            self._offer_regions()
        self.order_fields(["country", "name", "address_line", *self.rules.place, "phone"])

    def _offer_regions(self) -> None:
        offered = [("", _("Choose from the list")), *((one.value, one.label) for one in self.rules.regions)]
        field = forms.CharField(max_length=100, required=False, widget=forms.Select(choices=offered))
        field.widget.attrs["autocomplete"] = "address-level1"
        dress(field)
        self.fields["region"] = field
        known = self.rules.region_of(str(self.initial.get("region", "")))
        self.initial["region"] = known.value if known else ""

    def _word(self) -> None:
        required = {"country", "name", "address_line", *self.rules.required}
        for name, field in self.fields.items():
            field.required = name in required
            field.label = words.label(name, self.rules)
            field.help_text = words.hint(name, self.rules)
            field.error_messages |= {
                "required": words.missing(name, self.rules),
                "invalid_choice": _("Choose a country from the list."),
            }

    def _tell_browsers(self) -> None:
        for field in self.fields.values():
            attrs = field.widget.attrs
            attrs["autocomplete"] = f"{self.section} {attrs['autocomplete']}".strip()
        self.fields["phone"].widget.input_type = "tel"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Blanks are taken out of the middle, too; what only the country's rules know is judged field by field."""
        given = {name: one_line(value) for name, value in self.cleaned_data.items()}
        self.cleaned_data = given
        for part in ("region", "postal_code", "phone"):
            if given.get(part):
                self._judge(part)
        given.setdefault("country", "")
        given["city"] = given.get("city") or self._town()
        return given

    def _judge(self, part: str) -> None:
        try:
            self.cleaned_data[part] = getattr(self, f"_good_{part}")(self.cleaned_data[part])
        except ValidationError as error:
            self.add_error(part, error)

    def _good_region(self, text: str) -> str:
        if not self.rules.regions:
            return text
        found = self.rules.region_of(text)
        if found is None:
            raise ValidationError(_("Choose one from the list."))
        return found.value

    def _good_postal_code(self, text: str) -> str:
        code = self.rules.postal_code_of(text)
        if code is None:
            raise ValidationError(words.odd_postal_code(self.rules))
        region = self.rules.region_of(self.cleaned_data.get("region", ""))
        if region and region.postal_codes and not re.match(region.postal_codes, code):
            raise ValidationError(words.postal_code_elsewhere(region))
        return code

    def _good_phone(self, text: str) -> str:
        if not _PHONE.fullmatch(text) or sum(letter.isdigit() for letter in text) < 5:
            raise ValidationError(_("This does not look like a phone number (for example +49 30 901820)."))
        return text

    def _town(self) -> str:
        """Where an address has no town of its own (Dubai, Singapore, Tokyo), its region or its country stands for it."""
        region = self.rules.region_of(self.cleaned_data.get("region", ""))
        if "city" in self.errors or "city" in self.rules.required:
            return ""
        return region.label if region else dict(country_names(self.language)).get(self.rules.country, "")


def likely_for(request: HttpRequest, /) -> tuple[str, ...]:
    """The countries to offer first to this visitor of this shop."""
    tenant = request.tenant  # type: ignore[attr-defined]
    wishes = request.META.get("HTTP_ACCEPT_LANGUAGE", "")
    return likely_countries(time_zone=tenant.time_zone, locale=tenant.locale, wishes=wishes)


def from_book(entry: AddressInfo, /) -> dict[str, str]:
    """An entry of the address book as this form's `initial` and as the members of an order's address."""
    line = ", ".join(filter(None, (entry.address_line, entry.address_line2)))
    return {part: getattr(entry, part) for part in PARTS} | {"address_line": line}
