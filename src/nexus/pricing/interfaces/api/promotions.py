"""Endpoints of promotions, for the staff and for sellers."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from nexus.kernel import clock
from nexus.platform.http import (
    ApiRequest,
    ApiView,
    InvalidRequest,
    Response,
    created,
    endpoint,
    keyset_page,
    no_content,
    validated,
    validated_query,
)
from nexus.pricing import facade
from nexus.pricing.contracts.promotion_errors import UnknownPromotion
from nexus.pricing.contracts.promotions import PromotionInfo, PromotionStatus
from nexus.pricing.domain.promotions import PromotionSpec
from nexus.pricing.infrastructure.strategies import schemas
from nexus.pricing.interfaces.api import promotion_forms as forms
from nexus.pricing.interfaces.api.reach import may_read, may_write, stated_version
from nexus.pricing.queries import promotions as queries
from nexus.pricing.queries.usage import Usage

_SELLING: Final = ("seller", "staff")
_OF_SPEC: Final = PromotionSpec.__struct_fields__
_DEFAULTS: Final[Mapping[str, Any]] = {
    "kind": "cart", "target": {"type": "goods"}, "conditions": [], "lane": 0, "priority": 0, "exclusive": False,
    "needs_coupon": False, "is_private": False, "max_per_line": {}, "max_per_order": {}, "floor_percent": "0",
    "vendor_share": None,
}  # fmt: skip
_LONGEST_USAGE: Final = timedelta(days=800)


class PromotionsView(ApiView):
    """`/api/promotions/`"""

    @endpoint(auth=_SELLING, query=forms.PromotionsQuery, returns={200: forms.PromotionsPage})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """Promotions, newest first: a seller's own, for staff all."""
        asked = validated_query(forms.PromotionsQuery, request)
        wanted = queries.PromotionFilter(
            vendor_ids=may_read(request.actor), vendor_id=asked.get("vendor"), status=asked.get("status", ""),
            kind=asked.get("kind", ""), text=asked.get("q", ""),
        )  # fmt: skip
        page = keyset_page(request, queries.NEWEST)
        return page.answer(
            queries.listed(page, wanted), item=promotion_body, count=lambda: queries.count(wanted)
        )

    @endpoint(
        auth=_SELLING, throttle="write", idempotent="honoured", body=forms.NewPromotionForm,
        returns={201: forms.PromotionBody}, errors=(409,),
    )  # fmt: skip
    def post(self, request: ApiRequest) -> Response:
        """Write a promotion. It is a draft unless its status says otherwise; a seller's is about their own goods alone."""
        asked = validated(forms.NewPromotionForm, request)
        made = facade.save_promotion(
            _spec(asked),
            description=asked.get("description"),
            status=asked.get("status"),
            for_vendors=may_write(request.actor),
        )
        answer = created(promotion_body(made), location=f"/api/promotions/{made.id}/")
        answer["ETag"] = _etag(made)
        return answer


class OnePromotionView(ApiView):
    """`/api/promotions/<id>/`"""

    @endpoint(auth=_SELLING, returns={200: forms.PromotionBody}, errors=(404,))
    def get(self, request: ApiRequest, promotion_id: UUID) -> Response:
        """One promotion as it is now."""
        return _answer(_seen(request, promotion_id))

    @endpoint(
        auth=_SELLING, throttle="write", headers=("If-Match",), body=forms.PromotionChanges,
        returns={200: forms.PromotionBody}, errors=(404, 409),
    )  # fmt: skip
    def patch(self, request: ApiRequest, promotion_id: UUID) -> Response:
        """Change what is stated. What was active until now is kept as a version of its own."""
        asked = validated(forms.PromotionChanges, request)
        version, seen = stated_version(request, asked), _seen(request, promotion_id)
        changes = _spec(asked)
        changed = facade.save_promotion(
            {**seen.spec, **changes} if changes else None,
            promotion_id=promotion_id,
            description=asked.get("description"),
            version=seen.version if version is None else version,
            for_vendors=may_write(request.actor),
        )
        return _answer(changed)

    @endpoint(auth=_SELLING, throttle="write", headers=("If-Match",), returns={204: None}, errors=(404, 409))
    def delete(self, request: ApiRequest, promotion_id: UUID) -> Response:
        """Remove a draft that was never published or used."""
        version = stated_version(request, {})
        facade.delete_promotion(promotion_id, version=version, for_vendors=may_write(request.actor))
        return no_content()


class _StatusView(ApiView):
    """Base of what publishes and puts away; the methods say what they do."""

    def become(self, request: ApiRequest, promotion_id: UUID, status: PromotionStatus, /) -> Response:
        version = stated_version(request, validated(forms.VersionForm, request))
        reach = may_write(request.actor)
        return _answer(facade.set_status(promotion_id, status, version=version, for_vendors=reach))


class ActivatePromotionView(_StatusView):
    """`/api/promotions/<id>/activate/`"""

    @endpoint(
        auth=_SELLING, throttle="write", headers=("If-Match",), body=forms.VersionForm,
        returns={200: forms.PromotionBody}, errors=(404, 409),
    )  # fmt: skip
    def post(self, request: ApiRequest, promotion_id: UUID) -> Response:
        """Publish it: it applies from its start on, at once if that is past."""
        return self.become(request, promotion_id, "active")


class PausePromotionView(_StatusView):
    """`/api/promotions/<id>/pause/`"""

    @endpoint(
        auth=_SELLING, throttle="write", headers=("If-Match",), body=forms.VersionForm,
        returns={200: forms.PromotionBody}, errors=(404, 409),
    )  # fmt: skip
    def post(self, request: ApiRequest, promotion_id: UUID) -> Response:
        """Stop it for now: it applies no more from this very moment on."""
        return self.become(request, promotion_id, "paused")


class ArchivePromotionView(_StatusView):
    """`/api/promotions/<id>/archive/`"""

    @endpoint(
        auth=_SELLING, throttle="write", headers=("If-Match",), body=forms.VersionForm,
        returns={200: forms.PromotionBody}, errors=(404, 409),
    )  # fmt: skip
    def post(self, request: ApiRequest, promotion_id: UUID) -> Response:
        """Put it away for good; its orders and versions stay."""
        return self.become(request, promotion_id, "archived")


class PromotionSchemasView(ApiView):
    """`/api/promotions/schemas/`"""

    @endpoint(auth=_SELLING, returns={200: forms.SchemasBody})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """What promotions can be made of: every kind of condition, target, benefit and lane that is installed."""
        return schemas()


class PromotionUsageView(ApiView):
    """`/api/promotions/<id>/usage/`"""

    @endpoint(auth=_SELLING, query=forms.UsageQuery, returns={200: forms.UsageBody}, errors=(404,))
    def get(self, request: ApiRequest, promotion_id: UUID) -> dict[str, Any]:
        """How often it was used, what it cost and who bore that, by currency and by day."""
        asked, seen = validated_query(forms.UsageQuery, request), _seen(request, promotion_id)
        until = asked.get("until") or clock.now()
        since = asked.get("since") or until - timedelta(days=90)
        if not since < until <= since + _LONGEST_USAGE:
            reason = f"Before `until`, by at most {_LONGEST_USAGE.days} days."
            raise InvalidRequest(errors={"since": [reason]})
        found = facade.promotion_usage(promotion_id, since=since, until=until)
        left = facade.uses_left([seen])[seen.id]
        return _usage_body(found, seen, left) | {"since": since, "until": until}


def _seen(request: ApiRequest, promotion_id: UUID) -> PromotionInfo:
    found = facade.promotion(promotion_id, for_vendors=may_read(request.actor))
    if found is None:
        raise UnknownPromotion(promotion=str(promotion_id))
    return found


def _spec(asked: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(asked[name]) for name in _OF_SPEC if name in asked}


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal | UUID) else value


def _etag(promotion: PromotionInfo) -> str:
    return f'"{promotion.version}"'


def _answer(promotion: PromotionInfo) -> Response:
    return Response(promotion_body(promotion), headers={"ETag": _etag(promotion)})


def promotion_body(promotion: PromotionInfo, /) -> dict[str, Any]:
    """The promotion as the HTTP contract has it."""
    spec = promotion.spec
    return {
        "id": promotion.id,
        "status": promotion.status,
        "version": promotion.version,
        "code": promotion.code,
        "title": promotion.title,
        "description": promotion.description,
        "benefit": spec["benefit"],
        **{name: spec.get(name, default) for name, default in _DEFAULTS.items()},
        "vendor_id": promotion.vendor_id,
        "starts_at": promotion.starts_at,
        "ends_at": promotion.ends_at,
        "limit_total": promotion.limit_total,
        "limit_per_buyer": promotion.limit_per_buyer,
        "created_at": promotion.created_at,
        "updated_at": promotion.updated_at,
    }


def _usage_body(found: Usage, promotion: PromotionInfo, left: int | None) -> dict[str, Any]:
    return {
        "promotion_id": promotion.id,
        "uses": found.uses,
        "given_back": found.given_back,
        "limit_total": promotion.limit_total,
        "left": left,
        "by_currency": [
            {
                "currency": one.currency, "uses": one.uses, "buyers": one.buyers, "discount": str(one.discount),
                "vendor_funded": str(one.vendor_funded), "shop_funded": str(one.shop_funded), "first_at": one.first_at,
                "last_at": one.last_at,
            }
            for one in found.by_currency
        ],
        "by_day": [
            {
                "day": one.day, "currency": one.discount.currency, "uses": one.uses, "discount": str(one.discount),
                "vendor_funded": str(one.vendor_funded),
            }
            for one in found.by_day
        ],
    }  # fmt: skip
