"""Endpoints of imports. The upload is received outside any transaction: it may take minutes."""

from typing import Any
from uuid import UUID

from django.http import StreamingHttpResponse
from drf_spectacular.utils import OpenApiTypes
from rest_framework.parsers import MultiPartParser

from nexus.integrations import facade
from nexus.integrations.contracts.dto import ImportInfo, ImportWish
from nexus.integrations.contracts.errors import UnknownImport
from nexus.integrations.interfaces.api import forms
from nexus.integrations.interfaces.api.answers import import_body, one_import_body, problem_body
from nexus.integrations.interfaces.api.ownership import reach_of, vendor_for
from nexus.integrations.queries import jobs as queries
from nexus.platform.http import (
    KEYSET_QUERY,
    ApiRequest,
    ApiView,
    Response,
    created,
    endpoint,
    keyset_page,
    validated,
    validated_query,
)
from nexus.platform.tenancy import tenant_scope

_CSV = "text/csv"


class ImportsView(ApiView):
    """`/api/integrations/imports/`"""

    transaction = False
    parser_classes = (MultiPartParser,)

    @endpoint(auth=("seller", "staff"), query=forms.ImportsQuery, returns={200: forms.ImportsPage})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """Imports, newest first: a seller's own, for staff all."""
        status = validated_query(forms.ImportsQuery, request).get("status")
        own = reach_of(request.actor)
        page = keyset_page(request, queries.NEWEST)
        with tenant_scope():
            return page.answer(
                queries.listed(page, vendor_ids=own, status=status),
                item=import_body,
                count=lambda: queries.count(vendor_ids=own, status=status),
            )

    @endpoint(
        auth=("seller", "staff"), throttle="write", body=forms.ImportUpload, returns={201: forms.OneImportBody},
        errors=(413,),
    )  # fmt: skip
    def post(self, request: ApiRequest) -> Response:
        """Upload a file of products. Nothing is read but its columns: map them, then ask for a preview."""
        asked = validated(forms.ImportUpload, request)
        with tenant_scope():
            vendor_id = vendor_for(request.actor, asked.get("vendor"))
        wish = ImportWish(create_categories=asked["create_categories"], create_brands=asked["create_brands"])
        made = facade.create_import(
            asked["file"].chunks(), filename=asked["file"].name or "", vendor_id=vendor_id,
            created_by=request.actor.id, wish=wish,
        )  # fmt: skip
        return created(one_import_body(made), location=f"/api/integrations/imports/{made.id}/")


class OneImportView(ApiView):
    """`/api/integrations/imports/<id>/`"""

    @endpoint(auth=("seller", "staff"), returns={200: forms.OneImportBody}, errors=(404,))
    def get(self, request: ApiRequest, import_id: UUID) -> dict[str, Any]:
        """How it stands: while it is checked or running, ask again every second or two."""
        return one_import_body(_seen(request, import_id))


class ImportMappingView(ApiView):
    """`/api/integrations/imports/<id>/mapping/`"""

    @endpoint(
        auth=("seller", "staff"),
        body=forms.ImportMapping,
        returns={200: forms.OneImportBody},
        errors=(404, 409),
    )
    def put(self, request: ApiRequest, import_id: UUID) -> dict[str, Any]:
        """Say what the columns mean; those that are not named are guessed."""
        asked, before = validated(forms.ImportMapping, request), _seen(request, import_id)
        options = {
            name: asked.get(name, before.options.get(name, False))
            for name in ("create_categories", "create_brands")
        }
        wish = ImportWish(mapping=asked["mapping"], **options)
        return one_import_body(facade.map_import(import_id, wish, vendor_ids=reach_of(request.actor)))


class ImportPreviewView(ApiView):
    """`/api/integrations/imports/<id>/preview/`"""

    @endpoint(
        auth=("seller", "staff"), throttle="write", returns={202: forms.OneImportBody}, errors=(404, 409)
    )
    def post(self, request: ApiRequest, import_id: UUID) -> Response:
        """Have the whole file read without writing anything. The import turns `checked`, with `counts`, `preview` and
        errors."""
        return Response(
            one_import_body(facade.check_import(import_id, vendor_ids=reach_of(request.actor))), 202
        )


class ImportStartView(ApiView):
    """`/api/integrations/imports/<id>/start/`"""

    @endpoint(
        auth=("seller", "staff"), throttle="write", returns={202: forms.OneImportBody}, errors=(404, 409)
    )
    def post(self, request: ApiRequest, import_id: UUID) -> Response:
        """Import the checked file. Rows with errors are left out; everything else is stored, batch by batch."""
        return Response(
            one_import_body(facade.start_import(import_id, vendor_ids=reach_of(request.actor))), 202
        )


class ImportCancelView(ApiView):
    """`/api/integrations/imports/<id>/cancel/`"""

    @endpoint(auth=("seller", "staff"), returns={200: forms.OneImportBody}, errors=(404, 409))
    def post(self, request: ApiRequest, import_id: UUID) -> dict[str, Any]:
        """Call an import off. What is stored stays."""
        return one_import_body(facade.cancel_import(import_id, vendor_ids=reach_of(request.actor)))


class ImportErrorsView(ApiView):
    """`/api/integrations/imports/<id>/errors/`"""

    @endpoint(auth=("seller", "staff"), query=KEYSET_QUERY, returns={200: forms.ProblemsPage}, errors=(404,))
    def get(self, request: ApiRequest, import_id: UUID) -> dict[str, Any]:
        """Rows that were not (or would not be) taken, in the order of the file."""
        _seen(request, import_id)
        page = keyset_page(request, queries.BY_LINE)
        return page.answer(
            queries.problems(import_id, page),
            item=problem_body,
            count=lambda: queries.count_problems(import_id),
        )


class ImportErrorsFileView(ApiView):
    """`/api/integrations/imports/<id>/errors/file/`"""

    transaction = False

    @endpoint(
        auth=("seller", "staff"), throttle="write", returns={(200, _CSV): OpenApiTypes.BINARY}, errors=(404,)
    )
    def get(self, request: ApiRequest, import_id: UUID) -> StreamingHttpResponse:
        """The same as a CSV file: line, column, value, reason."""
        with tenant_scope():
            info = _seen(request, import_id)
        pieces = facade.problems_file(import_id)
        return download(pieces, content_type=f"{_CSV}; charset=utf-8", name=f"errors-{info.id}.csv")


def download(pieces: Any, /, *, content_type: str, name: str) -> StreamingHttpResponse:
    """A file that is made while it is sent."""
    return StreamingHttpResponse(
        pieces, content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"},
    )  # fmt: skip


def _seen(request: ApiRequest, import_id: UUID) -> ImportInfo:
    found = facade.import_info(import_id, vendor_ids=reach_of(request.actor))
    if found is None:
        raise UnknownImport(import_id=str(import_id))
    return found
