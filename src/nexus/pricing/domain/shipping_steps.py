"""The steps of the trace that say what shipping costs, and what promotions take off it."""

from collections.abc import Iterator

from nexus.pricing.contracts.dto import Step
from nexus.pricing.domain import explaining, trace
from nexus.pricing.domain.case import Case
from nexus.pricing.domain.refusals import Refusal
from nexus.pricing.domain.search import Outcome
from nexus.pricing.domain.shipping import Shipment, Way


def freight_steps(case: Case, outcome: Outcome, way: Way | None, /) -> Iterator[Step]:
    """Each parcel with its price and its promotions; why the way cannot be had."""
    if way is None:
        return
    if way.refusal:
        yield trace.refused(way.refusal, part="shipping", offer=way.code, currency=case.currency)
    for place, shipment in enumerate(way.shipments):
        yield from _shipment_steps(case, shipment)
        yield from _promotion_steps(case, outcome, len(case.lines) + place)


def _promotion_steps(case: Case, outcome: Outcome, place: int) -> Iterator[Step]:
    for used in outcome.used:
        coupon = explaining.coupon_of(case, used.promotion)
        for index, minor in used.taken:
            if index == place:
                yield trace.shipping_discount(
                    case.money(minor), offer=used.promotion.code, text=used.promotion.spec.title,
                    coupon=coupon.code if coupon else "",
                )  # fmt: skip


def _shipment_steps(case: Case, shipment: Shipment) -> Iterator[Step]:
    name, free_from, missing = shipment.method.name, shipment.tariff.free_from, shipment.missing
    is_free = missing is not None and not missing
    yield trace.shipping(
        case.money(shipment.freight.minor),
        code="shipping_free_from" if is_free else f"shipping_{shipment.tariff.measure}",
        text=f"{name}: free from {free_from}" if is_free else name,
        vendor_id=shipment.freight.vendor_id,
    )
    if missing:
        refusal = Refusal(
            code="free_from_not_reached",
            text=f"{missing} {missing.currency} more for free shipping.",
            missing=missing,
        )
        yield trace.refused(refusal, part="shipping", offer=shipment.method.code, currency=case.currency)
