"""Words as shops have them: few that everybody uses, very many that hardly anybody does (G. K. Zipf, 1949)."""

from __future__ import annotations

from itertools import islice, product
from random import Random

THINGS = (
    "lamp", "chair", "table", "bowl", "mug", "shirt", "jacket", "bag", "knife", "kettle", "speaker", "notebook", "sofa",
    "blanket", "pillow", "candle", "mirror", "clock", "vase", "basket", "shelf", "rug", "towel", "curtain", "plate", "glass",
    "bottle", "backpack", "wallet", "belt", "scarf", "hat", "glove", "sock", "shoe", "boot", "dress", "skirt", "sweater",
    "coat", "tent", "bicycle", "helmet", "racket", "ball", "puzzle", "doll", "drum", "guitar", "keyboard", "monitor",
    "cable", "charger", "camera", "tripod", "lens", "printer", "hammer", "drill", "ladder",
)  # fmt: skip
ADJECTIVES = (
    "oak", "linen", "steel", "copper", "woollen", "paper", "stone", "cotton", "brass", "felt", "cork", "bamboo", "leather",
    "velvet", "marble", "ceramic", "silver", "walnut", "canvas", "denim", "silk", "rattan", "granite", "titanium",
)  # fmt: skip
COLOURS = (
    "red", "blue", "green", "black", "white", "grey", "brown", "yellow", "orange", "purple", "pink", "beige",
)  # fmt: skip
MATERIALS = (
    "wood", "metal", "plastic", "cloth", "hide", "clay", "fibre", "rubber", "foam", "acrylic", "resin", "wax", "bone",
    "straw", "horn", "shell", "carbon", "slate", "amber", "jute",
)  # fmt: skip
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"


def coined(count: int) -> list[str]:
    """Words of three syllables, each once, in an order that says nothing."""
    syllables = [first + second for first, second in product(_CONSONANTS, _VOWELS)]
    words = ["".join(three) for three in islice(product(syllables, repeat=3), 0, None, 7)]
    Random(7).shuffle(words)
    return words[:count]
