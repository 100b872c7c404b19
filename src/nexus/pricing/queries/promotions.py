"""Reading promotions."""

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.pricing.contracts.promotions import PromotionInfo

COLUMNS: Final = ", ".join(PromotionInfo.__dataclass_fields__)


def promotion(promotion_id: UUID, /) -> PromotionInfo | None:
    """Or None. One statement."""
    found = db.row(
        f"SELECT {COLUMNS} FROM pricing_promotion WHERE tenant_id = %s AND id = %s",  # noqa: S608 - a constant
        [current_tenant(), promotion_id],
    )
    return found and info(found)


def promotions(
    *,
    ids: Iterable[UUID] | None,
    statuses: Sequence[str],
    vendor_ids: Iterable[UUID] | None,
    limit: int,
) -> tuple[PromotionInfo, ...]:
    """Newest first. One statement."""
    conditions = ["tenant_id = %s"]
    params: list[Any] = [current_tenant()]
    for condition, values in (
        ("id = ANY(%s::uuid[])", ids),
        ("status = ANY(%s::text[])", statuses or None),
        ("vendor_id = ANY(%s::uuid[])", vendor_ids),
    ):
        if values is not None:
            conditions.append(condition)
            params.append(list(values))
    found = db.rows(
        f"SELECT {COLUMNS} FROM pricing_promotion WHERE {' AND '.join(conditions)} ORDER BY id DESC LIMIT %s",  # noqa: S608
        [*params, limit],
    )
    return tuple(info(entry) for entry in found)


def info(entry: Any, /) -> PromotionInfo:
    """From a row of COLUMNS."""
    return PromotionInfo(**entry._asdict())
