"""Endpoints of coupons, for the staff and for sellers."""

from dataclasses import asdict
from typing import Any, Final
from uuid import UUID

from nexus.platform.http import (
    ApiRequest,
    ApiView,
    Response,
    created,
    endpoint,
    keyset_page,
    no_content,
    validated,
    validated_query,
)
from nexus.pricing import facade
from nexus.pricing.contracts.promotion_errors import UnknownCoupon
from nexus.pricing.contracts.promotions import CouponInfo
from nexus.pricing.interfaces.api import coupon_forms as forms
from nexus.pricing.interfaces.api.reach import may_read, may_write
from nexus.pricing.queries import coupons as queries

_SELLING: Final = ("seller", "staff")


class CouponsView(ApiView):
    """`/api/coupons/`"""

    @endpoint(auth=_SELLING, query=forms.CouponsQuery, returns={200: forms.CouponsPage})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """Coupons, newest first: of a seller's own promotions, for staff all."""
        asked = validated_query(forms.CouponsQuery, request)
        wanted = queries.CouponFilter(
            vendor_ids=may_read(request.actor), promotion_id=asked.get("promotion"), batch_id=asked.get("batch"),
            code=facade.normal_code(asked.get("q", "")),
        )  # fmt: skip
        page = keyset_page(request, queries.NEWEST)
        return page.answer(queries.listed(page, wanted), item=_body, count=lambda: queries.count(wanted))

    @endpoint(
        auth=_SELLING, throttle="write", idempotent="honoured", body=forms.NewCouponForm,
        returns={201: forms.CouponBody}, errors=(404, 409),
    )  # fmt: skip
    def post(self, request: ApiRequest) -> Response:
        """A code of your own choice, for everybody or for one buyer."""
        asked = validated(forms.NewCouponForm, request)
        promotion_id, code = asked.pop("promotion_id"), asked.pop("code")
        made = facade.create_coupon(promotion_id, code, **asked, for_vendors=may_write(request.actor))
        return created(_body(made), location=f"/api/coupons/{made.id}/")


class OneCouponView(ApiView):
    """`/api/coupons/<id>/`"""

    @endpoint(auth=_SELLING, returns={200: forms.CouponBody}, errors=(404,))
    def get(self, request: ApiRequest, coupon_id: UUID) -> dict[str, Any]:
        """One coupon, with how often it was used."""
        return _body(_seen(request, coupon_id))

    @endpoint(
        auth=_SELLING, throttle="write", body=forms.CouponChanges, returns={200: forms.CouponBody}, errors=(404,)
    )  # fmt: skip
    def patch(self, request: ApiRequest, coupon_id: UUID) -> dict[str, Any]:
        """Change what is stated; its code and promotion stay. Switched off, it is refused from this moment on."""
        changes = validated(forms.CouponChanges, request)
        facade.change_coupon(coupon_id, changes=changes, for_vendors=may_write(request.actor))
        return _body(_seen(request, coupon_id))

    @endpoint(auth=_SELLING, throttle="write", returns={204: None}, errors=(404, 409))
    def delete(self, request: ApiRequest, coupon_id: UUID) -> Response:
        """Remove a coupon that was never used."""
        facade.delete_coupon(coupon_id, for_vendors=may_write(request.actor))
        return no_content()


def _seen(request: ApiRequest, coupon_id: UUID) -> CouponInfo:
    found = facade.coupon(coupon_id, for_vendors=may_read(request.actor))
    if found is None:
        raise UnknownCoupon(coupon=str(coupon_id))
    return found


def _body(coupon: CouponInfo) -> dict[str, Any]:
    body = asdict(coupon)
    del body["vendor_id"]
    return body
