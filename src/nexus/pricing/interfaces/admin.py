"""List prices in the back office, to be read: they are changed at the product, whose event carries them everywhere."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from nexus.catalog import facade as catalog
from nexus.kernel.ids import parse_id
from nexus.platform.backoffice import Code, Facts, Figure, RecordAdmin, Section, column, link_to, money
from nexus.pricing.interfaces import (
    admin_coupons,
    admin_credit,
    admin_currencies,
    admin_lanes,
    admin_price_lists,
    admin_promotions,
    admin_terms,
)
from nexus.pricing.models import PriceRecord

__all__ = [
    "PriceAdmin",
    "admin_coupons",
    "admin_credit",
    "admin_currencies",
    "admin_lanes",
    "admin_price_lists",
    "admin_promotions",
    "admin_terms",
]


@admin.register(PriceRecord)
class PriceAdmin(RecordAdmin):
    """One price for each variant and currency."""

    list_display = ("sku", "product", "price", "compare_at", "updated")
    search_help_text = "SKU or id of a variant"

    def prepare(self, records: list[Any]) -> None:
        known = catalog.sellables({record.variant_id for record in records}) if records else {}
        for record in records:
            record.sellable = known.get(record.variant_id)

    def record_or_404(self, object_id: UUID, /) -> Any:
        record = super().record_or_404(object_id)
        self.prepare([record])
        return record

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        return queryset.filter(variant_id=parse_id(text) or catalog.variant_of_sku(text))

    @column("SKU")
    def sku(self, record: Any) -> Any:
        return Code(record.sellable.sku) if record.sellable else str(record.variant_id)

    @column("Product")
    def product(self, record: Any) -> Any:
        found = record.sellable
        return link_to("catalog.product", found.product_id, found.product_title) if found else None

    @column("List price", order="list_minor")
    def price(self, record: PriceRecord) -> Any:
        return Figure(money(record.list_minor, record.currency))

    @column("Compared with")
    def compare_at(self, record: PriceRecord) -> Any:
        return Figure(money(record.compare_at_minor, record.currency))

    @column("Changed", order="updated_at")
    def updated(self, record: PriceRecord) -> Any:
        return record.updated_at

    def title_of(self, record: Any) -> str:
        found = record.sellable
        return f"{found.sku} in {record.currency}" if found else str(record)

    def sections(self, request: HttpRequest, record: Any) -> Iterable[Section]:
        found = record.sellable
        yield Facts(title="Price", rows=[
            ("List price", money(record.list_minor, record.currency)),
            ("Compared with", money(record.compare_at_minor, record.currency)), ("Changed", record.updated_at),
        ])  # fmt: skip
        yield Facts(title="Variant", rows=[
            ("Product", link_to("catalog.product", found.product_id, found.product_title) if found else None),
            ("Change it at", link_to("catalog.variant", record.variant_id, found.sku) if found else None),
            ("SKU", Code(found.sku) if found else None),
        ])  # fmt: skip
