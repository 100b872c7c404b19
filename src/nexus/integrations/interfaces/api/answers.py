"""How an import looks in answers."""

from dataclasses import asdict
from typing import Any

from nexus.integrations.contracts.dto import ImportInfo

_PLAIN = (
    "id", "status", "filename", "format", "bytes", "digest", "rows", "position", "percent", "failure", "created_at",
    "started_at", "finished_at",
)  # fmt: skip


def import_body(info: ImportInfo, /) -> dict[str, Any]:
    """An entry of the list."""
    return {
        **{name: getattr(info, name) for name in _PLAIN},
        "vendor": info.vendor_id,
        "columns": [asdict(one) for one in info.columns],
        "counts": asdict(info.counts),
        "create_categories": info.options.get("create_categories", False),
        "create_brands": info.options.get("create_brands", False),
    }


def one_import_body(info: ImportInfo, /) -> dict[str, Any]:
    """The import with what would come of it."""
    return {**import_body(info), "preview": list(info.preview)}


def problem_body(problem: Any, /) -> dict[str, Any]:
    return {name: getattr(problem, name) for name in ("line", "column", "value", "reason")}
