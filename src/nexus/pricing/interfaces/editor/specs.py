"""The form of a whole promotion: a spec becomes blanks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from nexus.pricing.interfaces.editor.blanks import Blank, Choice, Errors, Known
from nexus.pricing.interfaces.editor.drafts import FIELDS, Described
from nexus.pricing.interfaces.editor.drawing import Drawing
from nexus.pricing.interfaces.editor.general import General


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A condition, the target or the benefit: its type, and what that asks for."""

    path: str
    type: str
    title: str
    about: str
    types: tuple[Choice, ...]
    blanks: tuple[Blank, ...]
    errors: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return "id-" + self.path.replace(".", "-")


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """Everything that the editor shows of a promotion."""

    basics: tuple[Blank, ...]
    period: tuple[Blank, ...]
    combining: tuple[Blank, ...]
    limits: tuple[Blank, ...]
    funding: tuple[Blank, ...]
    benefit: Block
    target: Block
    conditions: tuple[Block, ...]
    addable: tuple[Choice, ...]
    kind: str
    errors: tuple[str, ...] = ()

    @property
    def is_catalogue(self) -> bool:
        return self.kind == "catalogue"


@dataclass(frozen=True, kw_only=True, slots=True)
class Drafting:
    """Draws specs. `lanes`: position and name."""

    schemas: Mapping[str, Described]
    known: Known
    zone: ZoneInfo
    lanes: tuple[tuple[int, str], ...] = ()

    def form(self, spec: Mapping[str, Any], errors: Errors, /) -> Form:
        errors = _settled(errors, spec)
        draw = General(spec, errors, known=self.known, zone=self.zone, lanes=self.lanes)
        in_catalogue = spec.get("kind") == "catalogue"
        return Form(
            basics=draw.basics(), period=draw.period(), combining=draw.combining(), limits=draw.limits(), funding=draw.funding(),
            benefit=self._block(spec.get("benefit"), "benefit", "benefits", errors, in_catalogue),
            target=self._block(spec.get("target"), "target", "targets", errors, in_catalogue),
            conditions=tuple(
                self._block(one, f"conditions.{index}", "conditions", errors, in_catalogue)
                for index, one in enumerate(spec.get("conditions") or ())
            ),
            addable=self._types("conditions", "", in_catalogue),
            kind=str(spec.get("kind", "cart")),
            errors=tuple(errors.get("", ())),
        )  # fmt: skip

    def _block(self, given: Any, path: str, group: str, errors: Errors, in_catalogue: bool) -> Block:
        settings = given if isinstance(given, Mapping) else {}
        kind = str(settings.get("type", ""))
        said = self.schemas[group].get(kind, {})
        schema = said.get("schema", {})
        drawing = Drawing(defs=schema.get("$defs", {}), errors=errors, known=self.known)
        return Block(
            path=path, type=kind, title=str(said.get("title", kind)), about=str(said.get("description", "")).split("\n\n")[0],
            types=self._types(group, kind, in_catalogue), blanks=drawing.members(schema, settings, path),
            errors=(*errors.get(path, ()), *errors.get(f"{path}.type", ())),
        )  # fmt: skip

    def _types(self, group: str, chosen: str, in_catalogue: bool) -> tuple[Choice, ...]:
        """In the catalogue only what can be judged and given without a cart; what is chosen is always there."""
        known = self.schemas[group]
        fit = (name for name, said in known.items() if name == chosen or not in_catalogue or _fits(said))
        titles = sorted((str(known[name]["title"]), name) for name in fit)
        return tuple(Choice(value=name, text=title, chosen=name == chosen) for title, name in titles)


def _fits(said: Mapping[str, Any]) -> bool:
    return bool(said.get("in_catalogue", said.get("reach", "goods") == "goods"))


def _settled(errors: Errors, spec: Mapping[str, Any]) -> dict[str, list[str]]:
    """Reasons with a field keep it; those of none of the form's stand above it."""
    found: dict[str, list[str]] = {}
    for path, said in errors.items():
        known = path.split(".", 1)[0] in FIELDS
        found.setdefault(path if known else "", []).extend(
            said if known else [f"{path}: {one}" if path else one for one in said]
        )
    return found
