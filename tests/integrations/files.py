"""Files to import, and one way to import them in a test."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from nexus.integrations import facade
from nexus.integrations.facade import ImportInfo, ImportWish
from nexus.platform.tenancy import tenant_scope

HEAD = "handle,title,category,sku,price,stock,option.Size,attr.material,tags\n"


def upload(
    content: str | bytes,
    *,
    filename: str = "goods.csv",
    vendor_id: UUID | None = None,
    mapping: Mapping[str, str] | None = None,
    creates: bool = True,
) -> ImportInfo:
    """The file as an import of the bound tenant."""
    wish = ImportWish(mapping=mapping or {}, create_categories=creates, create_brands=creates)
    raw = content.encode() if isinstance(content, str) else content
    return facade.create_import([raw], filename=filename, vendor_id=vendor_id, wish=wish)


def checked(info: ImportInfo) -> ImportInfo:
    """After the worker has read it through."""
    with tenant_scope():
        facade.check_import(info.id, vendor_ids=None)
    facade.work_off(info.id)
    return seen(info.id)


def imported(content: str | bytes, **how: Any) -> ImportInfo:
    """Uploaded, checked, started and worked off."""
    info = checked(upload(content, **how))
    with tenant_scope():
        facade.start_import(info.id, vendor_ids=None)
    facade.work_off(info.id)
    return seen(info.id)


def seen(import_id: UUID) -> ImportInfo:
    with tenant_scope():
        found = facade.import_info(import_id, vendor_ids=None)
    assert found is not None
    return found


def told(info: ImportInfo) -> list[tuple[int, str, str]]:
    """Problems as (line, column, reason)."""
    with tenant_scope():
        return [(one.line, one.column, one.reason) for one in facade.first_problems(info.id)]


def lines(rows: Iterable[str]) -> str:
    return HEAD + "".join(f"{row}\n" for row in rows)
