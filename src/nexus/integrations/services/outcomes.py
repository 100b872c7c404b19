"""What a batch came to, added up and told."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any, Final

from nexus.catalog.contracts.imports import Finding, PlannedProduct
from nexus.integrations.contracts.dto import RowProblem
from nexus.integrations.services.stating import Group, Reader

SHOWN: Final = 25


def counted(products: Iterable[PlannedProduct], problems: int, /) -> Counter[str]:
    """Figures of one batch, named as in `Counts`."""
    found: Counter[str] = Counter(problems=problems)
    for product in products:
        found[f"products_{product.action}"] += 1
        for variant in product.variants:
            found["variants_created" if variant.is_new else "variants_changed"] += 1
    return found


def problems_of(groups: Sequence[Group], findings: Sequence[Finding], reader: Reader, /) -> list[RowProblem]:
    """Rows that could not be read and rows that could not be taken, in the order of the file."""
    found = [problem for group in groups for problem in group.problems]
    found += [
        RowProblem(line=one.line, column=reader.header_of(one.field), value="", reason=one.message)
        for one in findings
    ]
    return sorted(found, key=lambda problem: problem.line)


def shown(products: Iterable[PlannedProduct], preview: Sequence[Any], /) -> list[Any]:
    """The preview with more of what comes or changes, at most SHOWN of each."""
    told = list(preview)
    room = Counter(
        {action: SHOWN - sum(one["action"] == action for one in told) for action in ("created", "changed")}
    )
    for product in products:
        if room[product.action] > 0:
            room[product.action] -= 1
            told.append(_body(product))
    return told


def _body(product: PlannedProduct) -> dict[str, Any]:
    return {
        "line": product.line, "handle": product.handle, "title": product.title, "action": product.action,
        "changes": [asdict(change) for change in product.changes],
        "variants": [
            {"sku": one.sku, "action": "created" if one.is_new else "changed",
             "changes": [asdict(change) for change in one.changes]}
            for one in product.variants[:SHOWN]
        ],
    }  # fmt: skip
