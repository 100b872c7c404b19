"""Errors that the web answered with 500, because it had no name for them: each kind with one traceback."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field

from tests.live.product import Product


@dataclass(slots=True)
class Unnamed:
    """`kinds` counts by the last line of the traceback; `examples` holds one traceback of each."""

    kinds: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)


def unnamed_errors(product: Product, /) -> Unnamed:
    """What the web's log says."""
    found = Unnamed()
    for line in product.log("web").splitlines():
        if '"unhandled_error"' not in line:
            continue
        trace = str(json.loads(line).get("exception", "")).strip()
        kind = trace.rsplit("\n", 1)[-1][:160]
        found.kinds[kind] += 1
        found.examples.setdefault(kind, trace)
    return found
