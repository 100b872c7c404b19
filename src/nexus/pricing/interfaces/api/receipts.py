"""`GET /api/pricing/receipts/<order id>/`: how an order's price came about."""

from typing import Any
from uuid import UUID

from nexus.kernel.errors import NotFound
from nexus.platform.http import ApiRequest, ApiView, endpoint
from nexus.pricing import facade
from nexus.pricing.contracts.dto import UsedPromotion
from nexus.pricing.interfaces.api.forms import ReceiptAnswer
from nexus.pricing.interfaces.api.views import quote_body


class NoReceipt(NotFound):
    """There is no such order, or it was placed before receipts were kept."""

    title = "No receipt"


class ReceiptView(ApiView):
    """`/api/pricing/receipts/<order id>/`"""

    @endpoint(auth="staff", returns={200: ReceiptAnswer}, errors=(404,))
    def get(self, request: ApiRequest, order_id: UUID) -> dict[str, Any]:
        """The order's quote, computed once more with the rules of then; every promotion that did not apply says why."""
        found = facade.recompute(order_id)
        if found is None:
            raise NoReceipt(order_id=str(order_id))
        body = quote_body(found)
        del body["shipping_options"], body["refused_coupons"]
        return body | {"order_id": order_id, "promotions": [_promotion_body(one) for one in found.promotions]}


def _promotion_body(used: UsedPromotion) -> dict[str, Any]:
    return {
        "promotion_id": used.promotion_id,
        "code": used.code,
        "title": used.title,
        "version": used.version,
        "amount": str(used.amount),
        "vendor_funded": str(used.vendor_funded),
        "coupon": used.coupon,
    }
