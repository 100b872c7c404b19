"""What a quote says about shipping: what may be chosen, what may not and why, and whose it is."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from nexus.kernel.money import Money, split_minor
from nexus.pricing.contracts.dto import RefusedShipping, ShippingOption
from nexus.pricing.domain.shipping import NO_SHIPPING, Shipment, Way


def options(
    ways: Sequence[Way], chosen: Way | None, /, *, currency: str, left: Sequence[int]
) -> Iterator[ShippingOption]:
    """Those that can be had; `left`: what is to be paid of each shipment of the chosen one."""
    for way in ways:
        if way.refusal is None:
            taken = way.minor - sum(left) if way is chosen else None
            yield ShippingOption(
                code=way.code,
                name=way.name,
                price=Money(way.minor, currency),
                discount=None if taken is None else Money(taken, currency),
                missing_for_free=way.missing,
                store_id=way.pickup.store_id if way.pickup else None,
            )


def refused(ways: Sequence[Way], /) -> Iterator[RefusedShipping]:
    """Those that cannot."""
    for way in ways:
        if way.refusal:
            yield RefusedShipping(
                code=way.code, name=way.name, reason=way.refusal.code, text=way.refusal.text
            )


def problem(way: Way | None, /) -> RefusedShipping | None:
    """Why a basket that is not empty cannot go."""
    if way is None:
        return RefusedShipping(code="", name="", reason=NO_SHIPPING.code, text=NO_SHIPPING.text)
    return next(refused((way,)), None)


def by_vendor(
    shipments: Sequence[Shipment], amounts: Sequence[int], /, *, currency: str
) -> tuple[tuple[UUID, Money], ...]:
    """Whose these amounts of each shipment are; what goes together is spread by the worth of the goods. Empty when everything
    goes together."""
    if not any(one.freight.vendor_id for one in shipments):
        return ()
    found: dict[UUID, int] = {}
    for shipment, amount in zip(shipments, amounts, strict=True):
        shares = split_minor(amount, [worth for _, worth in shipment.worths])
        for (vendor_id, _), share in zip(shipment.worths, shares, strict=True):
            if vendor_id:
                found[vendor_id] = found.get(vendor_id, 0) + share
    return tuple((vendor_id, Money(minor, currency)) for vendor_id, minor in sorted(found.items()))
