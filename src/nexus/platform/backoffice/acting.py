"""Carrying actions out: confirmation page, one transaction for one record, refusals shown in the form, a line in the log.

Nothing is written to Django's own admin log (its table does not exist here): who did what is in the event log and in our logs.
"""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any, ClassVar
from uuid import UUID

import structlog
from django.contrib import messages
from django.contrib.admin.options import ActionLocation
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse

from nexus.kernel.errors import NexusError
from nexus.platform.backoffice.actions import Action, Asked, Done
from nexus.platform.backoffice.forms import BackOfficeForm
from nexus.platform.tenancy import bound_tenant, tenant_scope

_log = structlog.get_logger("nexus.backoffice")
_REMEMBER = 24 * 3600
MOST_AT_ONCE = 200
LATER = "backoffice_later"


def own_transactions[**P, R](view: Callable[P, R], /) -> Callable[P, R]:
    """The middleware leaves this view without a tenant transaction: it opens its own, one after the other."""
    view.opens_own_scope = True  # type: ignore[attr-defined]
    return view


class ActingMixin:
    """The part of RecordAdmin that acts."""

    record_actions: ClassVar[tuple[Action, ...]] = ()
    list_actions: ClassVar[tuple[Action, ...]] = ()
    create: ClassVar[Action | None] = None
    opts: Any
    admin_site: Any

    # -- pages -----------------------------------------------------------------------------------------------

    @own_transactions
    def do_page(self, request: HttpRequest, action: str, object_id: UUID | None = None) -> HttpResponse:
        """GET: the form. POST: do it."""
        known = self.record_actions if object_id else self.list_actions
        found = next((one for one in known if one.name == action), None)
        if found is None:
            raise Http404
        return self._act(request, found, object_id)

    @own_transactions
    def add_page(self, request: HttpRequest) -> HttpResponse:
        """The form for a new record."""
        if self.create is None:
            raise Http404
        return self._act(request, self.create, None)

    def buttons(self, request: HttpRequest, record: Any) -> list[dict[str, Any]]:
        """Actions that this person may take on this record now."""
        return [
            {"label": one.label, "danger": one.danger, "url": self._url("do", record.pk, one.name)}
            for one in sorted(self.record_actions, key=lambda action: action.danger)
            if one.is_for(request.user) and one.offered(record)
        ]

    def list_buttons(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Actions on the whole list."""
        shown = [
            {"label": one.label, "url": self._url("do_list", one.name)}
            for one in self.list_actions
            if one.is_for(request.user)
        ]
        if self.create is not None and self.create.is_for(request.user):
            shown.append({"label": self.create.label, "url": self._url("add"), "primary": True})
        return shown

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # Django's own add link; ours is among the buttons

    # -- many at once ----------------------------------------------------------------------------------------

    def get_actions(
        self, request: HttpRequest, action_location: ActionLocation = ActionLocation.CHANGE_LIST
    ) -> dict[str, Any]:
        """Ticked rows: each record in a transaction of its own, after the list's has ended."""
        bulk = [one for one in self.record_actions if one.bulk and one.is_for(request.user)]
        return {one.name: (_later(one), one.name, one.label) for one in bulk}

    def get_action_choices(
        self,
        request: HttpRequest,
        default_choices: Any = None,
        action_location: ActionLocation = ActionLocation.CHANGE_LIST,
    ) -> list[tuple[str, str]]:
        return [
            ("", "With the ticked ones..."),
            *((name, one[2]) for name, one in self.get_actions(request).items()),
        ]

    def each(self, request: HttpRequest, action: Action, ids: list[UUID]) -> None:
        """Carry the action out for each; one that is refused leaves the others alone."""
        done, refused = 0, []
        for record_id in ids[:MOST_AT_ONCE]:
            try:
                self._run_one(request, action, record_id)
                done += 1
            except NexusError as error:
                refused.append(error.detail)
        if done:
            messages.success(request, f"{action.label}: {done} done.")
        for detail in dict.fromkeys(refused):
            messages.error(request, f"{action.label}: {refused.count(detail)} refused. {detail}")

    def _run_one(self, request: HttpRequest, action: Action, record_id: UUID) -> None:
        with tenant_scope():
            record = self.record_or_404(record_id)  # type: ignore[attr-defined]
            initial, form = action.initial(record), action.form(record=record)
        data = {
            name: initial.get(name, field.initial) for name, field in form.fields.items() if name != "once"
        }
        self._run(request, action, Asked(id=record_id, record=record, data=data, user=request.user, once=""))

    # -- one -------------------------------------------------------------------------------------------------

    def _act(self, request: HttpRequest, action: Action, object_id: UUID | None) -> HttpResponse:
        if not action.is_for(request.user):
            raise PermissionDenied
        with tenant_scope():
            record = self.record_or_404(object_id) if object_id else None  # type: ignore[attr-defined]
            form = self._form(request, action, record)
            if request.method != "POST" or not form.is_valid():
                return self._page(request, action, record, form)
        return self._post(request, action, record, form)

    def _form(self, request: HttpRequest, action: Action, record: Any) -> BackOfficeForm:
        if request.method == "POST":
            return action.form(request.POST, request.FILES, record=record)
        return action.form(record=record, initial=action.initial(record))

    def _post(self, request: HttpRequest, action: Action, record: Any, form: BackOfficeForm) -> HttpResponse:
        key = f"backoffice:{bound_tenant()}:{form.cleaned_data['once']}"
        if not cache.add(key, 1, _REMEMBER):
            messages.warning(request, f"{action.label}: this was sent twice and done once.")
            return HttpResponseRedirect(self._back(record))
        try:
            done = self._run(request, action, _asked(request, record, form))
        except BaseException as error:
            cache.delete(key)
            if not isinstance(error, NexusError):
                raise
            form.refuse(error)
            with tenant_scope():
                return self._page(request, action, record, form)
        return self._finish(request, action, record, done)

    def _run(self, request: HttpRequest, action: Action, asked: Asked) -> Done:
        with nullcontext() if action.outside else tenant_scope():
            outcome = action.run(asked)
        _log.info(
            "backoffice_action",
            action=action.name,
            model=self.opts.label,
            record=str(asked.id or ""),
            user=str(asked.user.pk),
        )
        return Done(message=outcome) if isinstance(outcome, str) else outcome

    def _finish(self, request: HttpRequest, action: Action, record: Any, done: Done) -> HttpResponse:
        if done.show is None:
            messages.success(request, done.message)
            return HttpResponseRedirect(done.goto or self._back(record))
        with tenant_scope():
            context = {"done": done, "action": action, "back": self._back(record), "sections": [done.show]}
            return self._rendered(request, "backoffice/done.html", context, record)

    def _page(self, request: HttpRequest, action: Action, record: Any, form: BackOfficeForm) -> HttpResponse:
        context = {"action": action, "form": form, "back": self._back(record)}
        return self._rendered(request, "backoffice/act.html", context, record)

    def _rendered(
        self, request: HttpRequest, template: str, context: dict[str, Any], record: Any
    ) -> HttpResponse:
        """Rendered here and now, while the transaction that it reads from is open."""
        around = self.page_context(request, record)  # type: ignore[attr-defined]
        return HttpResponse(render_to_string(template, {**around, **context}, request=request))

    def _back(self, record: Any) -> str:
        return self._url("change", record.pk) if record is not None else self._url("changelist")

    def _url(self, name: str, *args: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=args)

    # -- Django's admin log ----------------------------------------------------------------------------------

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        _log.info("backoffice_addition", model=self.opts.label, record=str(obj.pk), user=str(request.user.pk))

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:
        _log.info("backoffice_change", model=self.opts.label, record=str(obj.pk), user=str(request.user.pk))

    def log_deletions(self, request: HttpRequest, queryset: Any) -> None:
        ids = [str(obj.pk) for obj in queryset]
        _log.info("backoffice_deletion", model=self.opts.label, records=ids, user=str(request.user.pk))


def _asked(request: HttpRequest, record: Any, form: BackOfficeForm) -> Asked:
    return Asked(
        id=record.pk if record is not None else None,
        record=record,
        data=form.data_of,
        user=request.user,
        once=form.cleaned_data["once"],
    )


def _later(action: Action) -> Any:
    """The function that Django's list calls with the ticked rows."""

    def begin(admin: ActingMixin, request: HttpRequest, queryset: Any) -> None:
        ids = list(queryset.values_list("pk", flat=True)[:MOST_AT_ONCE])
        work = getattr(request, LATER, [])
        work.append(lambda: admin.each(request, action, ids))
        setattr(request, LATER, work)

    begin.__name__, begin.short_description = action.name, action.label  # type: ignore[attr-defined]
    return begin
