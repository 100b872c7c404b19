"""Colours by their names, for the dots beside them. A name that is not known has no dot; the word is always there."""

from typing import Final

from nexus.search.queries.words import words_of

_ABOUT_COLOUR: Final = frozenset(("colour", "color", "farbe", "couleur", "colore", "cor"))
_COLOURS: Final = {
    "#111111": ("black", "negro", "schwarz", "noir"), "#ffffff": ("white", "blanco", "weiss", "blanc"),
    "#8a8d91": ("grey", "gray", "gris", "grau"), "#c0c4c8": ("silver", "plata"),
    "#3a3d42": ("charcoal", "anthracite", "antracita"),
    "#c62828": ("red", "rojo", "rot", "rouge"), "#7b1e2b": ("burgundy", "wine", "burdeos", "granate"),
    "#b5562f": ("terracotta", "rust", "terracota"), "#ef7c1a": ("orange", "naranja"), "#e3b23c": ("mustard", "mostaza"),
    "#f4d03f": ("yellow", "amarillo", "gelb", "jaune"), "#c9a227": ("gold", "dorado", "brass"),
    "#2e7d32": ("green", "verde", "grun", "vert"), "#6b7b3a": ("olive", "oliva"), "#9caf88": ("sage", "salvia"),
    "#1d8a8a": ("teal", "petrol"), "#40c4c4": ("turquoise", "turquesa"), "#1e5fae": ("blue", "azul", "blau", "bleu"),
    "#1f2a44": ("navy", "marino", "ink"), "#8ab6de": ("sky", "celeste"), "#6a3fa0": ("purple", "morado", "violet", "violeta"),
    "#b9a2d8": ("lavender", "lilac", "lavanda", "lila"), "#e38fae": ("pink", "rosa", "rose"),
    "#6d4a2f": ("brown", "marron", "braun"),
    "#b08a5b": ("camel", "tan", "oak"), "#d9c3a0": ("sand", "arena", "beige"), "#f3ead7": ("cream", "ivory", "crema", "natural"),
}  # fmt: skip
_BY_NAME: Final = {name: colour for colour, names in _COLOURS.items() for name in names}


def swatch_of(code: str, label: str, /) -> str:
    """`#rrggbb` of a value of an attribute or option that is about colour ("Dark red" is as red as "Red"); empty: unknown."""
    if not _ABOUT_COLOUR.intersection(words_of(code.replace("_", " "))):
        return ""
    return next((_BY_NAME[word] for word in reversed(words_of(label)) if word in _BY_NAME), "")
