"""`/api/promotions/conflicts/`: what promotions do together that nobody meant."""

from typing import Any
from uuid import UUID

import msgspec

from nexus.platform.http import ApiRequest, ApiView, endpoint, validated, validated_query
from nexus.pricing import facade
from nexus.pricing.contracts.conflicts import ConflictReport
from nexus.pricing.interfaces.api import conflict_forms as forms


class ConflictsView(ApiView):
    """`/api/promotions/conflicts/`"""

    @endpoint(
        auth="staff", throttle="write", query=forms.ConflictsQuery, returns={200: forms.ConflictsBody}, errors=(404,)
    )  # fmt: skip
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """Carts in which promotions together go below a floor, below cost or too far down. Promotions that never apply, too."""
        asked = validated_query(forms.ConflictsQuery, request)
        return report_body(
            facade.conflicts(promotion_id=asked.get("promotion"), most_percent=asked["most_percent"])
        )

    @endpoint(
        auth="staff", throttle="write", body=forms.ConflictsForm, returns={200: forms.ConflictsBody}, errors=(404,)
    )  # fmt: skip
    def post(self, request: ApiRequest) -> dict[str, Any]:
        """The same for a promotion before it is stored. Nothing is stored."""
        asked = validated(forms.ConflictsForm, request)
        promotion_id, spec = asked.get("promotion"), asked["spec"]
        if promotion_id is not None:
            stored = facade.promotion(promotion_id)
            spec = {**(stored.spec if stored else {}), **spec}
        return report_body(
            facade.conflicts(spec, promotion_id=promotion_id, most_percent=asked["most_percent"])
        )


def report_body(report: ConflictReport, /) -> dict[str, Any]:
    """Ready for JSON."""
    found: dict[str, Any] = msgspec.to_builtins(report, builtin_types=(UUID,))
    return found
