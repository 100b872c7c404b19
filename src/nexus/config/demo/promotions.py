"""Offers of the demo's shops: some run by themselves, some need a code, one is a seller's own, one begins next month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from nexus.catalog import facade as catalog
from nexus.config.demo.goods import SELLERS
from nexus.kernel import clock
from nexus.platform.tenancy import tenant_scope
from nexus.pricing import facade as pricing
from nexus.vendors import facade as vendors

LANES: Final = (
    (0, "Sale", "best"), (1, "Offers", "best"), (2, "Codes", "best"), (3, "Shipping", "best"),
)  # fmt: skip
CODES: Final = {
    "welcome": ("WELCOME10",), "free-shipping": ("FREESHIP",), "coffee": ("COFFEE5",), "studio": ("MAR10",),
}  # fmt: skip
_FAIR: Final = 60

type _Spec = dict[str, Any]


def promote(shop: str, /) -> int:
    """Make the shop's offers and codes, unless it has some; how many offers there are then. Call it outside any transaction."""
    with tenant_scope():
        known = pricing.promotions()
        if known:
            return len(known)
        for position, name, strategy in LANES:
            pricing.create_lane(position=position, name=name, strategy=strategy)
        made = {
            spec["code"]: pricing.save_promotion(spec, status=status).id for spec, status in _offers(shop)
        }
        for promotion, codes in CODES.items():
            for code in codes if promotion in made else ():
                pricing.create_coupon(made[promotion], code)
    if "fair" in made:
        _print_flyers(made["fair"])
    return len(made)


def _print_flyers(promotion_id: UUID) -> None:
    with tenant_scope():
        batch = pricing.create_coupon_batch(
            promotion_id, name="Flyers of the fair", size=_FAIR, prefix="FAIR"
        )
    pricing.make_coupons(batch.id)


def _offers(shop: str) -> Iterator[tuple[_Spec, Any]]:
    places = {category.name: str(category.id) for category in catalog.categories()}
    yield from _bazaar(places) if shop == "bazaar" else _atelier(places)


def _of(places: Mapping[str, str], name: str) -> dict[str, Any]:
    return {"type": "goods", "selection": {"categories": [places[name]], "label": name}}


def _percent(percent: str) -> dict[str, Any]:
    return {"type": "percentage", "percent": percent}


def _spend(euros: str, **of: Any) -> list[dict[str, Any]]:
    return [{"type": "min_spend", "amounts": {"EUR": euros}, **of}]


def _bazaar(places: Mapping[str, str]) -> Iterator[tuple[_Spec, Any]]:
    yield {
        "code": "plush-week", "title": "Plush week: 15 % off", "kind": "catalogue", "benefit": _percent("15"),
        "target": _of(places, "Plush"),
    }, "active"  # fmt: skip
    yield {
        "code": "notebooks", "title": "3 notebooks for the price of 2", "lane": 1, "target": _of(places, "Notebooks"),
        "benefit": {"type": "n_for_m", "quantity": 3, "pay": 2},
    }, "active"  # fmt: skip
    yield {
        "code": "textiles", "title": "Nordlicht: 10 % off from two textiles", "lane": 1, "target": _of(places, "Textiles"),
        "benefit": {"type": "tiers", "steps": [{"quantity": 2, "percent": "10"}, {"quantity": 4, "percent": "15"}]},
        "vendor_id": _first_seller(), **_weeks(-1, 5),
    }, "active"  # fmt: skip
    yield {
        "code": "welcome", "title": "Welcome: 10 % off", "lane": 2, "needs_coupon": True, "benefit": _percent("10"),
        "limit_per_buyer": 1, "max_per_order": {"EUR": "30.00"},
    }, "active"  # fmt: skip
    yield {
        "code": "free-shipping", "title": "Free shipping", "lane": 3, "needs_coupon": True, "benefit": _percent("100"),
        "target": {"type": "shipping"}, "conditions": _spend("30.00"),
    }, "active"  # fmt: skip
    drinks = {"categories": [places["Food & Drink"]], "label": "Food & Drink"}
    yield {
        "code": "coffee", "title": "5 off coffee and tea", "lane": 2, "needs_coupon": True, "limit_total": 500,
        "benefit": {"type": "amount_off", "amounts": {"EUR": "5.00"}}, "target": {"type": "goods", "selection": drinks},
        "conditions": _spend("25.00", of=drinks),
    }, "active"  # fmt: skip
    yield {
        "code": "fair", "title": "From the fair: 15 off", "lane": 2, "needs_coupon": True, "is_private": True,
        "benefit": {"type": "amount_off", "amounts": {"EUR": "15.00"}}, "conditions": _spend("60.00"),
    }, "active"  # fmt: skip
    yield _sale(), "active"
    yield {
        "code": "everything", "title": "20 % off everything", "kind": "cart", "lane": 1, "exclusive": True,
        "benefit": _percent("20"), "floor_percent": "50",
    }, "draft"  # fmt: skip


def _sale() -> _Spec:
    """Four weeks from the day of the seed, for two weeks."""
    return {
        "code": "next-sale", "title": "Sale: 20 % off", "kind": "catalogue", "benefit": _percent("20"), "floor_percent": "60",
        **_weeks(4, 6),
    }  # fmt: skip


def _weeks(begin: int, end: int) -> _Spec:
    """A period in weeks from the day of the seed."""
    today = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    return {
        "starts_at": (today + timedelta(weeks=begin)).isoformat(),
        "ends_at": (today + timedelta(weeks=end)).isoformat(),
    }


def _atelier(places: Mapping[str, str]) -> Iterator[tuple[_Spec, Any]]:
    yield {
        "code": "hangings", "title": "Wall hangings: 10 % off", "kind": "catalogue", "benefit": _percent("10"),
        "target": _of(places, "Wall Hangings"),
    }, "active"  # fmt: skip
    yield {
        "code": "studio", "title": "From the studio: 10 % off", "lane": 2, "needs_coupon": True, "benefit": _percent("10"),
        "limit_per_buyer": 1,
    }, "active"  # fmt: skip


def _first_seller() -> str:
    """The shop of seller@."""
    name = SELLERS[0].name
    return next(str(one.id) for one in vendors.approved_vendors() if one.name == name)
