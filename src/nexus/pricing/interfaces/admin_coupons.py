"""Coupons in the back office: single codes, and batches with how far they are and their file."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.urls import path, reverse

from nexus.accounts import facade as accounts
from nexus.kernel import clock
from nexus.kernel.ids import parse_id
from nexus.platform.backoffice import (
    Badge,
    Code,
    Facts,
    Figure,
    RecordAdmin,
    Section,
    Table,
    add_names,
    choices,
    column,
    is_owner,
    link_to,
    links_to,
)
from nexus.platform.backoffice.acting import own_transactions
from nexus.platform.backoffice.values import Tone
from nexus.platform.tenancy import tenant_scope
from nexus.pricing import facade
from nexus.pricing.interfaces.admin_coupon_actions import COUPON_ACTIONS, CREATE_BATCH, CREATE_COUPON
from nexus.pricing.interfaces.api.coupon_batches import coupon_file
from nexus.pricing.models import CouponBatchRecord, CouponRecord
from nexus.pricing.queries.promotion_figures import uses_of_coupons

_TONES: Final[dict[str, Tone]] = {
    "usable": "good",
    "off": "warn",
    "not yet": "info",
    "over": "idle",
    "used up": "idle",
}
SECONDS: Final = 2


def state_of(record: Any, /) -> str:
    """Whether a buyer could use it now, as far as the code itself decides."""
    now = clock.now()
    if not record.is_active:
        return "off"
    if record.starts_at and now < record.starts_at:
        return "not yet"
    if record.ends_at and record.ends_at <= now:
        return "over"
    return "used up" if record.limit_total and record.used >= record.limit_total else "usable"


@admin.register(CouponRecord)
class CouponAdmin(RecordAdmin):
    """Newest first."""

    list_display = ("code_", "promotion_", "state", "owner", "uses", "starts", "ends")
    list_filter = (choices("is_active", (True, False), title="switched on"),)
    list_select_related = ("promotion",)
    search_help_text = "Code (its beginning), or id of a coupon, promotion or batch"
    create = CREATE_COUPON
    record_actions = COUPON_ACTIONS
    stacked = True

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        if known := parse_id(text):
            by_id = (
                queryset.filter(pk=known)
                | queryset.filter(promotion_id=known)
                | queryset.filter(batch_id=known)
            )
            return by_id.select_related("promotion")
        return queryset.filter(code__startswith=facade.normal_code(text))

    def list_buttons(self, request: HttpRequest) -> list[dict[str, Any]]:
        batches = {"label": "Batches", "url": reverse("admin:pricing_couponbatchrecord_changelist")}
        return [batches, *super().list_buttons(request)]

    def prepare(self, records: list[Any]) -> None:
        used = uses_of_coupons([record.pk for record in records]) if records else {}
        ids = {record.user_id for record in records if record.user_id}
        people = accounts.users(ids) if ids else {}
        for record in records:
            record.used = used.get(record.pk, 0)
            record.person = people.get(record.user_id)

    def record_or_404(self, object_id: UUID, /) -> Any:
        record = super().record_or_404(object_id)
        self.prepare([record])
        return record

    def title_of(self, record: CouponRecord) -> str:
        return record.code

    @column("Code")
    def code_(self, record: CouponRecord) -> Any:
        return Code(record.code)

    @column("Promotion")
    def promotion_(self, record: CouponRecord) -> Any:
        return link_to("pricing.promotionrecord", record.promotion_id, record.promotion.title)

    @column("State")
    def state(self, record: Any) -> Any:
        return Badge(state_of(record), _TONES[state_of(record)])

    @column("Only for")
    def owner(self, record: Any) -> Any:
        return (
            link_to("accounts.user", record.user_id, record.person.email) if record.person else record.email
        )

    @column("Uses")
    def uses(self, record: Any) -> Any:
        return Figure(f"{record.used} of {record.limit_total}" if record.limit_total else record.used)

    @column("From", order="starts_at")
    def starts(self, record: CouponRecord) -> Any:
        return record.starts_at

    @column("Until", order="ends_at")
    def ends(self, record: CouponRecord) -> Any:
        return record.ends_at

    def sections(self, request: HttpRequest, record: Any) -> Iterable[Section]:
        batch = (
            links_to("pricing.couponbatchrecord", [record.batch_id]).get(record.batch_id)
            if record.batch_id
            else None
        )
        yield Facts(title="Coupon", rows=[
            ("Code", Code(record.code)), ("State", self.state(record)), ("Promotion", self.promotion_(record)),
            ("Only for", self.owner(record)), ("Batch", batch), ("Made", record.created_at),
        ])  # fmt: skip
        yield Facts(title="Terms", rows=[
            ("Uses", self.uses(record)), ("For each buyer", record.limit_per_buyer or "as the promotion allows"),
            ("From", record.starts_at), ("Until just before", record.ends_at),
        ])  # fmt: skip


@admin.register(CouponBatchRecord)
class CouponBatchAdmin(RecordAdmin):
    """Newest first."""

    list_display = ("name_", "promotion_", "progress", "made_at")
    list_select_related = ("promotion",)
    search_help_text = "Name, or id of a batch"
    create = CREATE_BATCH
    stacked = True

    def get_urls(self) -> list[Any]:
        name, view = f"{self.opts.app_label}_{self.opts.model_name}", self.admin_site.admin_view
        return [
            path("<uuid:object_id>/codes.csv", view(self.file_page), name=f"{name}_file"),
            *super().get_urls(),
        ]

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        known = parse_id(text)
        return queryset.filter(pk=known) if known else queryset.filter(name__icontains=text)

    def title_of(self, record: CouponBatchRecord) -> str:
        return record.name

    def live(self, record: CouponBatchRecord) -> int:
        return 0 if record.finished_at else SECONDS

    @column("Batch")
    def name_(self, record: CouponBatchRecord) -> Any:
        return record.name

    @column("Promotion")
    def promotion_(self, record: CouponBatchRecord) -> Any:
        return link_to("pricing.promotionrecord", record.promotion_id, record.promotion.title)

    @column("Codes")
    def progress(self, record: CouponBatchRecord) -> Any:
        if record.finished_at:
            return Badge(f"{record.size} codes", "good")
        return Badge(f"{record.made} of {record.size}", "info")

    @column("Made", order="created_at")
    def made_at(self, record: CouponBatchRecord) -> Any:
        return record.created_at

    def buttons(self, request: HttpRequest, record: Any) -> list[dict[str, Any]]:
        found = super().buttons(request, record)
        if is_owner(request.user):
            found.insert(0, {"label": "Download the codes", "url": self._url("file", record.pk)})
        return found

    def sections(self, request: HttpRequest, record: Any) -> Iterable[Section]:
        yield Facts(title=record.name, rows=[
            ("Promotion", self.promotion_(record)), ("Codes", self.progress(record)),
            ("Prefix", record.prefix and Code(record.prefix)),
            ("Asked", record.created_at), ("Finished", record.finished_at),
        ])  # fmt: skip
        yield Facts(title="Terms of each code", rows=[
            ("Uses", record.limit_total or "as the promotion allows"),
            ("For each buyer", record.limit_per_buyer or "as the promotion allows"), ("From", record.starts_at),
            ("Until just before", record.ends_at),
        ])  # fmt: skip
        first = CouponRecord.objects.filter(batch_id=record.pk).order_by("pk")[:5]
        yield Table(
            title="The first of them", head=("Code",),
            rows=[(link_to("pricing.couponrecord", one.pk, Code(one.code)),) for one in first],
            more=f"{reverse('admin:pricing_couponrecord_changelist')}?q={record.pk}", empty="None is there yet.",
        )  # fmt: skip

    @own_transactions
    def file_page(self, request: HttpRequest, object_id: UUID) -> HttpResponseBase:
        """The codes that are there, streamed. Owners only: whoever has the file has the codes."""
        if not is_owner(request.user):
            raise PermissionDenied
        with tenant_scope():
            batch = facade.coupon_batch(object_id)
        if batch is None:
            raise Http404
        return StreamingHttpResponse(
            coupon_file(batch, facade.coupons_of_batch(object_id)),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="coupons-{batch.id}.csv"'},
        )


add_names(CouponBatchRecord, "name")
