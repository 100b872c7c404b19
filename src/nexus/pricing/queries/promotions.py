"""Reading promotions."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from nexus.platform import db
from nexus.platform.http import Column, Keyset, KeysetPage
from nexus.platform.tenancy import current_tenant
from nexus.pricing.contracts.promotions import PromotionInfo

COLUMNS: Final = ", ".join(PromotionInfo.__dataclass_fields__)

NEWEST: Final = Keyset(Column("id", "uuid", descending=True))


@dataclass(frozen=True, kw_only=True, slots=True)
class PromotionFilter:
    """Which promotions: None and empty mean any. `vendor_ids`: of these sellers; `text`: a part of code or title."""

    vendor_ids: Collection[UUID] | None = None
    vendor_id: UUID | None = None
    status: str = ""
    kind: str = ""
    text: str = ""

    @property
    def where(self) -> tuple[str, list[Any]]:
        """SQL and its parameters."""
        asked: list[tuple[str, Any]] = [("tenant_id = %s", current_tenant())]
        if self.vendor_ids is not None:
            asked.append(("vendor_id = ANY(%s::uuid[])", list(self.vendor_ids)))
        if self.vendor_id is not None:
            asked.append(("vendor_id = %s", self.vendor_id))
        for column, value in (("status", self.status), ("kind", self.kind)):
            if value:
                asked.append((f"{column} = %s", value))
        if self.text:
            asked.append(("position(lower(%s::text) in lower(code || ' ' || title)) > 0", self.text))
        return " AND ".join(sql for sql, _ in asked), [value for _, value in asked]


def listed(page: KeysetPage, wanted: PromotionFilter, /) -> list[PromotionInfo]:
    """A page, newest first. One statement."""
    where, params = wanted.where
    found = db.rows(
        f"""SELECT {COLUMNS} FROM pricing_promotion WHERE {where} AND {page.where}
        ORDER BY {page.order_by} LIMIT {page.limit}""",  # noqa: S608 - names come from code
        [*params, *page.params],
    )
    return [info(entry) for entry in found]


def count(wanted: PromotionFilter, /) -> int:
    """How many `listed` finds. One statement."""
    where, params = wanted.where
    found = db.row(f"SELECT count(*) AS many FROM pricing_promotion WHERE {where}", params)  # noqa: S608
    return int(found.many) if found else 0


def promotion(promotion_id: UUID, /) -> PromotionInfo | None:
    """Or None. One statement."""
    found = db.row(
        f"SELECT {COLUMNS} FROM pricing_promotion WHERE tenant_id = %s AND id = %s",  # noqa: S608 - a constant
        [current_tenant(), promotion_id],
    )
    return found and info(found)


def promotion_of_code(code: str, /) -> PromotionInfo | None:
    """Or None. One statement."""
    found = db.row(
        f"SELECT {COLUMNS} FROM pricing_promotion WHERE tenant_id = %s AND code = %s",  # noqa: S608 - a constant
        [current_tenant(), code],
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
