"""Price lists in the back office."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from nexus.catalog import facade as catalog
from nexus.platform.backoffice import (
    Badge,
    Code,
    Facts,
    Figure,
    RecordAdmin,
    Section,
    Table,
    choices,
    column,
    link_to,
    money,
)
from nexus.pricing.interfaces.admin_price_list_actions import ACTIONS, CREATE, whose
from nexus.pricing.models import PriceEntryRecord, PriceListRecord

_SHOWN: Final = 200


class OnFilter(choices("is_active", ["yes", "no"], title="in use")):  # type: ignore[misc]
    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(is_active=self.value() == "yes") if self.value() else queryset


@admin.register(PriceListRecord)
class PriceListAdmin(RecordAdmin):
    """By their codes."""

    list_display = ("code_", "name_", "currency_", "state", "from_", "until_")
    list_filter = (OnFilter,)
    ordering = ("code",)
    search_help_text = "Part of code or name"
    create = CREATE
    record_actions = ACTIONS

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        return queryset.filter(Q(code__icontains=text) | Q(name__icontains=text))

    def title_of(self, record: PriceListRecord) -> str:
        return record.name

    @column("Code", order="code")
    def code_(self, record: PriceListRecord) -> Any:
        return Code(record.code)

    @column("Name", order="name")
    def name_(self, record: PriceListRecord) -> Any:
        return record.name

    @column("Currency")
    def currency_(self, record: PriceListRecord) -> Any:
        return record.currency

    @column("State")
    def state(self, record: PriceListRecord) -> Any:
        return Badge("in use", "good") if record.is_active else Badge("off", "idle")

    @column("From", order="starts_at")
    def from_(self, record: PriceListRecord) -> Any:
        return record.starts_at

    @column("Until just before", order="ends_at")
    def until_(self, record: PriceListRecord) -> Any:
        return record.ends_at

    def sections(self, request: HttpRequest, record: PriceListRecord) -> Iterable[Section]:
        yield Facts(title="Price list", rows=[
            ("Code", Code(record.code)), ("Currency", record.currency), ("State", self.state(record)),
            ("For", ", ".join(whose(record)) or "everybody"), ("Priority", Figure(record.priority)),
            ("From", record.starts_at), ("Until just before", record.ends_at),
        ])  # fmt: skip
        entries = PriceEntryRecord.objects.filter(price_list_id=record.pk).order_by("pk")[: _SHOWN + 1]
        known = catalog.sellables({one.variant_id for one in entries if one.variant_id})
        yield Table(
            title="Prices" if len(entries) <= _SHOWN else f"The first {_SHOWN} prices",
            head=("For", "From pieces", "Price"), empty="No prices yet: the list holds for nothing.",
            rows=[(_subject(one, known), Figure(one.min_quantity), _price(one, record)) for one in entries[:_SHOWN]],
        )  # fmt: skip


def _subject(entry: PriceEntryRecord, known: Any) -> Any:
    if entry.variant_id:
        found = known.get(entry.variant_id)
        return link_to("catalog.variant", entry.variant_id, found.sku if found else entry.variant_id)
    return link_to("catalog.product", entry.product_id, "a product") if entry.product_id else "everything"


def _price(entry: PriceEntryRecord, record: PriceListRecord) -> Any:
    if entry.amount_minor is not None:
        return Figure(money(entry.amount_minor, record.currency))
    return f"{Decimal(entry.percent or 0) / 100:+.2f} %"
