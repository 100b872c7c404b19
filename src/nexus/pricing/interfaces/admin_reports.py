"""When promotions hold, and what they cost: the calendar and the report of uses."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from nexus.kernel import clock
from nexus.kernel.ids import parse_id
from nexus.pricing.interfaces.editor import shop
from nexus.pricing.interfaces.editor.calendar import (
    Period,
    bounds,
    days_of,
    month_before,
    month_of,
    next_month,
    weeks_of,
)
from nexus.pricing.interfaces.editor.report import Report, as_csv, report, span_of
from nexus.pricing.models import PriceListRecord, PromotionRecord

FOLDER: Final = "backoffice/promotions"
MOST_SHOWN: Final = 300


class ReportsMixin:
    """The part of PromotionAdmin that looks at all promotions together. Everybody of the staff may look."""

    opts: Any
    admin_site: Any

    def report_urls(self) -> list[Any]:
        name, view = f"{self.opts.app_label}_{self.opts.model_name}", self.admin_site.admin_view
        return [
            path("calendar/", view(self.calendar_page), name=f"{name}_calendar"),
            path("usage/", view(self.usage_page), name=f"{name}_usage"),
            path("usage.csv", view(self.usage_csv), name=f"{name}_usage_csv"),
        ]

    def report_buttons(self) -> list[dict[str, Any]]:
        pages = (("Calendar", "calendar"), ("Usage", "usage"))
        return [{"label": label, "url": self._url(name)} for label, name in pages]  # type: ignore[attr-defined]

    def calendar_page(self, request: HttpRequest) -> HttpResponse:
        """A month of the shop's calendar. Two statements."""
        today = timezone.localdate()
        first = month_of(request.GET.get("month", ""), today)
        since, until = bounds(first, shop.zone())
        overlapping = (Q(starts_at__isnull=True) | Q(starts_at__lt=until)) & (
            Q(ends_at__isnull=True) | Q(ends_at__gt=since)
        )
        periods = [*self._promotions(overlapping), *self._price_lists(overlapping)]
        context = {
            **self.page_context(request, None), "title": "Calendar", "first": first, "today": today,  # type: ignore[attr-defined]
            "weeks": weeks_of(first, periods, shop.zone()), "always": [one for one in periods if one.is_open],
            "listed": [(one, *days_of(one, shop.zone())) for one in periods if not one.is_open],
            "before": month_before(first), "after": next_month(first), "zone": shop.zone().key,
        }  # fmt: skip
        return TemplateResponse(request, f"{FOLDER}/calendar.html", context)

    def _promotions(self, overlapping: Q) -> Iterator[Period]:
        found = PromotionRecord.objects.filter(overlapping).exclude(status="archived")
        for one in found.order_by("starts_at", "title")[:MOST_SHOWN]:
            note = "coupon" if one.needs_coupon else one.kind
            yield Period(
                title=one.title, url=self._url("change", one.pk), state=one.status, starts_at=one.starts_at,  # type: ignore[attr-defined]
                ends_at=one.ends_at, note=note,
            )  # fmt: skip

    def _price_lists(self, overlapping: Q) -> Iterator[Period]:
        found = PriceListRecord.objects.filter(overlapping, is_active=True)
        for one in found.order_by("starts_at", "name")[:MOST_SHOWN]:
            yield Period(
                title=one.name,
                url="",
                state="list",
                starts_at=one.starts_at,
                ends_at=one.ends_at,
                note="price list",
            )

    def usage_page(self, request: HttpRequest) -> HttpResponse:
        """What was used and what it cost."""
        found = self._report(request)
        context = {
            **self.page_context(request, None), "title": "Usage", "report": found, "chart_height": 120,  # type: ignore[attr-defined]
            "promotions": PromotionRecord.objects.order_by("title").values_list("pk", "title")[:MOST_SHOWN],
            "chosen": parse_id(request.GET.get("promotion")), "query": request.GET.urlencode(), "zone": shop.zone().key,
        }  # fmt: skip
        return TemplateResponse(request, f"{FOLDER}/usage.html", context)

    def usage_csv(self, request: HttpRequest) -> HttpResponse:
        """The same as a table for spreadsheets."""
        found = self._report(request)
        answer = HttpResponse("".join(as_csv(found)), content_type="text/csv; charset=utf-8")
        name = f"promotions-{found.span.first.isoformat()}-{found.span.last.isoformat()}.csv"
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer

    def _report(self, request: HttpRequest) -> Report:
        asked = request.GET
        span = span_of(asked.get("from", ""), asked.get("until", ""), shop.zone(), today=_today())
        return report(span, promotion_id=parse_id(asked.get("promotion")), currency=asked.get("currency", ""))


def _today() -> date:
    return clock.now().astimezone(shop.zone()).date()
