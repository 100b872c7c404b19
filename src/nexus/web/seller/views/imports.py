"""Products in by file and out: upload, columns, preview, start, progress, what was not taken."""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nexus.catalog import facade as catalog
from nexus.integrations import facade as integrations
from nexus.integrations.contracts.dto import ImportInfo, ImportWish
from nexus.integrations.contracts.errors import UnknownImport
from nexus.integrations.facade import ExportWish
from nexus.kernel.errors import NexusError
from nexus.platform.tenancy import tenant_scope
from nexus.web.seller.columns import choices_for, told
from nexus.web.seller.desk import Desk
from nexus.web.seller.frame import portal_page, seller_page
from nexus.web.seller.refused import in_words

LATEST: Final = 20
FIRST_PROBLEMS: Final = 20
_BUSY: Final = frozenset({"checking", "running"})
_LABELS: Final[dict[str, tuple[str | Promise, str]]] = {
    "uploaded": (gettext_lazy("Uploaded"), ""),
    "checking": (gettext_lazy("Being checked"), "badge-warn"),
    "checked": (gettext_lazy("Checked, not started"), "badge-warn"),
    "running": (gettext_lazy("Running"), "badge-warn"),
    "done": (gettext_lazy("Done"), "badge-good"),
    "failed": (gettext_lazy("Failed"), "badge-bad"),
    "cancelled": (gettext_lazy("Cancelled"), ""),
}
_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/jsonl",
}

type Pieces = Iterator[bytes]


@seller_page("GET", "POST", own_scope=True)
def history(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The latest ones; a POST brings a file. Only its columns are read then."""
    if request.method != "POST":
        return _history(request, desk)
    file = request.FILES.get("file")
    if file is None:
        return _history(request, desk, error=_("Choose a file."))
    try:
        made = integrations.create_import(
            file.chunks(), filename=file.name or "", vendor_id=desk.vendor.id, created_by=desk.actor.id
        )
    except NexusError as error:
        return _history(request, desk, error=in_words(error))
    return HttpResponseRedirect(reverse("seller:import", args=[made.id]))


def _history(request: HttpRequest, desk: Desk, *, error: str = "") -> HttpResponse:
    with tenant_scope():
        latest = integrations.latest_imports(vendor_ids=[desk.vendor.id], limit=LATEST)
        facts = {"imports": [(one, *_label(one)) for one in latest], "error": error, "formats": list(_TYPES)}
        status = 400 if error else 200
        return portal_page(request, desk, "imports.html", facts, tab="imports", status=status)


@seller_page()
def one(request: HttpRequest, desk: Desk, import_id: UUID) -> HttpResponse:
    """How it stands. While it works, the page asks again and again for this part of itself."""
    return _page(request, desk, _own(desk, import_id))


@seller_page("POST")
def columns(request: HttpRequest, desk: Desk, import_id: UUID) -> HttpResponse:
    """Read the columns as told, then check the whole file without writing."""
    found = _own(desk, import_id)
    mapping = {
        column.header: request.POST.get(f"field-{number}", column.field)[:70]
        for number, column in enumerate(found.columns)
    }
    wish = ImportWish(mapping=mapping)

    def check(own: list[UUID]) -> None:
        integrations.map_import(import_id, wish, vendor_ids=own)
        integrations.check_import(import_id, vendor_ids=own)

    return _done(request, desk, import_id, check)


@seller_page("POST")
def start(request: HttpRequest, desk: Desk, import_id: UUID) -> HttpResponse:
    return _done(request, desk, import_id, lambda own: integrations.start_import(import_id, vendor_ids=own))


@seller_page("POST")
def cancel(request: HttpRequest, desk: Desk, import_id: UUID) -> HttpResponse:
    return _done(request, desk, import_id, lambda own: integrations.cancel_import(import_id, vendor_ids=own))


def _done(
    request: HttpRequest, desk: Desk, import_id: UUID, act: Callable[[list[UUID]], object]
) -> HttpResponse:
    try:
        act([desk.vendor.id])
    except UnknownImport:
        raise Http404 from None
    except NexusError as error:
        messages.error(request, in_words(error))
    return HttpResponseRedirect(reverse("seller:import", args=[import_id]))


@seller_page(own_scope=True)
def problems(request: HttpRequest, desk: Desk, import_id: UUID) -> StreamingHttpResponse:
    """Every row that was not taken, with column and reason, as CSV."""
    with tenant_scope():
        _own(desk, import_id)
    return _download(integrations.problems_file(import_id), "csv", "problems")


@seller_page(own_scope=True)
def export(request: HttpRequest, desk: Desk, kind: str) -> StreamingHttpResponse:
    """All products of the seller; the file can be imported again."""
    if kind not in _TYPES:
        raise Http404
    return _download(
        integrations.export_products(ExportWish(vendor_id=desk.vendor.id), kind), kind, "products"
    )


def _download(pieces: Pieces, kind: str, name: str) -> StreamingHttpResponse:
    """The first piece is made before anything is sent: what can go wrong becomes a refusal."""
    first = next(pieces, b"")
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.{kind}"',
        "X-Content-Type-Options": "nosniff",
    }
    return StreamingHttpResponse(chain([first], pieces), content_type=_TYPES[kind], headers=headers)


def _own(desk: Desk, import_id: UUID) -> ImportInfo:
    found = integrations.import_info(import_id, vendor_ids=[desk.vendor.id])
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, desk: Desk, found: ImportInfo) -> HttpResponse:
    label, tone = _label(found)
    facts: dict[str, Any] = {"job": found, "label": label, "tone": tone, "is_busy": found.status in _BUSY}
    if found.counts.problems and not facts["is_busy"]:
        facts["problems"] = integrations.first_problems(found.id, limit=FIRST_PROBLEMS)
    if found.status in ("uploaded", "checked", "failed"):
        definitions = catalog.attribute_definitions()
        facts["columns"] = [(column, choices_for(column, definitions)) for column in found.columns]
    facts["preview"] = [_previewed(entry) for entry in found.preview] if found.status == "checked" else []
    return portal_page(request, desk, "import.html", facts, tab="imports", part="state")


def _previewed(entry: Any) -> dict[str, Any]:
    """What would come or change, with its fields in words."""
    lines = [("", change) for change in entry["changes"]]
    lines += [(variant["sku"], change) for variant in entry["variants"] for change in variant["changes"]]
    shown = [(sku, told(change["field"]), change["before"], change["after"]) for sku, change in lines]
    return {
        "title": entry["title"] or entry["handle"],
        "is_new": entry["action"] == "created",
        "lines": shown[:12],
        "more": max(len(shown) - 12, 0),
        "variants": len(entry["variants"]),
    }


def _label(found: ImportInfo) -> tuple[str, str]:
    text, tone = _LABELS.get(found.status, (found.status, ""))
    return str(text), tone
