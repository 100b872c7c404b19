"""Zones, tax rates, shipping methods, terms and tax statuses in the back office."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from nexus.accounts import facade as accounts
from nexus.kernel.ids import parse_id
from nexus.platform.backoffice import (
    Badge,
    Code,
    Facts,
    RecordAdmin,
    Section,
    Text,
    column,
    link_to,
    links_to,
    words,
)
from nexus.pricing.interfaces import admin_terms_actions as actions
from nexus.pricing.interfaces.terms_lines import places_text, tariffs_text
from nexus.pricing.models import (
    ShippingMethodRecord,
    TaxRateRecord,
    TaxStatusRecord,
    TermsRecord,
    ZoneRecord,
)

_SHOWN = 80


@admin.register(ZoneRecord)
class ZoneAdmin(RecordAdmin):
    """Parts of the world."""

    list_display = ("code_", "name_", "places_")
    search_help_text = "Code or name"
    ordering = ("position", "code")
    record_actions = actions.ZONE_ACTIONS
    list_actions = (actions.NEW_ZONE,)

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        return queryset.filter(Q(code__icontains=text) | Q(name__icontains=text))

    @column("Code", order="code")
    def code_(self, record: Any) -> Any:
        return Code(record.code)

    @column("Name", order="name")
    def name_(self, record: Any) -> Any:
        return record.name

    @column("Places")
    def places_(self, record: Any) -> Any:
        return _short(places_text(record.places)) or "everywhere"

    def sections(self, request: HttpRequest, record: Any) -> Iterable[Section]:
        yield Facts(
            title="Zone",
            rows=[("Code", Code(record.code)), ("Name", record.name), ("Position", record.position)],
        )
        yield Text(title="Places", text=places_text(record.places) or "everywhere")


@admin.register(TaxRateRecord)
class TaxRateAdmin(RecordAdmin):
    """By zone and class."""

    list_display = ("zone_", "class_", "name_", "percent_", "from_", "until_")
    search_help_text = "Tax class or name"
    ordering = ("zone__code", "tax_class", "position")
    list_select_related = ("zone",)
    record_actions = actions.RATE_ACTIONS
    list_actions = (actions.NEW_RATE,)

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        return queryset.filter(Q(tax_class__icontains=text) | Q(name__icontains=text))

    @column("Zone")
    def zone_(self, record: Any) -> Any:
        return link_to("pricing.zonerecord", record.zone_id, record.zone.name)

    @column("Tax class", order="tax_class")
    def class_(self, record: Any) -> Any:
        return Code(record.tax_class)

    @column("Name")
    def name_(self, record: Any) -> Any:
        return record.name

    @column("Percent", order="percent")
    def percent_(self, record: Any) -> Any:
        return _percent(record)

    @column("From", order="starts_at")
    def from_(self, record: Any) -> Any:
        return record.starts_at

    @column("Until", order="ends_at")
    def until_(self, record: Any) -> Any:
        return record.ends_at

    def sections(self, request: HttpRequest, record: Any) -> Iterable[Section]:
        yield Facts(title="Tax rate", rows=[
            ("Zone", link_to("pricing.zonerecord", record.zone_id, record.zone.name)), ("Tax class", Code(record.tax_class)),
            ("Name", record.name), ("Percent", _percent(record)), ("Compound", "yes" if record.is_compound else "no"),
            ("From", record.starts_at), ("Until", record.ends_at),
        ])  # fmt: skip


@admin.register(ShippingMethodRecord)
class ShippingMethodAdmin(RecordAdmin):
    """The shop's and its sellers'."""

    list_display = ("code_", "name_", "whose", "tariffs_", "state")
    search_help_text = "Code or name"
    ordering = ("position", "id")
    record_actions = actions.METHOD_ACTIONS
    list_actions = (actions.NEW_METHOD,)

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        return queryset.filter(Q(code__icontains=text) | Q(name__icontains=text))

    def prepare(self, records: list[Any]) -> None:
        links = links_to("vendors.vendor", [record.vendor_id for record in records if record.vendor_id])
        for record in records:
            record.seller = links.get(record.vendor_id)

    @column("Code", order="code")
    def code_(self, record: Any) -> Any:
        return Code(record.code)

    @column("Name", order="name")
    def name_(self, record: Any) -> Any:
        return record.name

    @column("Whose")
    def whose(self, record: Any) -> Any:
        return record.seller or "the shop's"

    @column("Tariffs")
    def tariffs_(self, record: Any) -> Any:
        return _short(tariffs_text(record.spec["tariffs"]))

    @column("State")
    def state(self, record: Any) -> Any:
        return Badge(words("active"), "good") if record.is_active else Badge(words("inactive"), "idle")

    def sections(self, request: HttpRequest, record: Any) -> Iterable[Section]:
        self.prepare([record])
        spec = record.spec
        yield Facts(title="Shipping method", rows=[
            ("Code", Code(record.code)), ("Name", record.name), ("Whose", record.seller or "the shop's"),
            ("Goes to", ", ".join(record.zones) or "everywhere"), ("Never to", ", ".join(spec.get("not_zones", ()))),
            ("Heaviest parcel (grams)", spec.get("max_grams")), ("Most pieces", spec.get("max_pieces")),
            ("Picked up at", record.store_id), ("Position", record.position), ("Offered", "yes" if record.is_active else "no"),
        ])  # fmt: skip
        yield Text(title="Tariffs", text=tariffs_text(spec["tariffs"]))


@admin.register(TermsRecord)
class TermsAdmin(RecordAdmin):
    """What holds for the whole shop: one row, or none while nothing is set."""

    list_display = ("included", "rounding_", "country_", "changed")
    list_actions = (actions.CHANGE_TERMS,)

    @column("Prices include tax")
    def included(self, record: Any) -> Any:
        return "yes" if record.prices_include_tax else "no"

    @column("Rounding")
    def rounding_(self, record: Any) -> Any:
        return words(record.rounding)

    @column("Country")
    def country_(self, record: Any) -> Any:
        return record.country

    @column("Changed")
    def changed(self, record: Any) -> Any:
        return record.updated_at

    def title_of(self, record: Any) -> str:
        return "Tax settings"

    def sections(self, request: HttpRequest, record: Any) -> Iterable[Section]:
        yield Facts(title="Tax settings", rows=[
            ("Prices include tax", "yes" if record.prices_include_tax else "no"), ("Rounding", words(record.rounding)),
            ("Tax on shipping", words(record.shipping_tax)), ("Where rates are others", words(record.abroad)),
            ("Where the shop is", " ".join(part for part in (record.country, record.region, record.postal_code) if part)),
            ("Tax provider", record.tax_provider), ("Shipping provider", record.shipping_provider),
            ("Changed", record.updated_at),
        ])  # fmt: skip


@admin.register(TaxStatusRecord)
class TaxStatusAdmin(RecordAdmin):
    """VAT ids that wait to be verified come first."""

    list_display = ("buyer", "vat_id_", "verified", "exempt", "until_")
    search_help_text = "E-mail or id of a buyer, or a VAT id"
    ordering = ("is_verified", "-updated_at", "id")
    record_actions = (actions.CHANGE_STATUS,)
    list_actions = (actions.NEW_STATUS,)

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        found = accounts.find_by_email(text) if "@" in text else None
        known = found.id if found else parse_id(text)
        return queryset.filter(Q(user_id=known) if known else Q(vat_id=text.replace(" ", "").upper()))

    def prepare(self, records: list[Any]) -> None:
        links = links_to("accounts.user", [record.user_id for record in records])
        for record in records:
            record.owner = links.get(record.user_id)

    def title_of(self, record: Any) -> str:
        return record.vat_id or "Tax status"

    @column("Buyer")
    def buyer(self, record: Any) -> Any:
        return record.owner or str(record.user_id)

    @column("VAT id")
    def vat_id_(self, record: Any) -> Any:
        return Code(record.vat_id) if record.vat_id else None

    @column("Verified")
    def verified(self, record: Any) -> Any:
        if not record.vat_id:
            return None
        return Badge(words("verified"), "good") if record.is_verified else Badge(words("waiting"), "warn")

    @column("Exempt")
    def exempt(self, record: Any) -> Any:
        return (record.reason or "yes") if record.is_exempt else None

    @column("Until", order="valid_until")
    def until_(self, record: Any) -> Any:
        return record.valid_until

    def sections(self, request: HttpRequest, record: Any) -> Iterable[Section]:
        self.prepare([record])
        yield Facts(title="Tax status", rows=[
            ("Buyer", record.owner), ("VAT id", Code(record.vat_id) if record.vat_id else None), ("Given by", record.country),
            ("Verified", "yes" if record.is_verified else "no"), ("Exempt", "yes" if record.is_exempt else "no"),
            ("Reason", record.reason), ("Until", record.valid_until), ("Changed", record.updated_at),
        ])  # fmt: skip


def _percent(record: Any) -> str:
    return f"{record.percent.normalize():f} %"


def _short(text: str) -> str:
    """The first lines of it."""
    plain = " | ".join(text.splitlines())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}..."
