"""Stock in the back office: levels, promises and adjustments, read-only, with actions that count and adjust."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django.contrib import admin
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest

from nexus.catalog import facade as catalog
from nexus.inventory.domain.reservation import ReservationState
from nexus.inventory.interfaces.admin_actions import LEVEL_ACTIONS, RELEASE_EXPIRED
from nexus.inventory.interfaces.admin_page import (
    TONES,
    level_sections,
    low_stock,
    low_stock_tile,
    reservation_sections,
    title_of,
)
from nexus.inventory.models import ReservationRecord, StockLevelRecord
from nexus.kernel.ids import parse_id
from nexus.platform.backoffice import (
    Code,
    Figure,
    RecordAdmin,
    Section,
    add_digest,
    add_tiles,
    choices,
    column,
    link_to,
    links_to,
    words,
)
from nexus.platform.backoffice.values import badge

LOW: Final = 5


class Named(RecordAdmin):
    """Rows that know a variant by its id and are shown by its SKU."""

    def prepare(self, records: list[Any]) -> None:
        known = catalog.sellables({record.variant_id for record in records}) if records else {}
        for record in records:
            record.sellable = known.get(record.variant_id)

    def record_or_404(self, object_id: UUID, /) -> Any:
        record = super().record_or_404(object_id)
        self.prepare([record])
        return record

    def title_of(self, record: Any) -> str:
        return title_of(record.sellable) if record.sellable else str(record)

    @column("Product")
    def product(self, record: Any) -> Any:
        found = record.sellable
        return (
            link_to("catalog.product", found.product_id, title_of(found)) if found else str(record.variant_id)
        )

    @column("SKU")
    def sku(self, record: Any) -> Any:
        return Code(record.sellable.sku) if record.sellable else None


class FreeFilter(choices("free", ["low", "none"], title="free to sell")):  # type: ignore[misc]
    """What is not promised to anybody. Expired promises count as promised here until somebody takes them back."""

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        most = {"low": LOW, "none": 0}.get(self.value())
        return queryset if most is None else queryset.filter(on_hand__lte=F("reserved") + most)


@admin.register(StockLevelRecord)
class StockLevelAdmin(Named):
    """Pieces of variants at locations."""

    list_display = ("sku", "product", "location", "on_hand_", "reserved_", "free")
    list_filter = (FreeFilter,)
    search_help_text = "SKU or id of a variant"
    record_actions = LEVEL_ACTIONS
    list_actions = (RELEASE_EXPIRED,)

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        known = parse_id(text) or catalog.variant_of_sku(text)
        return queryset.filter(Q(variant_id=known) | Q(pk=known))

    @column("On hand", order="on_hand")
    def on_hand_(self, record: StockLevelRecord) -> Any:
        return Figure(record.on_hand)

    @column("Promised", order="reserved")
    def reserved_(self, record: StockLevelRecord) -> Any:
        return Figure(record.reserved)

    @column("Free")
    def free(self, record: StockLevelRecord) -> Any:
        return Figure(record.on_hand - record.reserved, strong=True)

    def sections(self, request: HttpRequest, record: StockLevelRecord) -> Iterable[Section]:
        return level_sections(record)


@admin.register(ReservationRecord)
class ReservationAdmin(Named):
    """Pieces promised to orders."""

    list_display = ("sku", "product", "order_", "quantity", "state_", "expires", "reason")
    list_filter = (choices("state", [state.value for state in ReservationState]),)
    search_help_text = "Id of an order or a variant, or a SKU"

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        known = parse_id(text)
        by_variant = Q(variant_id=known or catalog.variant_of_sku(text))
        return queryset.filter(by_variant | Q(order_id=known) | Q(pk=known))

    def prepare(self, records: list[Any]) -> None:
        super().prepare(records)
        orders = links_to("orders.orderrecord", [record.order_id for record in records])
        for record in records:
            record.order = orders[record.order_id]

    @column("Order")
    def order_(self, record: Any) -> Any:
        return record.order

    @column("State")
    def state_(self, record: ReservationRecord) -> Any:
        return badge(record.state, TONES)

    @column("Until")
    def expires(self, record: ReservationRecord) -> Any:
        return record.expires_at

    @column("Closed because")
    def reason(self, record: ReservationRecord) -> Any:
        return words(record.close_reason)

    def sections(self, request: HttpRequest, record: ReservationRecord) -> Iterable[Section]:
        return reservation_sections(record)


add_tiles(low_stock_tile, position=40)
add_digest(low_stock, position=40)
