"""What contexts add to pages that are not theirs: panels of a record's page, names of their records, figures and digests of the
dashboard.

Registered by name, so that contexts that may not import each other still meet on one page."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model

from nexus.platform.backoffice.sections import Section
from nexus.platform.backoffice.values import Link, Tone, link_to, shown

type PanelBuilder = Callable[[Any], Iterable[Section]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tile:
    """One figure of the dashboard; several `values` stand below each other (an amount for each currency)."""

    title: str
    values: Sequence[Any]
    note: str = ""
    tone: Tone = "idle"
    url: str = ""

    @property
    def figures(self) -> list[Any]:
        return [shown(value) for value in self.values]


type TileBuilder = Callable[[], Iterable[Tile]]
type DigestBuilder = Callable[[], Section]

_panels: dict[str, list[tuple[int, PanelBuilder]]] = {}
_names: dict[str, tuple[type[Model], str]] = {}
_tiles: list[tuple[int, TileBuilder]] = []
_digests: list[tuple[int, DigestBuilder]] = []


def add_panel(model: str, build: PanelBuilder, /, *, position: int = 50) -> None:
    """Add sections to the page of a model (`orders.orderrecord`); `build(record)` runs inside the tenant scope."""
    _panels.setdefault(model, []).append((position, build))


def panels_of(model: str, record: Any, /) -> list[Section]:
    """Sections that others add."""
    builders = sorted(_panels.get(model, ()), key=lambda entry: entry[0])
    return [section for _, build in builders for section in build(record)]


def add_names(model: type[Model], field: str, /) -> None:
    """Say which field names the records of a model, to those who know nothing but their ids."""
    _names[model._meta.label_lower] = (model, field)


def links_to(model: str, ids: Iterable[UUID | None], /) -> dict[UUID, Link]:
    """Links to records under the names that their context gave them; the id, where nobody knows a name. One SQL statement."""
    wanted = list(dict.fromkeys(one for one in ids if one))
    known = _names_of(model, wanted)
    return {one: link_to(model, one, known.get(one, str(one))) for one in wanted}


def _names_of(model: str, ids: list[UUID]) -> Mapping[UUID, str]:
    if not ids or model not in _names:
        return {}
    of, field = _names[model]
    return dict(of._default_manager.filter(pk__in=ids).values_list("pk", field))


def add_tiles(build: TileBuilder, /, *, position: int = 50) -> None:
    """Add figures to the dashboard; one SQL statement for all of a builder's tiles."""
    _tiles.append((position, build))


def add_digest(build: DigestBuilder, /, *, position: int = 50) -> None:
    """Add a short table to the dashboard: what needs a person now. One SQL statement."""
    _digests.append((position, build))


def tiles() -> list[Tile]:
    return [tile for _, build in sorted(_tiles, key=lambda entry: entry[0]) for tile in build()]


def digests() -> list[Section]:
    return [build() for _, build in sorted(_digests, key=lambda entry: entry[0])]
