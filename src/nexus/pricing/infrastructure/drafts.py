"""Promotions that are tried before they are stored, or as they are stored now."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.pricing.contracts.promotion_errors import InvalidPromotion, UnknownPromotion
from nexus.pricing.domain.drafting import read_promotion
from nexus.pricing.domain.promotions import Promotion
from nexus.pricing.infrastructure.named_goods import unknown_names
from nexus.pricing.infrastructure.strategies import strategies

_STORED: Final = "SELECT spec, version FROM pricing_promotion WHERE tenant_id = %s AND id = %s"


def drafted(spec: Mapping[str, Any] | None, /, *, promotion_id: UUID) -> Promotion:
    """The stored promotion, saying what `spec` says, if one is given. One statement. Raises UnknownPromotion,
    InvalidPromotion."""
    stored = db.row(_STORED, [current_tenant(), promotion_id])
    if stored is None:
        raise UnknownPromotion(promotion=str(promotion_id))
    draft = read_promotion(
        spec or stored.spec, strategies(), promotion_id=promotion_id, version=stored.version
    )
    return _naming_what_there_is(draft) if spec else draft


def unsaved(spec: Mapping[str, Any], /) -> Promotion:
    """A promotion that is not stored. Raises InvalidPromotion."""
    return _naming_what_there_is(read_promotion(spec, strategies(), promotion_id=new_id(), version=1))


def _naming_what_there_is(draft: Promotion) -> Promotion:
    """Raises InvalidPromotion: it names what the shop does not have."""
    if errors := unknown_names(draft):
        raise InvalidPromotion(errors=errors)
    return draft
