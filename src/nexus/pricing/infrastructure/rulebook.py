"""The shop's rules, loaded once for each edition and kept in the process: see EditionRecord."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Final
from uuid import UUID

import msgspec

from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.pricing.domain.lanes import Lane, Offers
from nexus.pricing.domain.promotions import Promotion, PromotionSpec, compiled
from nexus.pricing.infrastructure.strategies import strategies

_KEPT: Final = 200
"""Shops whose rules a process keeps."""
_RULES: Final = """
SELECT 'lane' AS kind, NULL::uuid AS id, position AS version, jsonb_build_object('name', name, 'strategy', strategy) AS spec
FROM pricing_lane WHERE tenant_id = %s
UNION ALL
SELECT 'promotion', id, version, spec FROM pricing_promotion
WHERE tenant_id = %s AND status = 'active' AND (ends_at IS NULL OR ends_at > %s)"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rulebook:
    """What a quote needs besides prices. Holds promotions that have not begun yet; the quote looks at the instant."""

    offers: Offers


_EMPTY: Final = Rulebook(offers=Offers())
_kept: OrderedDict[UUID, tuple[UUID, Rulebook]] = OrderedDict()
_lock = Lock()


def rulebook(edition: UUID | None, /, *, at: datetime) -> Rulebook:
    """The rules of this edition of the bound shop. No statement when they are known, one otherwise. A promotion that ended before
    `at` may be missing: it cannot apply any more."""
    if edition is None:
        return _EMPTY
    tenant_id = current_tenant()
    with _lock:
        known = _kept.get(tenant_id)
        if known and known[0] == edition:
            _kept.move_to_end(tenant_id)
            return known[1]
    loaded = _load(tenant_id, at)
    with _lock:
        _kept[tenant_id] = (edition, loaded)
        _kept.move_to_end(tenant_id)
        while len(_kept) > _KEPT:
            _kept.popitem(last=False)
    return loaded


def _load(tenant_id: UUID, at: datetime) -> Rulebook:
    promotions: list[Promotion] = []
    lanes: list[Lane] = []
    for row in db.rows(_RULES, [tenant_id, tenant_id, at]):
        if row.kind == "lane":
            strategy = strategies().lanes[row.spec["strategy"]]()
            lanes.append(Lane(position=row.version, name=row.spec["name"], strategy=strategy))
        else:
            spec = msgspec.convert(row.spec, PromotionSpec, strict=False)
            promotions.append(compiled(spec, strategies(), promotion_id=row.id, version=row.version))
    return Rulebook(offers=Offers(tuple(promotions), tuple(lanes)))
