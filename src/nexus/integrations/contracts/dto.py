"""Values that cross the border of the integrations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column of a file: what stands above it, what it is taken for (`field` empty: it is not read), up to three values."""

    header: str
    field: str
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class RowProblem:
    """A row that was not taken. `line` counts from 1, the head included; `column` is the head of the file's column."""

    line: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """What came, or would come, of the rows read so far."""

    products_created: int = 0
    products_changed: int = 0
    products_unchanged: int = 0
    variants_created: int = 0
    variants_changed: int = 0
    problems: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportInfo:
    """An import as it stands.

    `vendor_id`: whose products it may touch (None: all of the shop). `status`: uploaded, checking, checked, running, done,
    failed, cancelled. `position`: rows that are done with, of `rows` (0 until the file was checked). `preview`: the first
    products that would come or change, `{line, handle, title, action, changes: [{field, before, after}], variants: [...]}`.
    `failure`: why it failed, in a line. `options`: `create_categories`, `create_brands`.
    """

    id: UUID
    vendor_id: UUID | None
    status: str
    filename: str
    format: str
    bytes: int
    digest: str
    columns: tuple[Column, ...]
    options: Mapping[str, Any]
    rows: int
    position: int
    counts: Counts
    preview: tuple[Mapping[str, Any], ...] = ()
    failure: str = ""
    created_by: UUID | None = None
    created_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None

    @property
    def percent(self) -> int:
        """How much of the work at hand is done; 0 while the number of rows is not known."""
        return min(100, self.position * 100 // self.rows) if self.rows else 0


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportWish:
    """How a file is to be read. `mapping`: fields by header (empty: not read); a header that is absent is guessed."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    create_categories: bool = False
    create_brands: bool = False
