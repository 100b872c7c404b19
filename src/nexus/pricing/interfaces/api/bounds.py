"""`/api/catalog/products/<id or slug>/bounds/`: floors and costs, for those who sell the product."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from rest_framework import serializers

from nexus.catalog.contracts.dto import VariantInfo
from nexus.kernel.money import InvalidAmount, Money
from nexus.platform.http import (
    PAGE_QUERY,
    ApiRequest,
    ApiView,
    IdField,
    MoneyField,
    PageBody,
    endpoint,
    validated,
    whole_list,
)
from nexus.pricing import facade
from nexus.pricing.contracts.dto import Bounds
from nexus.pricing.contracts.errors import InvalidPrice
from nexus.pricing.interfaces.api.histories import own_variants
from nexus.tenancy import facade as tenancy


class BoundForm(serializers.Serializer):
    """In the shop's currency. What is left out stays; null takes it away."""

    variant_id = IdField()
    floor = MoneyField(required=False, allow_null=True, help_text="no promotion goes below it")
    cost = MoneyField(required=False, allow_null=True, help_text="what a piece costs you; for margins")


class BoundsForm(serializers.Serializer):
    variants = BoundForm(many=True, allow_empty=False, max_length=500)


class BoundBody(serializers.Serializer):
    variant_id = IdField()
    sku = serializers.CharField()
    floor = MoneyField(allow_null=True)
    cost = MoneyField(allow_null=True)
    currency = serializers.CharField()


class BoundsPage(PageBody):
    results = BoundBody(many=True)


class BoundsView(ApiView):
    """`/api/catalog/products/<id or slug>/bounds/`"""

    @endpoint(auth=("seller", "staff"), query=PAGE_QUERY, returns={200: BoundsPage}, errors=(404,))
    def get(self, request: ApiRequest, key: str) -> dict[str, Any]:
        """Floor and cost of every variant that has a price. The public never sees them."""
        return _answer(request, own_variants(request.actor, key))

    @endpoint(
        auth=("seller", "staff"), throttle="write", query=PAGE_QUERY, body=BoundsForm, returns={200: BoundsPage},
        errors=(404,),
    )  # fmt: skip
    def patch(self, request: ApiRequest, key: str) -> dict[str, Any]:
        """Set floors and costs, all or none."""
        variants = own_variants(request.actor, key)
        asked = validated(BoundsForm, request)["variants"]
        known = facade.bounds_of(variants)
        facade.set_bounds([_wished(place, one, variants, known) for place, one in enumerate(asked)])
        return _answer(request, variants)


def _wished(
    place: int, asked: Mapping[str, Any], variants: Mapping[UUID, VariantInfo], known: Mapping[UUID, Bounds]
) -> Bounds:
    variant_id = asked["variant_id"]
    if variant_id not in variants:
        raise InvalidPrice(errors={f"variants.{place}.variant_id": ["The product has no such variant."]})
    before = known.get(variant_id) or Bounds(variant_id=variant_id)
    return Bounds(
        variant_id=variant_id,
        floor=_money(place, "floor", asked) if "floor" in asked else before.floor,
        cost=_money(place, "cost", asked) if "cost" in asked else before.cost,
    )


def _money(place: int, name: str, asked: Mapping[str, Decimal | None]) -> Money | None:
    amount, currency = asked[name], tenancy.tenant().currency
    if amount is None:
        return None
    try:
        return Money.of(amount, currency)
    except InvalidAmount as error:
        raise InvalidPrice(errors={f"variants.{place}.{name}": [error.detail]}) from None


def _answer(request: ApiRequest, variants: Mapping[UUID, VariantInfo]) -> dict[str, Any]:
    known, currency = facade.bounds_of(variants), tenancy.tenant().currency
    return whole_list(
        request,
        [known[variant] for variant in variants if variant in known],
        item=lambda one: {
            "variant_id": one.variant_id, "sku": variants[one.variant_id].sku,
            "floor": None if one.floor is None else str(one.floor),
            "cost": None if one.cost is None else str(one.cost), "currency": currency,
        },
    )  # fmt: skip
