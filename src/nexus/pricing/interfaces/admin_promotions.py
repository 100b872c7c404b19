"""Promotions in the back office: the list, and a page for each."""

from collections.abc import Iterable
from typing import Any, ClassVar, Final

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy

from nexus.kernel import clock
from nexus.kernel.ids import parse_id
from nexus.platform.backoffice import (
    Badge,
    Code,
    Facts,
    Figure,
    Json,
    Link,
    RecordAdmin,
    Section,
    Table,
    add_names,
    choices,
    column,
    links_to,
)
from nexus.platform.backoffice.values import Tone
from nexus.pricing.domain.lifecycle import STATUSES
from nexus.pricing.infrastructure.strategies import schemas
from nexus.pricing.interfaces.admin_editor import EditorMixin
from nexus.pricing.interfaces.admin_promotion_actions import PROMOTION_ACTIONS
from nexus.pricing.interfaces.admin_reports import ReportsMixin
from nexus.pricing.interfaces.admin_simulations import SimulationsMixin
from nexus.pricing.interfaces.editor import shop
from nexus.pricing.interfaces.editor.telling import told_block
from nexus.pricing.models import PromotionRecord
from nexus.pricing.queries import promotion_figures as figures

TONES: Final[dict[str, Tone]] = {
    "draft": "idle", "live": "good", "scheduled": "info", "over": "idle", "paused": "warn", "archived": "idle",
}  # fmt: skip


def state_of(record: Any, /) -> str:
    """What it is right now: an active one is scheduled, live or over."""
    if record.status != "active":
        return str(record.status)
    now = clock.now()
    if record.starts_at and now < record.starts_at:
        return "scheduled"
    return "over" if record.ends_at and record.ends_at <= now else "live"


class WhenFilter(SimpleListFilter):
    """Active ones by where now stands in their period."""

    title = gettext_lazy("time")
    parameter_name = "when"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        return [("live", "Live"), ("scheduled", "Scheduled"), ("over", "Over")]

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        now, wanted = clock.now(), self.value()
        begun = Q(starts_at__isnull=True) | Q(starts_at__lte=now)
        ended = Q(ends_at__isnull=False, ends_at__lte=now)
        rules = {"live": begun & ~ended, "scheduled": Q(starts_at__gt=now), "over": ended}
        return queryset.filter(rules[wanted], status="active") if wanted in rules else queryset


@admin.register(PromotionRecord)
class PromotionAdmin(EditorMixin, ReportsMixin, SimulationsMixin, RecordAdmin):
    """Newest first."""

    list_display = ("title_", "code_", "state", "kind_", "starts", "ends", "lane_", "uses", "discount")
    list_filter = (choices("status", STATUSES), WhenFilter, choices("kind", ("cart", "catalogue")))
    search_help_text = "Title, code or id"
    record_actions = PROMOTION_ACTIONS
    stacked: ClassVar[bool] = True

    def get_urls(self) -> list[Any]:
        return [*self.editor_urls(), *self.report_urls(), *self.simulation_urls(), *super().get_urls()]

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        if known := parse_id(text):
            return queryset.filter(pk=known)
        return queryset.filter(Q(title__icontains=text) | Q(code__istartswith=text))

    def prepare(self, records: list[Any]) -> None:
        known = figures.sums([record.pk for record in records]) if records else {}
        for record in records:
            record.sums = known.get(record.pk, ())

    def title_of(self, record: PromotionRecord) -> str:
        return record.title

    @column("Promotion")
    def title_(self, record: PromotionRecord) -> Any:
        return record.title

    @column("Code")
    def code_(self, record: PromotionRecord) -> Any:
        return Code(record.code)

    @column("State", order="status")
    def state(self, record: PromotionRecord) -> Any:
        return Badge(state_of(record), TONES[state_of(record)])

    @column("Where")
    def kind_(self, record: PromotionRecord) -> Any:
        return "coupon" if record.needs_coupon else record.kind

    @column("From", order="starts_at")
    def starts(self, record: PromotionRecord) -> Any:
        return record.starts_at

    @column("Until", order="ends_at")
    def ends(self, record: PromotionRecord) -> Any:
        return record.ends_at

    @column("Lane", order="lane")
    def lane_(self, record: PromotionRecord) -> Any:
        return Figure(record.lane)

    @column("Uses")
    def uses(self, record: Any) -> Any:
        used = sum(one.orders for one in record.sums)
        return Figure(f"{used} of {record.limit_total}" if record.limit_total else used)

    @column("Discount so far")
    def discount(self, record: Any) -> Any:
        return tuple(Figure(one.amount) for one in record.sums)

    def list_buttons(self, request: HttpRequest) -> list[dict[str, Any]]:
        lanes = {"label": "Lanes", "url": reverse("admin:pricing_lanerecord_changelist")}
        return [*super().list_buttons(request), lanes, *self.report_buttons(), *self.editor_buttons(request)]

    def buttons(self, request: HttpRequest, record: Any) -> list[dict[str, Any]]:
        return [
            *self.record_buttons(request, record),
            *self.simulation_buttons(request, record),
            *super().buttons(request, record),
        ]

    def sections(self, request: HttpRequest, record: PromotionRecord) -> Iterable[Section]:
        self.prepare([record])
        yield self._head(record)
        yield self._terms(record)
        yield self._rules(record)
        yield self._used(record)
        yield Json(title="As it is stored", value=record.spec)

    def _head(self, record: PromotionRecord) -> Section:
        vendor = (
            links_to("vendors.vendor", [record.vendor_id]).get(record.vendor_id) if record.vendor_id else None
        )
        return Facts(title=record.title, rows=[
            ("State", self.state(record)), ("Code", Code(record.code)), ("Works", record.kind), ("From", record.starts_at),
            ("Until just before", record.ends_at), ("Whose it is", vendor or "the shop's"), ("Version", record.version),
            ("Changed", record.updated_at),
        ])  # fmt: skip

    def _terms(self, record: PromotionRecord) -> Section:
        spec = record.spec
        bears = spec.get("vendor_share")
        return Facts(title="Terms", rows=[
            ("Lane", record.lane), ("Priority", spec.get("priority", 0)), ("Exclusive", bool(spec.get("exclusive"))),
            ("Only with a coupon", self._codes(record)), ("Uses in all", record.limit_total or "without a limit"),
            ("Uses for each buyer", record.limit_per_buyer or "without a limit"),
            ("Most off a line", _amounts(spec.get("max_per_line"))), ("Most off an order", _amounts(spec.get("max_per_order"))),
            ("Floor", f"{spec['floor_percent']} %" if spec.get("floor_percent") else None),
            ("Sellers bear", f"{bears} %" if bears is not None else "100 %" if record.vendor_id else "nothing"),
        ])  # fmt: skip

    def _codes(self, record: PromotionRecord) -> Any:
        url = f"{reverse('admin:pricing_couponrecord_changelist')}?q={record.pk}"
        return Link("yes, these are its codes", url) if record.needs_coupon else False

    def _rules(self, record: PromotionRecord) -> Section:
        spec, names = record.spec, shop.names_in(record.spec)
        blocks = [
            ("What buyers get", "benefits", spec.get("benefit")),
            ("On what", "targets", spec.get("target")),
        ]
        blocks += [("When", "conditions", one) for one in spec.get("conditions", ())]
        return Table(title="What it says", head=("", "Rule", "Settings"), rows=[
            (place, *told_block(given, schemas()[group], names)) for place, group, given in blocks
        ])  # fmt: skip

    def _used(self, record: Any) -> Section:
        return Table(
            title="Uses", head=("Orders", "Discount", "Sellers bear", "The shop bears"), empty="Nobody has used it yet.",
            more=f"{reverse('admin:pricing_promotionrecord_usage')}?promotion={record.pk}",
            rows=[(one.orders, Figure(one.amount), Figure(one.vendor_funded), Figure(one.shop_funded)) for one in record.sums],
        )  # fmt: skip


def _amounts(given: Any) -> str | None:
    return ", ".join(f"{amount} {currency}" for currency, amount in given.items()) if given else None


add_names(PromotionRecord, "title")
