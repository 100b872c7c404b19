"""Decisions about sellers, their staff and places."""

from collections.abc import Callable
from typing import Any, Final
from zoneinfo import available_timezones

from django import forms
from django.urls import reverse

from nexus.accounts import facade as accounts
from nexus.platform.backoffice import Action, Asked, BackOfficeForm, Done, FieldValues, ReasonForm
from nexus.vendors import facade
from nexus.vendors.contracts.errors import InvalidVendor
from nexus.vendors.models import VendorStatus
from nexus.vendors.services import stores, vendors


class VendorForm(BackOfficeForm):
    """Who they are."""

    name = forms.CharField(max_length=120)
    slug = forms.SlugField(max_length=80)
    description = forms.CharField(required=False, widget=forms.Textarea)


class NewVendorForm(VendorForm):
    """A seller made by the shop; approved at once."""

    slug = forms.SlugField(max_length=80, required=False, help_text="Empty: made from the name.")
    email = forms.EmailField(
        required=False, label="Account of its first member of staff", help_text="An existing user's e-mail."
    )


class StaffForm(BackOfficeForm):
    """Who may act for the seller."""

    email = forms.EmailField(help_text="An existing user's e-mail.")


class OptionalReasonForm(BackOfficeForm):
    reason = forms.CharField(max_length=500, required=False)


class StoreForm(BackOfficeForm):
    """A place on the map."""

    name = forms.CharField(max_length=120)
    address = forms.CharField(max_length=300)
    latitude = forms.FloatField(min_value=-90, max_value=90)
    longitude = forms.FloatField(min_value=-180, max_value=180)
    time_zone = forms.CharField(
        max_length=64, required=False, help_text="As in Europe/Berlin. Empty: the shop's."
    )
    is_active = forms.BooleanField(required=False, initial=True, label="Open for business")

    def clean_time_zone(self) -> str:
        zone: str = self.cleaned_data["time_zone"]
        if zone and zone not in available_timezones():
            raise forms.ValidationError("There is no such time zone.")
        return zone


def create(asked: Asked) -> Done:
    data = asked.data
    owner = _person(data["email"]) if data["email"] else None
    made = facade.create_vendor(
        name=data["name"], slug=data["slug"], description=data["description"], owner_user_id=owner
    )
    return Done(message=f"{made.name} may sell.", goto=reverse("admin:vendors_vendor_change", args=[made.id]))


def edit(asked: Asked) -> str:
    return f"{vendors.update_vendor(asked.record.pk, changes=asked.data).name} is changed."


def _decide(status: str, word: str, /) -> Callable[[Asked], str]:
    def decide(asked: Asked) -> str:
        decided = vendors.decide(asked.record.pk, status=status, reason=asked.data.get("reason") or "")
        return f"{decided.name} is {word}."

    return decide


def add_staff(asked: Asked) -> str:
    facade.add_staff(asked.record.pk, user_id=_person(asked.data["email"]))
    return f"{asked.data['email']} acts for {asked.record.name}."


def open_store(asked: Asked) -> Done:
    made = facade.create_store(asked.record.pk, **asked.data)
    return Done(message=f"{made.name} is there.", goto=reverse("admin:vendors_store_change", args=[made.id]))


def edit_store(asked: Asked) -> str:
    changes = {name: value for name, value in asked.data.items() if name != "time_zone" or value}
    return f"{stores.update_store(asked.record.pk, changes=changes).name} is changed."


def _person(email: str) -> Any:
    found = accounts.find_by_email(email)
    if found is None:
        raise InvalidVendor(
            "Nobody has this address.", errors={"email": ["Nobody in this shop has this address."]}
        )
    return found.id


def _vendor_now(record: Any) -> FieldValues:
    return {"name": record.name, "slug": record.slug, "description": record.description}


def _store_now(record: Any) -> FieldValues:
    names = ("name", "address", "latitude", "longitude", "time_zone", "is_active")
    return {name: getattr(record, name) for name in names}


def _legal(status: str, /) -> Callable[[Any], bool]:
    return lambda record: record.status in vendors.DECISIONS[status]


CREATE_VENDOR: Final = Action(name="create", label="New seller", run=create, form=NewVendorForm, rank="owner")
VENDOR_ACTIONS: Final = (
    Action(name="approve", label="Approve", run=_decide(VendorStatus.APPROVED, "approved and may sell"), bulk=True,
           form=OptionalReasonForm, offered=_legal(VendorStatus.APPROVED), about="Its staff may sell from now on."),
    Action(name="reject", label="Reject", run=_decide(VendorStatus.REJECTED, "rejected"), form=ReasonForm,
           offered=_legal(VendorStatus.REJECTED), danger=True, about="The application is refused; they may apply again."),
    Action(name="suspend", label="Suspend", run=_decide(VendorStatus.SUSPENDED, "suspended"), form=ReasonForm,
           offered=_legal(VendorStatus.SUSPENDED), danger=True, about="Its offers can no longer be bought. Orders go on."),
    Action(name="edit", label="Edit", run=edit, form=VendorForm, initial=_vendor_now, rank="owner"),
    Action(name="add-staff", label="Add staff", run=add_staff, form=StaffForm, rank="owner",
           about="The person gets the role of a seller for this vendor."),
    Action(name="open-store", label="Add store", run=open_store, form=StoreForm, rank="owner"),
)  # fmt: skip
STORE_ACTIONS: Final = (
    Action(name="edit", label="Edit", run=edit_store, form=StoreForm, initial=_store_now, rank="owner"),
)
