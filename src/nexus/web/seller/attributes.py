"""What is told about a product by inputs that fit its type: text, number, yes or no, choice, measure with a unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import get_language

from nexus.catalog.contracts.definitions import AttributeInfo, ProductTypeDefinition
from nexus.catalog.contracts.units import UNITS
from nexus.kernel.ids import parse_id

FREE_ROWS: Final = 60

type Values = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """An input: `text` is what stands in it; `unit` and `units` belong to measures, `choices` to choices."""

    code: str
    label: str
    kind: str
    text: str
    is_required: bool = False
    unit: str = ""
    units: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    error: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """All inputs. `free`: codes that nobody has defined, with their values; a product type allows none."""

    entries: tuple[Entry, ...]
    free: tuple[tuple[str, str, str], ...]
    is_open: bool


def chosen_type(types: Sequence[ProductTypeDefinition], key: str, /) -> ProductTypeDefinition | None:
    wished = parse_id(key)
    return next((one for one in types if one.id == wished), None)


def sheet(
    definitions: Sequence[AttributeInfo],
    kind: ProductTypeDefinition | None,
    values: Values,
    /,
    *,
    typed: QueryDict | None = None,
    wrong: Mapping[str, str] | None = None,
) -> Sheet:
    """The inputs for products of that type, filled with what was typed, else with what there is."""
    known = {one.code: one for one in definitions}
    required = {one.code: one.is_required for one in kind.attributes} if kind else {}
    codes = list(required) if kind else [code for code in known if code in values]
    told = wrong or {}
    entries = tuple(
        _entry(known[code], values.get(code), typed, required.get(code, False), told.get(code, ""))
        for code in codes
        if code in known
    )
    return Sheet(
        entries=entries, free=() if kind else _free(known, values, typed, told), is_open=kind is None
    )


def _entry(one: AttributeInfo, value: Any, typed: QueryDict | None, is_required: bool, error: str) -> Entry:
    text, unit = shown(value)
    name = f"attr-{one.code}"
    if typed is not None and name in typed:
        text, unit = typed[name][:500], typed.get(f"{name}-unit", "")
    language = get_language() or "en"
    return Entry(
        code=one.code,
        label=one.name_in(language),
        kind=one.kind,
        text=text,
        is_required=is_required,
        unit=unit if unit in UNITS else one.unit,
        units=_units(one.unit),
        choices=tuple((choice.value, choice.label_in(language)) for choice in one.choices),
        error=error,
    )


def _units(own: str) -> tuple[str, ...]:
    """Of the same dimension, the attribute's own first."""
    if own not in UNITS:
        return (own,) if own else ()
    kin = [code for code, unit in UNITS.items() if unit.dimension == UNITS[own].dimension and code != own]
    return (own, *kin)


def _free(
    known: Mapping[str, AttributeInfo], values: Values, typed: QueryDict | None, wrong: Mapping[str, str]
) -> tuple[tuple[str, str, str], ...]:
    if typed is not None and "free-code-0" in typed:
        rows = [(typed.get(f"free-code-{n}", ""), typed.get(f"free-value-{n}", "")) for n in range(FREE_ROWS)]
        rows = [(code[:40], text[:500]) for code, text in rows if code or text]
    else:
        rows = [(code, shown(value)[0]) for code, value in values.items() if code not in known]
    return (*((code, text, wrong.get(code, "")) for code, text in rows), ("", "", ""))


def shown(value: Any, /) -> tuple[str, str]:
    """A value as text, and its unit."""
    if isinstance(value, Mapping):
        return str(value.get("amount", "")), str(value.get("unit", ""))
    if isinstance(value, bool):
        return ("true" if value else "false"), ""
    return ("" if value is None else str(value)), ""


def typed_values(asked: QueryDict, definitions: Sequence[AttributeInfo], values: Values, /) -> dict[str, Any]:
    """What the inputs say, in words that the catalog understands. What was not touched keeps its very value."""
    kinds = {one.code: one.kind for one in definitions}
    typed: dict[str, Any] = {}
    for name in asked:
        code = name.removeprefix("attr-")
        if code != name and code in kinds:
            typed[code] = _worded(asked[name].strip(), asked.get(f"{name}-unit", ""), kinds[code])
    for number in range(FREE_ROWS):
        code, text = (
            asked.get(f"free-code-{number}", "").strip(),
            asked.get(f"free-value-{number}", "").strip(),
        )
        if code and text:
            typed[code] = text
    return {code: _kept(text, values.get(code)) for code, text in typed.items() if text}


def _worded(text: str, unit: str, kind: str) -> str:
    tidy = text.replace(",", ".") if kind in ("number", "measure") else text
    return f"{tidy} {unit}".strip() if kind == "measure" and tidy else tidy


def _kept(text: str, value: Any) -> Any:
    return value if value is not None and " ".join(filter(None, shown(value))) == text else text
