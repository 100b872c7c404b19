"""RecordAdmin: a list and a page for a model, read-only. What changes is changed by actions (`acting`)."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.text import capfirst
from unfold.admin import ModelAdmin

from nexus.kernel.ids import parse_id
from nexus.platform.backoffice.access import is_staff
from nexus.platform.backoffice.acting import ActingMixin
from nexus.platform.backoffice.lists import PreparedList
from nexus.platform.backoffice.registry import panels_of
from nexus.platform.backoffice.sections import Facts, Letter, Section, Timeline
from nexus.platform.backoffice.values import shown

type Columns = Sequence[str]


def column(title: str, /, *, order: str | None = None) -> Callable[[Callable[[Any, Any], Any]], Any]:
    """A column of a list: the method returns a value of `values`, which is shown as on pages."""

    def decorate(value_of: Callable[[Any, Any], Any]) -> Any:
        def cell(admin: Any, record: Any) -> Any:
            return shown(value_of(admin, record))

        cell.__name__, cell.__doc__ = value_of.__name__, value_of.__doc__
        cell.short_description = title  # type: ignore[attr-defined]
        if order:
            cell.admin_order_field = order  # type: ignore[attr-defined]
        return cell

    return decorate


class Titled:
    """A record under the name its page gives it, as far as the breadcrumbs look."""

    def __init__(self, record: Any, title: str, /) -> None:
        self._meta, self.pk, self._title = record._meta, record.pk, title

    def __str__(self) -> str:
        return self._title


def arranged(sections: list[Section], /) -> list[Section]:
    """Letters first, then facts, timelines last, whoever added them; otherwise as they came."""

    def place(one: Section) -> int:
        if isinstance(one, Letter):
            return 0
        return 1 if isinstance(one, Facts) and not one.wide else 3 if isinstance(one, Timeline) else 2

    return sorted(sections, key=place)


class RecordAdmin(ActingMixin, ModelAdmin):
    """Derive, set `list_display`, `record_actions`, and write `sections`.

    `search_records` decides what the search box means; without `search_help_text` there is no box.
    """

    show_full_result_count = False
    list_per_page = 50
    ordering: ClassVar[Any] = ("-id",)
    list_disable_select_all = True
    list_fullwidth = True
    list_filter_sheet = False
    change_list_template = "backoffice/change_list.html"
    stacked: ClassVar[bool] = False
    """On a phone each row of the list becomes two lines instead of a table that scrolls."""

    def sections(self, request: HttpRequest, record: Any) -> Iterable[Section]:
        """What the page shows, top to bottom."""
        raise NotImplementedError

    def title_of(self, record: Any) -> str:
        """What the record is called above its page."""
        return str(record)

    def live(self, record: Any) -> int:
        """Seconds after which an open page looks again, by itself; 0: nothing will change."""
        return 0

    def prepare(self, records: list[Any]) -> None:
        """Look up what the rows of a list page need from elsewhere, by one call for all of them."""

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        """By id, unless told otherwise."""
        return queryset.filter(pk=parse_id(text))

    # -- what Django asks ------------------------------------------------------------------------------------

    def get_urls(self) -> list[Any]:
        name, view = f"{self.opts.app_label}_{self.opts.model_name}", self.admin_site.admin_view
        return [
            path("", view(self.changelist_view), name=f"{name}_changelist"),
            path("add/", view(self.add_page), name=f"{name}_add"),
            path("do/<slug:action>/", view(self.do_page), name=f"{name}_do_list"),
            path("<uuid:object_id>/change/", view(self.record_page), name=f"{name}_change"),
            path("<uuid:object_id>/do/<slug:action>/", view(self.do_page), name=f"{name}_do"),
        ]

    def record_page(self, request: HttpRequest, object_id: UUID) -> HttpResponse:
        """One record with its sections and actions. Another tenant's is a 404 like any unknown id."""
        record = self.record_or_404(object_id)
        label = f"{self.opts.app_label}.{self.opts.model_name}"
        context = {
            **self.page_context(request, record),
            "sections": arranged([*self.sections(request, record), *panels_of(label, record)]),
            "buttons": self.buttons(request, record),
            "live": self.live(record),
        }
        return TemplateResponse(request, "backoffice/record.html", context)

    def record_or_404(self, object_id: UUID, /) -> Any:
        record = self.get_queryset(None).filter(pk=object_id).first()
        if record is None:
            raise Http404
        return record

    def page_context(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": Titled(record, self.title_of(record)) if record is not None else None,
            "title": self.title_of(record) if record is not None else self.opts.verbose_name,
            "media": self.media,
        }

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        extra = {
            "title": capfirst(str(self.opts.verbose_name_plural)),
            "list_buttons": self.list_buttons(request),
        }
        return super().changelist_view(request, {**extra, **(extra_context or {})})

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[PreparedList]:
        return PreparedList

    def get_search_fields(self, request: HttpRequest) -> Sequence[str]:
        return ("pk",) if self.search_help_text else ()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        text = search_term.strip().replace("\x00", "")
        return (self.search_records(queryset, text) if text else queryset), False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_staff(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
