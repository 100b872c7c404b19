"""Endpoints of coupons that are made by the thousand."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any, Final
from uuid import UUID

from django.http import StreamingHttpResponse
from drf_spectacular.utils import OpenApiTypes

from nexus.kernel.clock import iso
from nexus.platform.http import (
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
from nexus.pricing import facade
from nexus.pricing.contracts.promotion_errors import UnknownCouponBatch
from nexus.pricing.contracts.promotions import CouponBatchInfo, CouponInfo
from nexus.pricing.domain.coupon_codes import readable
from nexus.pricing.interfaces.api import coupon_forms as forms
from nexus.pricing.interfaces.api.reach import may_read, may_write
from nexus.pricing.queries import coupons as queries

_SELLING: Final = ("seller", "staff")
_CSV: Final = "text/csv"
_COLUMNS: Final = ("code", "used", "limit", "active", "starts_at", "ends_at")


class CouponBatchesView(ApiView):
    """`/api/coupons/batches/`"""

    @endpoint(auth=_SELLING, query=forms.BatchesQuery, returns={200: forms.BatchesPage})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """Batches, newest first, with how far they are."""
        asked = validated_query(forms.BatchesQuery, request)
        wanted = queries.CouponFilter(vendor_ids=may_read(request.actor), promotion_id=asked.get("promotion"))
        page = keyset_page(request, queries.NEWEST_BATCHES)
        return page.answer(
            queries.batches(page, wanted), item=_body, count=lambda: queries.count_batches(wanted)
        )

    @endpoint(
        auth=_SELLING, throttle="write", idempotent="honoured", body=forms.NewBatchForm,
        returns={201: forms.BatchBody}, errors=(404,),
    )  # fmt: skip
    def post(self, request: ApiRequest) -> Response:
        """Have up to 100,000 codes made that nobody can guess. They come in the background: ask the batch how far it is."""
        asked = validated(forms.NewBatchForm, request)
        promotion_id = asked.pop("promotion_id")
        made = facade.create_coupon_batch(promotion_id, **asked, for_vendors=may_write(request.actor))
        return created(_body(made), location=f"/api/coupons/batches/{made.id}/")


class OneCouponBatchView(ApiView):
    """`/api/coupons/batches/<id>/`"""

    @endpoint(auth=_SELLING, returns={200: forms.BatchBody}, errors=(404,))
    def get(self, request: ApiRequest, batch_id: UUID) -> dict[str, Any]:
        """How far it is: until `finished_at` is set, ask again every second or two."""
        return _body(_seen(request, batch_id))


class CouponBatchFileView(ApiView):
    """`/api/coupons/batches/<id>/file/`"""

    transaction = False

    @endpoint(auth=_SELLING, throttle="write", returns={(200, _CSV): OpenApiTypes.BINARY}, errors=(404,))
    def get(self, request: ApiRequest, batch_id: UUID) -> StreamingHttpResponse:
        """The codes that are there, as a CSV file: in groups as people read them, with how often each was used."""
        with tenant_scope():
            batch = _seen(request, batch_id)
        return StreamingHttpResponse(
            coupon_file(batch, facade.coupons_of_batch(batch_id)),
            content_type=f"{_CSV}; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="coupons-{batch.id}.csv"',
                "X-Content-Type-Options": "nosniff",
            },
        )


def coupon_file(batch: CouponBatchInfo, pages: Iterable[list[CouponInfo]], /) -> Iterator[bytes]:
    """With a byte order mark, by which spreadsheets know UTF-8. Nothing in it can be read as a formula: codes are letters and
    digits, and the rest is numbers and times."""
    piece = io.StringIO(newline="")
    writer = csv.writer(piece)
    writer.writerow(_COLUMNS)
    yield b"\xef\xbb\xbf"
    for page in pages:
        writer.writerows(_row(batch, coupon) for coupon in page)
        yield piece.getvalue().encode()
        piece.seek(0)
        piece.truncate()
    yield piece.getvalue().encode()


def _row(batch: CouponBatchInfo, coupon: CouponInfo) -> tuple[Any, ...]:
    return (
        readable(coupon.code, batch.prefix), coupon.used, coupon.limit_total, "yes" if coupon.is_active else "no",
        iso(coupon.starts_at) if coupon.starts_at else "", iso(coupon.ends_at) if coupon.ends_at else "",
    )  # fmt: skip


def _seen(request: ApiRequest, batch_id: UUID) -> CouponBatchInfo:
    found = facade.coupon_batch(batch_id, for_vendors=may_read(request.actor))
    if found is None:
        raise UnknownCouponBatch(batch=str(batch_id))
    return found


def _body(batch: CouponBatchInfo) -> dict[str, Any]:
    body = asdict(batch)
    del body["vendor_id"]
    return body
