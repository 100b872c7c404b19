"""Trying a promotion on past orders: what to ask, how far it is, what came of it."""

from datetime import datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import path

from nexus.kernel.errors import NexusError
from nexus.platform.backoffice import BackOfficeForm, is_owner, links_to, shown
from nexus.platform.backoffice.acting import own_transactions
from nexus.platform.tenancy import tenant_scope
from nexus.pricing import facade
from nexus.pricing.contracts.trials import SimulationInfo
from nexus.pricing.interfaces.editor import shop

FOLDER: Final = "backoffice/promotions"
FIRST: Final = 1_000


class SimulationForm(BackOfficeForm):
    """How many orders, of which days."""

    orders = forms.IntegerField(
        initial=FIRST,
        min_value=1,
        max_value=100_000,
        label="Newest orders",
        help_text="At most 100,000. Up to 1,000 are tried at once, more in the background.",
    )
    since = forms.DateField(required=False, label="From", help_text="Day of the shop's calendar; empty: any.")
    until = forms.DateField(required=False, label="Until", help_text="That day included; empty: now.")


class SimulationsMixin:
    """The part of PromotionAdmin that tries promotions on past orders. Owners ask, all of the staff may look."""

    opts: Any
    admin_site: Any

    def simulation_urls(self) -> list[Any]:
        name, view = f"{self.opts.app_label}_{self.opts.model_name}", self.admin_site.admin_view
        one = "<uuid:object_id>/simulations/<uuid:simulation_id>/"
        return [
            path("<uuid:object_id>/simulate/", view(self.simulate_page), name=f"{name}_simulate"),
            path(one, view(self.simulation_page), name=f"{name}_simulation"),
            path(f"{one}progress/", view(self.progress_page), name=f"{name}_progress"),
            path(f"{one}cancel/", view(self.cancel_page), name=f"{name}_cancel"),
        ]

    def simulation_buttons(self, request: HttpRequest, record: Any) -> list[dict[str, Any]]:
        return (
            [{"label": "Simulate", "url": self._link("simulate", record.pk)}]
            if is_owner(request.user)
            else []
        )

    @own_transactions
    def simulate_page(self, request: HttpRequest, object_id: UUID) -> HttpResponse:
        """GET: what to ask, and what was asked before. POST: begin."""
        if not is_owner(request.user):
            raise PermissionDenied
        with tenant_scope():
            record = self.record_or_404(object_id)  # type: ignore[attr-defined]
            form = SimulationForm(request.POST if request.method == "POST" else None, record=record)
            if request.method != "POST" or not form.is_valid():
                return self._asking(request, record, form)
        try:
            with tenant_scope():
                made = self._begun(record.pk, form, by=str(getattr(request.user, "email", "")))
        except NexusError as error:
            form.refuse(error)
            with tenant_scope():
                return self._asking(request, record, form)
        return HttpResponseRedirect(self._link("simulation", record.pk, made.id))

    def _begun(self, promotion_id: UUID, form: SimulationForm, *, by: str) -> SimulationInfo:
        data = form.cleaned_data
        zone, last = shop.zone(), data["until"]
        return facade.start_simulation(
            promotion_id,
            orders=data["orders"],
            since=datetime.combine(data["since"], time(), zone) if data["since"] else None,
            until=datetime.combine(last + timedelta(days=1), time(), zone) if last else None,
            asked_by=by,
        )

    def _asking(self, request: HttpRequest, record: Any, form: SimulationForm) -> HttpResponse:
        return self._drawn(request, "simulate", record, {
            "form": form, "earlier": facade.simulations_of(record.pk), "back": self._link("change", record.pk),
        })  # fmt: skip

    def simulation_page(self, request: HttpRequest, object_id: UUID, simulation_id: UUID) -> HttpResponse:
        record, found = self._both(object_id, simulation_id)
        return self._drawn(request, "simulation", record, self._context(request, record, found))

    def progress_page(self, request: HttpRequest, object_id: UUID, simulation_id: UUID) -> HttpResponse:
        """The part of the page that asks for itself again until it is over."""
        record, found = self._both(object_id, simulation_id)
        context = self._context(request, record, found)
        return HttpResponse(render_to_string(f"{FOLDER}/progress.html", context, request=request))

    @own_transactions
    def cancel_page(self, request: HttpRequest, object_id: UUID, simulation_id: UUID) -> HttpResponse:
        if not is_owner(request.user):
            raise PermissionDenied
        if request.method != "POST":
            raise Http404
        with tenant_scope():
            record, found = self._both(object_id, simulation_id)
            if not found.is_over:
                facade.cancel_simulation(simulation_id)
        return HttpResponseRedirect(self._link("simulation", record.pk, simulation_id))

    def _both(self, object_id: UUID, simulation_id: UUID) -> tuple[Any, SimulationInfo]:
        record = self.record_or_404(object_id)  # type: ignore[attr-defined]
        found = facade.simulation(simulation_id)
        if found is None or found.promotion_id != record.pk:
            raise Http404
        return record, found

    def _context(self, request: HttpRequest, record: Any, found: SimulationInfo) -> dict[str, Any]:
        top = found.result.top if found.result else ()
        links = links_to("orders.orderrecord", [one.order_id for one in top])
        percent = min(100, found.done * 100 // found.total) if found.total else 0
        return {
            "simulation": found, "top": [(shown(links[one.order_id]), one) for one in top], "percent": percent,
            "may_cancel": is_owner(request.user) and not found.is_over,
            "progress_url": self._link("progress", record.pk, found.id), "cancel_url": self._link("cancel", record.pk, found.id),
            "again_url": self._link("simulate", record.pk), "back": self._link("change", record.pk),
        }  # fmt: skip

    def _drawn(self, request: HttpRequest, name: str, record: Any, context: dict[str, Any]) -> HttpResponse:
        around = {**self.page_context(request, record), "promotion": record}  # type: ignore[attr-defined]
        return HttpResponse(render_to_string(f"{FOLDER}/{name}.html", {**around, **context}, request=request))

    def _link(self, name: str, *args: Any) -> str:
        return str(self._url(name, *args))  # type: ignore[attr-defined]
