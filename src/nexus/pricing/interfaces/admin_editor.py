"""The promotion editor of the back office: a form that the strategies' schemas make, beside a cart to try the draft on."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import path

from nexus.kernel.errors import NexusError
from nexus.kernel.ids import parse_id
from nexus.platform.backoffice import is_owner
from nexus.platform.backoffice.acting import own_transactions
from nexus.platform.tenancy import tenant_scope
from nexus.pricing import facade
from nexus.pricing.contracts.promotions import PromotionInfo
from nexus.pricing.infrastructure.strategies import schemas
from nexus.pricing.interfaces.editor import shop
from nexus.pricing.interfaces.editor.blanks import PICKED, SELECTED, Errors
from nexus.pricing.interfaces.editor.changes import changed
from nexus.pricing.interfaces.editor.drafts import NEW, Draft, draft_of_form
from nexus.pricing.interfaces.editor.reading import Sent
from nexus.pricing.interfaces.editor.refusing import plain_errors
from nexus.pricing.interfaces.editor.sample import Sample, first_sample, sample_choices, sample_of
from nexus.pricing.interfaces.editor.trying import NONE, tried
from nexus.pricing.interfaces.editor.warnings import warnings_for

FOLDER: Final = "backoffice/promotions"
KINDS: Final = frozenset({*SELECTED, *PICKED.values()})


class EditorMixin:
    """The part of PromotionAdmin that edits. Owners only; what is tried is written nowhere."""

    opts: Any
    admin_site: Any

    def editor_urls(self) -> list[Any]:
        name, view = f"{self.opts.app_label}_{self.opts.model_name}", self.admin_site.admin_view
        return [
            path("draft/", view(self.draft_page), name=f"{name}_draft"),
            path("preview/", view(self.preview_page), name=f"{name}_preview"),
            path("find/", view(self.find_page), name=f"{name}_find"),
            path("<uuid:object_id>/edit/", view(self.edit_page), name=f"{name}_edit"),
            path("<uuid:object_id>/conflicts/", view(self.conflicts_page), name=f"{name}_conflicts"),
        ]

    def editor_buttons(self, request: HttpRequest) -> list[dict[str, Any]]:
        if not is_owner(request.user):
            return []
        return [{"label": "New promotion", "url": self._at("add"), "primary": True}]

    def record_buttons(self, request: HttpRequest, record: Any) -> list[dict[str, Any]]:
        if record.status == "archived":
            return []
        found = [{"label": "Conflicts", "url": self._at("conflicts", record.pk)}]
        return (
            [{"label": "Edit and try", "url": self._at("edit", record.pk)}, *found]
            if is_owner(request.user)
            else found
        )

    # -- pages -----------------------------------------------------------------------------------------------

    @own_transactions
    def add_page(self, request: HttpRequest) -> HttpResponse:
        return self._edited(request, None)

    @own_transactions
    def edit_page(self, request: HttpRequest, object_id: UUID) -> HttpResponse:
        return self._edited(request, object_id)

    def _edited(self, request: HttpRequest, object_id: UUID | None) -> HttpResponse:
        """GET: the form. POST: keep it, in a transaction of its own, or say at the fields what is wrong."""
        _require_owner(request)
        with tenant_scope():
            promotion = self._promotion_or_404(object_id) if object_id else None
            if request.method != "POST":
                return self._editor(request, promotion, promotion.spec if promotion else NEW)
            sent = Sent(request.POST)
            draft, sample = _draft(sent), sample_of(sent)
            if draft.errors:
                return self._editor(request, promotion, draft.spec, errors=draft.errors, sample=sample)
        try:
            with tenant_scope():
                saved = _saved(sent, draft, promotion)
        except NexusError as error:
            with tenant_scope():
                said = plain_errors(error)
                return self._editor(request, promotion, draft.spec, errors=said, sample=sample)
        messages.success(request, f"{saved.title} is saved.")
        return HttpResponseRedirect(self._after(saved, then=sent.text("then")))

    def _after(self, saved: PromotionInfo, *, then: str) -> str:
        """The page that asks whether to publish it, if that was wanted; what is live is looked through for conflicts."""
        if then == "publish" and saved.status != "active":
            return self._at("do", saved.id, "publish")
        return self._at("conflicts" if saved.status == "active" else "change", saved.id)

    def conflicts_page(self, request: HttpRequest, object_id: UUID) -> HttpResponse:
        """What it does together with others, with the carts that show it."""
        record = self.record_or_404(object_id)  # type: ignore[attr-defined]
        context = {
            **self.page_context(request, record),  # type: ignore[attr-defined]
            "sections": warnings_for(record.pk),
            "buttons": [{"label": "The promotion", "url": self._at("change", record.pk)}],
        }
        return HttpResponse(render_to_string("backoffice/record.html", context, request=request))

    def _editor(
        self,
        request: HttpRequest,
        promotion: PromotionInfo | None,
        spec: Mapping[str, Any],
        *,
        errors: Errors = NONE,
        sample: Sample | None = None,
    ) -> HttpResponse:
        cart = sample or first_sample()
        record = self.record_or_404(promotion.id) if promotion else None  # type: ignore[attr-defined]
        sent_version = request.POST.get("version") if request.method == "POST" else None
        context = {
            **self.page_context(request, record), "title": promotion.title if promotion else "New promotion",  # type: ignore[attr-defined]
            "form": shop.drafting(spec).form(spec, errors), "promotion": promotion, "sample": cart,
            "choices": sample_choices(cart),
            "version": sent_version or (promotion.version if promotion else ""), "urls": self._addresses(),
            "zone": shop.zone().key, "back": self._at("change", promotion.id) if promotion else self._at("changelist"),
        }  # fmt: skip
        return HttpResponse(render_to_string(f"{FOLDER}/editor.html", context, request=request))

    # -- pieces of the page ----------------------------------------------------------------------------------

    def draft_page(self, request: HttpRequest) -> HttpResponse:
        """The form's blanks again, after a type was chosen or a condition or row was added or taken away."""
        sent = _sent(request)
        spec = changed(_draft(sent).spec, sent, schemas())
        form = shop.drafting(spec).form(spec, {})
        answer = _piece(
            request, "fields", {"form": form, "urls": self._addresses(), "fresh": sent.text("do")}
        )
        answer.headers["HX-Trigger-After-Swap"] = "drafted"
        return answer

    def preview_page(self, request: HttpRequest) -> HttpResponse:
        """The cart with the draft on."""
        sent = _sent(request)
        draft, edited = _draft(sent), parse_id(sent.text("promotion_id"))
        found = tried(draft.spec, sample_of(sent), promotion_id=edited, unread=draft.errors)
        return _piece(request, "preview", {"tried": found})

    def find_page(self, request: HttpRequest) -> HttpResponse:
        """What has such a name, for pickers."""
        _require_owner(request)
        sent = Sent(request.GET)
        kinds = tuple(kind for kind in sent.texts("kinds") if kind in KINDS)
        where = sent.text("path")
        asked = sent.text(f"find.{where}")[:80]
        found = shop.find(asked, kinds=kinds, path=where) if asked else []
        return _piece(request, "found", {"found": found, "asked": asked})

    def _addresses(self) -> dict[str, str]:
        return {name: self._at(name) for name in ("draft", "preview", "find")}

    def _at(self, name: str, *args: Any) -> str:
        return str(self._url(name, *args))  # type: ignore[attr-defined]

    def _promotion_or_404(self, promotion_id: UUID) -> PromotionInfo:
        found = facade.promotion(promotion_id)
        if found is None:
            raise Http404
        return found


def _saved(sent: Sent, draft: Draft, promotion: PromotionInfo | None) -> PromotionInfo:
    if promotion is None:
        return facade.save_promotion(draft.spec)
    version = sent.text("version")
    seen = int(version) if version.isdecimal() and len(version) < 10 else 0
    return facade.save_promotion(draft.spec, promotion_id=promotion.id, version=seen)


def _piece(request: HttpRequest, name: str, context: Mapping[str, Any]) -> HttpResponse:
    return HttpResponse(render_to_string(f"{FOLDER}/{name}.html", dict(context), request=request))


def _sent(request: HttpRequest) -> Sent:
    if request.method != "POST":
        raise Http404
    _require_owner(request)
    return Sent(request.POST)


def _require_owner(request: HttpRequest) -> None:
    if not is_owner(request.user):
        raise PermissionDenied


def _draft(sent: Sent) -> Draft:
    return draft_of_form(sent, schemas(), zone=shop.zone())
