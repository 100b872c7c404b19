"""Promotions: what sellers and the staff write, and who used them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from nexus.kernel import clock
from nexus.pricing import wiring
from nexus.pricing.application.save_promotion import Wish
from nexus.pricing.contracts.promotions import PromotionInfo, PromotionStatus
from nexus.pricing.domain.ownership import author_for
from nexus.pricing.infrastructure import uses
from nexus.pricing.queries import promotions as queries
from nexus.pricing.queries import usage
from nexus.pricing.queries.usage import Usage
from nexus.tenancy import facade as tenancy


def save_promotion(
    spec: Mapping[str, Any] | None,
    /,
    *,
    promotion_id: UUID | None = None,
    description: str | None = None,
    status: PromotionStatus | None = None,
    version: int | None = None,
    for_vendors: Iterable[UUID] | None = None,
) -> PromotionInfo:
    """Write a promotion, or change the one with this id (`spec` None: what it says stays).

    `spec` as in docs/domains/promotions.md. A new one is a draft unless `status` says otherwise. `version`: the one that was
    read. `for_vendors`: the sellers that the author acts for, None for the shop's staff. Raises InvalidPromotion naming the
    field, UnknownPromotion, PromotionCodeTaken, StalePromotion, IllegalPromotionStatus, ForeignVendor.
    """
    wish = Wish(
        author=author_for(for_vendors),
        at=clock.now(),
        spec=spec,
        description=description,
        status=status,
        version=version,
    )
    keep = wiring.keep_promotions()
    return keep.add(wish) if promotion_id is None else keep.change(promotion_id, wish)


def set_status(
    promotion_id: UUID,
    status: PromotionStatus,
    /,
    *,
    version: int | None = None,
    for_vendors: Iterable[UUID] | None = None,
) -> PromotionInfo:
    """Publish, pause or archive it. Raises as `save_promotion`."""
    return save_promotion(
        None, promotion_id=promotion_id, status=status, version=version, for_vendors=for_vendors
    )


def delete_promotion(
    promotion_id: UUID, /, *, version: int | None = None, for_vendors: Iterable[UUID] | None = None
) -> None:
    """Only a draft that was never published or used. Raises PromotionInUse, UnknownPromotion, StalePromotion."""
    wish = Wish(author=author_for(for_vendors), at=clock.now(), version=version)
    wiring.keep_promotions().delete(promotion_id, wish)


def promotion(promotion_id: UUID, /, *, for_vendors: Iterable[UUID] | None = None) -> PromotionInfo | None:
    """One promotion, or None; somebody else's is None too. One statement."""
    found = queries.promotion(promotion_id)
    return found if found and author_for(for_vendors).may_see(found.vendor_id) else None


def promotion_of_code(code: str, /) -> PromotionInfo | None:
    """By its code, or None. One statement."""
    return queries.promotion_of_code(code)


def promotions(
    *,
    ids: Iterable[UUID] | None = None,
    statuses: Sequence[PromotionStatus] = (),
    for_vendors: Iterable[UUID] | None = None,
    limit: int = 1000,
) -> tuple[PromotionInfo, ...]:
    """Promotions, newest first; of these sellers only, if any are named. One statement."""
    vendor_ids = None if for_vendors is None else frozenset(for_vendors)
    return queries.promotions(ids=ids, statuses=statuses, vendor_ids=vendor_ids, limit=limit)


def promotion_usage(promotion_id: UUID, /, *, since: datetime, until: datetime) -> Usage:
    """How often it was used from one instant until just before another, what that cost and who bore it; days of the store's
    calendar. Three statements."""
    return usage.usage(promotion_id, since=since, until=until, zone=tenancy.tenant().time_zone)


def uses_left(of: Iterable[PromotionInfo], /) -> dict[UUID, int | None]:
    """Uses that are left in all, by promotion; None: as many as anybody likes. One statement, none without limits."""
    limits = {one.id: one.limit_total for one in of}
    used = uses.used_in_all([one for one, limit in limits.items() if limit is not None])
    return {one: None if limit is None else max(0, limit - used.get(one, 0)) for one, limit in limits.items()}
