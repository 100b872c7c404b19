"""What a buyer fills in at checkout: who, where to, how to ship, how to pay. Judged by the server, kept when it is refused."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from nexus.accounts import facade as accounts
from nexus.accounts.contracts.dto import AddressInfo
from nexus.accounts.contracts.errors import TooManyAddresses
from nexus.kernel.money import InvalidAmount, Money
from nexus.orders.contracts.dto import Address, Buyer
from nexus.payments import facade as payments
from nexus.platform.http.actor import Actor
from nexus.web.components.forms import PageForm
from nexus.web.storefront.addresses import AddressForm, from_book, likely_for

NEW: Final = "new"
"""The choice of an address that is not in the book."""
_DRAFT: Final = "checkout_draft"
_MOST, _LONGEST = 40, 300


class ContactForm(PageForm):
    """Where the confirmation goes to; people with an account have said so already."""

    email = forms.EmailField(max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")
        self.fields["email"].help_text = _("For the confirmation and the link to your order.")
        self.fields["email"].error_messages = {"required": _("Please tell us your e-mail address.")}


@dataclass(kw_only=True)
class Purchase:
    """The whole form. `given` is what was typed (or the draft of it); without it the forms show what is known."""

    actor: Actor
    given: Mapping[str, Any]
    book: tuple[AddressInfo, ...]
    contact: ContactForm | None
    shipping: AddressForm
    billing: AddressForm
    errors: list[tuple[str, str]]

    @property
    def choice(self) -> str:
        """Id of an address of the book, or NEW."""
        wished = str(self.given.get("address", ""))
        if _is_new(self.given, self.book):
            return NEW
        return wished if wished in self._ids else str(self.book[0].id)

    @property
    def chosen(self) -> AddressInfo | None:
        return next((entry for entry in self.book if str(entry.id) == self.choice), None)

    @property
    def bills_elsewhere(self) -> bool:
        return bool(self.given.get("bills_elsewhere"))

    @property
    def saves_address(self) -> bool:
        return bool(self.given.get("save_address")) and self.choice == NEW and self.actor.kind == "user"

    @property
    def shipping_method(self) -> str:
        return str(self.given.get("shipping_method", ""))

    @property
    def payment_method(self) -> str:
        return str(self.given.get("payment_method", ""))

    @property
    def country(self) -> str | None:
        """Where it goes to, as far as that is known."""
        return (self.chosen.country if self.chosen else self.shipping.rules.country) or None

    @property
    def terms(self) -> dict[str, str | None]:
        """What prices depend on, as far as it was typed or is known."""
        there = from_book(self.chosen) if self.chosen else self._typed
        return {
            "country": self.country,
            "region": there.get("region", ""),
            "postal_code": there.get("postal_code", ""),
            "payment_method": self.payment_method or None,
            "email": str(self.given.get("email", "")) if self.actor.kind != "user" else "",
        }

    @property
    def _typed(self) -> dict[str, str]:
        asked = (part for part in ("region", "postal_code") if part in self.shipping.fields)
        return {part: str(self.given.get(f"shipping-{part}", "")).strip() for part in asked}

    @property
    def cart_id(self) -> UUID | None:
        return forms.UUIDField(required=False).clean(_uuid_or_empty(self.given.get("cart", "")))

    def agreed_total(self, currency: str, /) -> Money:
        """What the page showed; nothing that was ever shown equals a negative amount."""
        try:
            return Money.of(str(self.given.get("total", "")), currency)
        except InvalidAmount:
            return Money(-1, currency)

    def is_valid(self) -> bool:
        """Judge everything at once, so that all errors are seen together."""
        self.errors = []
        for form in self._asked:
            form.is_valid()
            self.errors += [(form[name].id_for_label, errors[0]) for name, errors in form.errors.items()]
        if self.payment_method not in {one.code for one in payments.providers()}:
            self.errors.append(("payment-method", _("Please choose how you want to pay.")))
        return not self.errors

    def buyer(self) -> Buyer:
        """After is_valid()."""
        there = Address(**(from_book(self.chosen) if self.chosen else self.shipping.address()))
        billing = Address(**self.billing.address()) if self.bills_elsewhere else None
        email = self.contact.cleaned_data["email"] if self.contact else self.actor.email
        return Buyer(email=email, name=there.name, shipping_address=there, billing_address=billing)

    def save_address(self) -> None:
        """Into the buyer's book; a full book is no reason to refuse an order."""
        assert self.actor.id is not None
        with suppress(TooManyAddresses):
            accounts.add_address(self.actor.id, **self.shipping.address())

    @property
    def _ids(self) -> set[str]:
        return {str(entry.id) for entry in self.book}

    @property
    def _asked(self) -> list[PageForm]:
        parts: list[PageForm] = [self.contact] if self.contact else []
        parts += [self.shipping] if self.choice == NEW else []
        return [*parts, self.billing] if self.bills_elsewhere else parts


def purchase(request: HttpRequest, actor: Actor, /, *, judged: bool = False) -> Purchase:
    """From what was sent, else from the draft of an interrupted checkout, else from what is known of the person."""
    given: Mapping[str, Any] = request.POST if request.method == "POST" else _draft(request)
    book = accounts.addresses(actor.id) if actor.kind == "user" and actor.id else ()
    data = request.POST if judged else None
    contact = None
    if actor.kind != "user":
        contact = ContactForm(data, initial={"email": given.get("email", "")}, use_required_attribute=False)
    likely = likely_for(request)
    return Purchase(
        actor=actor, given=given, book=book, contact=contact, errors=[],
        shipping=_address(data if _is_new(given, book) else None, given, "shipping", likely, _name_of(actor)),
        billing=_address(data if given.get("bills_elsewhere") else None, given, "billing", likely, ""),
    )  # fmt: skip


def _is_new(given: Mapping[str, Any], book: tuple[AddressInfo, ...]) -> bool:
    return not book or given.get("address") == NEW


def keep_draft(request: HttpRequest, /) -> None:
    """What was typed survives a log-in: it waits in the session."""
    typed = [
        (name, value[:_LONGEST]) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"
    ]
    request.session[_DRAFT] = dict(typed[:_MOST])


def drop_draft(request: HttpRequest, /) -> None:
    if _DRAFT in getattr(request, "session", {}):
        del request.session[_DRAFT]


def _draft(request: HttpRequest) -> Mapping[str, Any]:
    found = request.session.get(_DRAFT) if settings.SESSION_COOKIE_NAME in request.COOKIES else None
    return found if isinstance(found, dict) else {}


def _address(
    data: Any, given: Mapping[str, Any], prefix: str, likely: tuple[str, ...], name: str, /
) -> AddressForm:
    """Judged when there is data; else as it was typed so far; else empty but for the name."""
    options: dict[str, Any] = {
        "prefix": prefix,
        "section": prefix,
        "likely": likely,
        "use_required_attribute": False,
    }
    if data is not None:
        return AddressForm(data, **options)
    if any(key.startswith(f"{prefix}-") for key in given):
        return AddressForm.typed(given, **options)
    return AddressForm(initial={"name": name}, **options)


def _name_of(actor: Actor) -> str:
    person = accounts.user(actor.id) if actor.kind == "user" and actor.id else None
    return f"{person.first_name} {person.last_name}".strip() if person else ""


def _uuid_or_empty(text: Any) -> str:
    try:
        return str(UUID(str(text)))
    except ValueError:
        return ""
