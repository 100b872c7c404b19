"""Making and revoking API keys, opening shops."""

from datetime import timedelta
from typing import Any, Final
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.urls import reverse

from nexus.kernel import clock
from nexus.kernel.currencies import EXPONENTS
from nexus.kernel.errors import Conflict
from nexus.kernel.ids import parse_id
from nexus.platform.backoffice import Action, Asked, BackOfficeForm, Done, Text
from nexus.tenancy import facade
from nexus.tenancy.models import Domain, Tenant

_ROLES: Final = (("support", "Support: reads everything, runs actions"), ("owner", "Owner: changes everything in this shop"),
                 ("seller", "Seller: acts for one vendor"))  # fmt: skip


class AlreadyRevoked(Conflict):
    code = "already_revoked"
    title = "This key is revoked already"


class KeyForm(BackOfficeForm):
    """What a machine may do here."""

    name = forms.CharField(max_length=100, help_text="Who uses it, and for what.")
    role = forms.ChoiceField(choices=_ROLES)
    vendor = forms.CharField(required=False, max_length=36, label="Vendor id", help_text="For sellers only.")
    days = forms.IntegerField(
        required=False, min_value=1, max_value=3650, label="Expires after (days)", help_text="Empty: never."
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        given, is_seller = data.get("vendor") or "", data.get("role") == "seller"
        if (parse_id(given) is not None) != is_seller or (given and not is_seller):
            self.add_error("vendor", "A seller's key needs the id of its vendor, others have none.")
        return data


class TenantForm(BackOfficeForm):
    """A new shop."""

    name = forms.CharField(max_length=200)
    slug = forms.SlugField(
        max_length=50, help_text="Part of its address, as in slug.localhost. Lower case, for ever."
    )
    mode = forms.ChoiceField(
        choices=[("marketplace", "Marketplace: many sellers"), ("shop", "Shop: one seller")]
    )
    currency = forms.ChoiceField(choices=[(code, code) for code in sorted(EXPONENTS)], initial="EUR")
    time_zone = forms.ChoiceField(
        choices=[(zone, zone) for zone in sorted(available_timezones())], initial="UTC"
    )
    locale = forms.ChoiceField(choices=settings.LANGUAGES, label="Language")
    domains = forms.CharField(required=False, widget=forms.Textarea, help_text="Host names, one a line.")

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].lower()
        if Tenant.objects.filter(slug=slug).exists():
            raise forms.ValidationError("There is a shop with this slug.")
        return slug

    def clean_domains(self) -> list[str]:
        hosts = [line.strip().lower() for line in self.cleaned_data["domains"].splitlines() if line.strip()]
        taken = Domain.objects.filter(host__in=hosts).values_list("host", flat=True)
        if taken:
            raise forms.ValidationError(f"Taken by another shop: {', '.join(taken)}.")
        return hosts


def create_key(asked: Asked) -> Done:
    """The only moment in which the secret can be read."""
    data = asked.data
    expires_at = clock.now() + timedelta(days=data["days"]) if data["days"] else None
    _, key = facade.create_api_key(
        data["name"], roles=[data["role"]], vendor_id=parse_id(data["vendor"]), expires_at=expires_at
    )
    shown = Text(title="The key", text=key)
    return Done(message="Copy the key now: it is shown once and stored nowhere.", show=shown)


def revoke_key(asked: Asked) -> str:
    if asked.id is None or not facade.revoke_api_key(asked.id):
        raise AlreadyRevoked
    return f"{asked.record.name} opens nothing any more."


def create_tenant(asked: Asked) -> Done:
    """On the owner's connection, which alone may write tenants."""
    data = dict(asked.data)
    made = facade.create_tenant(data.pop("slug"), **data)
    url = reverse("admin:tenancy_tenant_change", args=[made.id])
    return Done(message=f"{made.name} is open. Choose it to make its first owner.", goto=url)


CREATE_KEY: Final = Action(name="create", label="New API key", run=create_key, form=KeyForm, rank="owner")
KEY_ACTIONS: Final = (
    Action(name="revoke", label="Revoke", run=revoke_key, rank="owner", danger=True,
           offered=lambda record: record.revoked_at is None, about="Whoever uses it is refused from now on."),
)  # fmt: skip
CREATE_TENANT: Final = Action(
    name="create", label="Open a shop", run=create_tenant, form=TenantForm, rank="operator", outside=True
)
