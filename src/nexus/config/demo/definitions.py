"""What the demo's shops define about their products: typed attributes, a product type for each section, brands, collections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.definitions import NewChoice
from nexus.config.demo.content import SIZES, Item, Kind, Line, Seller

_SPANISH: Final = {
    "Black": "Negro", "Blue": "Azul", "Brown": "Marrón", "Copper": "Cobre", "Cream": "Crema", "Gold": "Dorado",
    "Green": "Verde", "Grey": "Gris", "Multicolour": "Multicolor", "Orange": "Naranja", "Pink": "Rosa", "Red": "Rojo",
    "Sand": "Arena", "Silver": "Plateado", "Teal": "Verde azulado", "Terracotta": "Terracota", "White": "Blanco",
    "Yellow": "Amarillo", "Stoneware": "Gres", "Wool": "Lana", "Steel": "Acero", "Cotton": "Algodón", "Walnut": "Nogal",
    "Recycled plastic": "Plástico reciclado", "Cotton plush": "Felpa de algodón", "Beech": "Haya", "Canvas": "Lona",
    "Arabica": "Arábica", "Aluminium": "Aluminio", "Glass": "Vidrio", "Linen": "Lino", "Oak": "Roble",
    "Recycled paper": "Papel reciclado", "Cast iron": "Hierro fundido", "Porcelain": "Porcelana",
    "Recycled board": "Cartón reciclado", "Cotton paper": "Papel de algodón", "Ash": "Fresno", "Marble": "Mármol",
    "Cloth": "Tela", "Leather": "Cuero", "Alpaca": "Alpaca", "Felt": "Fieltro", "Olive wood": "Madera de olivo",
    "Granite": "Granito", "Polycotton": "Polialgodón", "Foam": "Espuma", "Recycled down": "Plumón reciclado",
    "Resin": "Resina", "Brass": "Latón", "Cedar": "Cedro", "Lime wood": "Madera de tilo", "Birch": "Abedul",
    "Recycled polyester": "Poliéster reciclado", "Green tea": "Té verde", "Black tea": "Té negro", "Herbs": "Hierbas",
    "Recycled wool": "Lana reciclada", "Paper": "Papel", "Rattan": "Ratán", "Willow": "Mimbre",
    "Carbon steel": "Acero al carbono", "Titanium": "Titanio", "Slate": "Pizarra",
    "Colour": "Color", "Material": "Material", "Size": "Talla", "Made in": "Hecho en", "Power": "Potencia",
    "Battery life": "Autonomía", "Volume": "Volumen", "Wash at": "Lavar a", "Pages": "Páginas",
    "Dishwasher-safe": "Apto para lavavajillas",
}  # fmt: skip
_NAMES: Final = {
    "colour": "Colour", "material": "Material", "size": "Size", "power": "Power", "battery_life": "Battery life",
    "volume": "Volume", "wash_at": "Wash at", "pages": "Pages", "dishwasher_safe": "Dishwasher-safe", "made_in": "Made in",
}  # fmt: skip
_UNITS: Final = {"power": "W", "battery_life": "h", "volume": "l", "wash_at": "°C"}
_KINDS: Final = {"pages": "number", "dishwasher_safe": "boolean", "made_in": "text"}

# What the words of a kind tell, by section: the attribute, and how it is put.
_TOLD: Final[Mapping[str, Mapping[str, str]]] = {
    "Home": {"power": r"(\d+) (W)\b"},
    "Kitchen": {"volume": r"(\d[\d.]*) (litres|ml)\b", "dishwasher_safe": "[Dd]ishwasher"},
    "Food & Drink": {"volume": r"(\d[\d.]*) (litres|ml)\b"},
    "Clothing": {"wash_at": r"(\d+) degrees"},
    "Kids": {"wash_at": r"(\d+) degrees"},
    "Outdoors": {"volume": r"(\d[\d.]*) (litres|ml)\b", "battery_life": r"(\d+) (hours)"},
    "Electronics": {"power": r"(\d+) (W)\b", "battery_life": r"(\d+) (hours)"},
    "Stationery": {"pages": r"(\d+) pages"},
    "Ceramics": {"volume": r"(\d[\d.]*) (litres|ml)\b", "dishwasher_safe": "[Dd]ishwasher"},
}  # fmt: skip
_REFUSED: Final = re.compile(r"(?:[Nn]ot? |[Nn]ever )[^.]{0,20}dishwasher")
_MAKERS: Final = {
    "Audio": "Aria", "Smart Home": "Hejmo", "Lighting": "Opal", "Knives & Boards": "Filo", "Bottles & Flasks": "Tarn",
    "Coffee": "Finca Huila", "Plush": "Forest Friends", "Knitwear": "Fjella",
}  # fmt: skip
"""Lines that come from one maker; the others carry the seller's own name."""


def told(section: str, kind: Kind, item: Item, made_in: str, /) -> dict[str, Any]:
    """The attributes of a product, from what is said about it."""
    found: dict[str, Any] = {
        "material": item.material, "colour": item.colour.capitalize(), "made_in": made_in,
    }  # fmt: skip
    for code, pattern in _TOLD.get(section, {}).items():
        if code == "dishwasher_safe":
            if re.search(pattern, kind.facts):
                found[code] = _REFUSED.search(kind.facts) is None
        elif match := re.search(pattern, kind.facts):
            found[code] = " ".join(match.groups())
    return found


def define(sellers: Sequence[Seller], /) -> dict[str, UUID]:
    """Attributes and a type for each section that the sellers have; section -> type."""
    for facts in attributes(sellers):
        catalog.define_attribute(**facts)
    return {section: _type(section) for section in _sections(sellers)}


def attributes(sellers: Sequence[Seller], /) -> list[dict[str, Any]]:
    """What their products need to have defined, in the order in which it is asked for."""
    lines = [line for seller in sellers for line in seller.lines]
    needed = {code for section in _sections(sellers) for code in asked(section)}
    return [_facts(code, position, lines) for position, code in enumerate(_NAMES) if code in needed]


def asked(section: str, /) -> list[str]:
    """Codes of what products of a section tell; the first two are required."""
    sized = ["size"] if section == "Clothing" else []
    return ["material", "colour", *sized, *_TOLD.get(section, {}), "made_in"]


def brand_ids(sellers: Iterable[Seller], /) -> dict[str, UUID]:
    """A brand for each maker and each seller; name -> brand."""
    names = {brand_of(seller, line): None for seller in sellers for line in seller.lines}
    return {name: catalog.create_brand(name=name).id for name in names}


def brand_of(seller: Seller, line: Line, /) -> str:
    return _MAKERS.get(line.name, seller.name)


def _sections(sellers: Iterable[Seller]) -> list[str]:
    return list(dict.fromkeys(line.section for seller in sellers for line in seller.lines))


def _type(section: str) -> UUID:
    code = re.sub(r"[^a-z]+", "_", section.lower())
    told_of = [(name, position < 2) for position, name in enumerate(asked(section))]
    return catalog.define_product_type(code=code, name=section, attributes=told_of).id


def _facts(code: str, position: int, lines: Sequence[Line]) -> dict[str, Any]:
    choices = [
        NewChoice(value=value, translations=_in_spanish("label", value)) for value in _choices(code, lines)
    ]
    return {
        "code": code, "name": _NAMES[code], "kind": _KINDS.get(code) or ("measure" if code in _UNITS else "choice"),
        "unit": _UNITS.get(code, ""), "position": position, "translations": _in_spanish("name", _NAMES[code]),
        "choices": choices,
    }  # fmt: skip


def _choices(code: str, lines: Iterable[Line]) -> list[str]:
    entries = [entry for line in lines for entry in line.items]
    options = [option for kind, _ in entries for option in kind.options]
    if code == "size":
        worn = [value for line in lines if line.section == "Clothing" for kind, _ in line.items
                for option in kind.options if option.name == "Size" for value in option.values]  # fmt: skip
        return list(dict.fromkeys([*SIZES.values, *worn]))
    if code == "colour":
        chosen = [value for option in options if option.name == "Colour" for value in option.values]
        return sorted({*chosen, *(item.colour.capitalize() for _, item in entries)})
    return sorted({item.material for _, item in entries}) if code == "material" else []


def _in_spanish(field: str, word: str) -> dict[str, dict[str, str]]:
    return {"es": {field: _SPANISH[word]}} if word in _SPANISH else {}
