"""What pages of products need of the shop's rules, loaded once for each edition."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from nexus.platform import db
from nexus.platform.tenancy import current_scope, current_tenant
from nexus.pricing.domain.calendar import Calendar, ListPeriod
from nexus.pricing.domain.lanes import NO_OFFERS, Offers
from nexus.pricing.domain.promotions import Promotion
from nexus.pricing.domain.shelf import PromotionIndex, Shelf, indexed
from nexus.pricing.infrastructure.editions import edition
from nexus.pricing.infrastructure.kept import KeptByEdition
from nexus.pricing.infrastructure.rulebook import rulebook

# Contracts are many, and of each it matters only that there are some.
_PERIODS: Final = """
SELECT DISTINCT channel, CASE WHEN user_id IS NULL THEN "group" ELSE '' END AS "group", user_id IS NOT NULL AS is_contract,
  CASE WHEN user_id IS NULL THEN starts_at END AS starts_at, CASE WHEN user_id IS NULL THEN ends_at END AS ends_at
FROM pricing_price_list WHERE tenant_id = %s AND is_active AND (ends_at IS NULL OR ends_at > %s)
UNION ALL
SELECT '', '', NULL, as_of, NULL FROM pricing_exchange_rate WHERE tenant_id = %s AND as_of > %s"""


_NEVER: Final = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(kw_only=True, slots=True, eq=False)
class ShelfRules:
    """Promotions of the catalogue, and when something changes by itself."""

    offers: Offers
    index: PromotionIndex
    calendar: Calendar
    shelves: dict[frozenset[Promotion], Shelf] = field(default_factory=dict)
    span: tuple[datetime, datetime | None] = (_NEVER, _NEVER)
    """From which instant until when nothing changes by itself."""
    moments: dict[tuple[str, str], tuple[datetime, datetime | None, Any]] = field(default_factory=dict)
    """What was found out for everybody, by currency and channel: from which instant until just before which it holds."""

    def next_change(self, at: datetime, /) -> datetime | None:
        """See Calendar. Found out once until then."""
        since, until = self.span
        if not (since <= at and (until is None or at < until)):
            since, until = at, self.calendar.next_change(at)
            self.span = (since, until)
        return until

    def shelf(self, live: frozenset[Promotion], /) -> Shelf:
        """Of the products' own prices with these promotions: the same object as long as the same ones hold, so that what is
        found out by it can be kept under it."""
        known = self.shelves.get(live)
        if known is None:
            if len(self.shelves) >= _MOMENTS:
                self.shelves.clear()
            known = self.shelves[live] = Shelf(offers=self.offers, index=self.index, live=live)
        return known


_NONE: Final = ShelfRules(offers=NO_OFFERS, index=PromotionIndex(), calendar=Calendar())
_MOMENTS: Final = 100
"""Of how many sets of live promotions a shop's shelves are kept."""
_STORE: Final = "pricing.shelf_rules"
_kept: Final = KeptByEdition[ShelfRules]()


def shelf_rules(*, at: datetime) -> ShelfRules:
    """The rules that hold: one small statement in each transaction, two more when they are new."""
    store = current_scope().store
    found = store.get(_STORE)
    if not isinstance(found, ShelfRules):
        known = edition()
        found = store[_STORE] = _NONE if known is None else _kept.get(known, lambda: _load(known, at))
    return found


def _load(known: UUID, at: datetime) -> ShelfRules:
    offers = rulebook(known, at=at).offers
    tenant_id = current_tenant()
    found = db.rows(_PERIODS, [tenant_id, at, tenant_id, at])
    lists = tuple(
        ListPeriod(
            channel=row.channel,
            group=row.group,
            is_contract=row.is_contract,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
        )
        for row in found
        if row.is_contract is not None
    )
    catalogue = tuple(one for one in offers.promotions if one.spec.kind == "catalogue")
    rates = tuple(row.starts_at for row in found if row.is_contract is None)
    return ShelfRules(
        offers=offers,
        index=indexed(catalogue),
        calendar=Calendar(promotions=catalogue, lists=lists, rates=rates),
    )
