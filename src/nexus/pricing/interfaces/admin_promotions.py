"""Promotions in the back office: the list, a page for each, the editor with a cart to try it on."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path

from nexus.platform.backoffice import is_owner
from nexus.pricing.infrastructure.strategies import schemas
from nexus.pricing.interfaces.editor import shop
from nexus.pricing.interfaces.editor.blanks import PICKED, SELECTED
from nexus.pricing.interfaces.editor.changes import changed
from nexus.pricing.interfaces.editor.drafts import NEW, Draft, draft_of_form
from nexus.pricing.interfaces.editor.reading import Sent
from nexus.pricing.interfaces.editor.sample import Sample, first_sample, sample_choices, sample_of
from nexus.pricing.interfaces.editor.trying import tried

FOLDER: Final = "backoffice/promotions"


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
        ]

    def draft_page(self, request: HttpRequest) -> HttpResponse:
        """The form's blanks again, after a type was chosen or a condition or row was added or taken away."""
        sent = _sent(request)
        spec = changed(_draft(sent).spec, sent, schemas())
        context = {
            "form": shop.drafting(spec).form(spec, {}),
            "urls": self.editor_addresses(),
            "fresh": sent.text("do"),
        }
        answer = TemplateResponse(request, f"{FOLDER}/fields.html", context)
        answer.headers["HX-Trigger-After-Swap"] = "drafted"
        return answer

    def preview_page(self, request: HttpRequest) -> HttpResponse:
        """The cart with the draft on."""
        sent = _sent(request)
        draft, sample = _draft(sent), sample_of(sent)
        found = tried(draft.spec, sample, promotion_id=_edited(sent), unread=draft.errors)
        return TemplateResponse(request, f"{FOLDER}/preview.html", {"tried": found, "draft": draft})

    def find_page(self, request: HttpRequest) -> HttpResponse:
        """What has such a name, for pickers."""
        _require_owner(request)
        sent = Sent(request.GET)
        kinds = tuple(kind for kind in sent.texts("kinds") if kind in KINDS)
        found = shop.find(sent.text("q")[:80], kinds=kinds, path=sent.text("path")) if sent.text("q") else []
        return TemplateResponse(request, f"{FOLDER}/found.html", {"found": found, "asked": sent.text("q")})

    def editor_context(
        self, spec: Mapping[str, Any], errors: Mapping[str, list[str]], /, *, sample: Sample | None = None
    ) -> dict[str, Any]:
        """What the editor's page shows."""
        cart = sample or first_sample()
        return {
            "form": shop.drafting(spec).form(spec, errors), "sample": cart, "choices": sample_choices(cart),
            "urls": self.editor_addresses(), "zone": shop.zone().key,
        }  # fmt: skip

    def editor_addresses(self) -> dict[str, str]:
        return {name: self._url(name) for name in ("draft", "preview", "find")}  # type: ignore[attr-defined]


KINDS: Final = frozenset({*SELECTED, *PICKED.values()})


def _sent(request: HttpRequest) -> Sent:
    _require_owner(request)
    return Sent(request.POST)


def _require_owner(request: HttpRequest) -> None:
    if not is_owner(request.user):
        raise PermissionDenied


def _draft(sent: Sent) -> Draft:
    return draft_of_form(sent, schemas(), zone=shop.zone())


def _edited(sent: Sent) -> UUID | None:
    from nexus.kernel.ids import parse_id

    return parse_id(sent.text("promotion_id"))


START: Final = NEW
