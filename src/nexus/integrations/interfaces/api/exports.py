"""The endpoint of exports."""

from itertools import chain
from typing import Any

from django.http import StreamingHttpResponse
from drf_spectacular.utils import OpenApiTypes

from nexus.catalog import facade as catalog
from nexus.integrations import facade
from nexus.integrations.facade import ExportWish
from nexus.integrations.interfaces.api import forms
from nexus.integrations.interfaces.api.imports import download
from nexus.integrations.interfaces.api.ownership import vendor_for
from nexus.integrations.services.writing import CONTENT_TYPES
from nexus.platform.http import ApiRequest, ApiView, InvalidRequest, endpoint, validated_query
from nexus.platform.tenancy import tenant_scope


class ProductExportView(ApiView):
    """`/api/integrations/exports/products/`"""

    transaction = False

    @endpoint(
        auth=("seller", "staff"), throttle="write", query=forms.ExportQuery,
        returns={(200, kind.partition(";")[0]): OpenApiTypes.BINARY for kind in CONTENT_TYPES.values()},
    )  # fmt: skip
    def get(self, request: ApiRequest) -> StreamingHttpResponse:
        """Products as CSV, XLSX or JSON Lines: a seller's own, for staff all, drafts included. Imported again, the file
        changes nothing."""
        asked = validated_query(forms.ExportQuery, request)
        with tenant_scope():
            wish = _wish(request, asked)
        pieces = facade.export_products(wish, asked["format"])
        # the first piece is made before anything is sent: what can go wrong becomes a refusal
        beginning = next(pieces, b"")
        name = f"products.{asked['format']}"
        return download(chain([beginning], pieces), content_type=CONTENT_TYPES[asked["format"]], name=name)


def _wish(request: ApiRequest, asked: dict[str, Any]) -> ExportWish:
    category = next(
        (one for one in catalog.categories() if asked.get("category") in (one.slug, str(one.id))), None
    )
    if asked.get("category") and category is None:
        raise InvalidRequest(
            "There is no such category.", errors={"category": ["There is no such category."]}
        )
    return ExportWish(
        vendor_id=vendor_for(request.actor, asked.get("vendor")), status=asked.get("status"),
        category_id=category.id if category else None,
    )  # fmt: skip
