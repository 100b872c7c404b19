"""The shop's rules, loaded once for each edition and kept in the process: see EditionRecord."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from threading import Lock
from typing import Any, Final
from uuid import UUID

import structlog

from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.pricing.domain.invalid import WrongSetting
from nexus.pricing.domain.lanes import BestWins, Lane, Offers
from nexus.pricing.domain.promotions import Promotion, compiled, spec_of
from nexus.pricing.domain.receipts import LaneSetting, lanes_from
from nexus.pricing.infrastructure.strategies import strategies
from nexus.pricing.infrastructure.terms import KINDS, NO_TERMS, TERMS, StoredTerms, terms_from

_log = structlog.get_logger(__name__)
_KEPT: Final = 200
"""Shops whose rules a process keeps."""
_RULES: Final = f"""
SELECT 'lane' AS kind, NULL::uuid AS id, position AS version, jsonb_build_object('name', name, 'strategy', strategy) AS spec
FROM pricing_lane WHERE tenant_id = %s
UNION ALL
SELECT 'edition', token, 0, to_jsonb(changed_at) FROM pricing_edition WHERE tenant_id = %s
UNION ALL
SELECT 'promotion', id, version, spec FROM pricing_promotion
WHERE tenant_id = %s AND status = 'active' AND (ends_at IS NULL OR ends_at > %s)
UNION ALL {TERMS}"""  # noqa: S608 - constants
_THEN: Final = """
SELECT promotion_id AS id, version, spec FROM pricing_promotion_version
WHERE tenant_id = %s AND valid_from <= %s AND (valid_until IS NULL OR valid_until > %s) ORDER BY promotion_id"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rulebook:
    """What a quote needs besides prices. Holds promotions that have not begun yet; the quote looks at the instant."""

    offers: Offers
    terms: StoredTerms = NO_TERMS


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
    promotions: list[Any] = []
    lanes: list[Lane] = []
    terms: list[Any] = []
    rules_at: datetime | None = None
    for row in db.rows(_RULES, [*[tenant_id] * 3, at, *[tenant_id] * 4, at, tenant_id]):
        if row.kind in KINDS:
            terms.append(row)
        elif row.kind == "lane":
            lanes.append(Lane(position=row.version, name=row.spec["name"], strategy=_lane_strategy(row)))
        elif row.kind == "edition":
            rules_at = datetime.fromisoformat(row.spec)
        else:
            promotions.append(row)
    return Rulebook(
        offers=Offers(tuple(_promotions(promotions)), tuple(lanes), rules_at), terms=terms_from(terms)
    )


def _promotions(found: Iterable[Any]) -> Iterator[Promotion]:
    """Those that can be read. One that cannot must not stop the shop from selling: it does not apply, `nexus verify` names it."""
    for row in found:
        try:
            yield compiled(spec_of(row.spec), strategies(), promotion_id=row.id, version=row.version)
        except WrongSetting as error:
            _log.error("pricing.promotion_unreadable", promotion=str(row.id), error=str(error))


def _lane_strategy(row: Any) -> Any:
    """That of a plugin that is gone: the best wins."""
    return strategies().lanes.get(row.spec["strategy"], BestWins)()


def offers_then(rules_at: datetime | None, lanes: tuple[LaneSetting, ...], /) -> Offers:
    """The promotions of the edition that began at this instant. One statement, none when they are known; what was in force never
    changes any more."""
    if rules_at is None:
        return Offers()
    return Offers(
        _promotions_then(current_tenant(), rules_at), lanes_from(lanes, strategies().lanes), rules_at
    )


@lru_cache(maxsize=_KEPT)
def _promotions_then(tenant_id: UUID, rules_at: datetime) -> tuple[Promotion, ...]:
    return tuple(_promotions(db.rows(_THEN, [tenant_id, rules_at, rules_at])))
