"""How good the search is, on questions whose answers somebody has written down.

nDCG at 10 with gains 2^grade - 1 and discounts log2(place + 1): K. Järvelin, J. Kekäläinen, Cumulated gain-based evaluation of IR
techniques, ACM TOIS 20(4), 2002; the gains as in C. Burges et al., Learning to Rank using Gradient Descent, ICML 2005.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log2
from statistics import fmean
from typing import Any, Final

import orjson

from nexus.platform.http import KeysetPage
from nexus.search.queries import finding, listing
from nexus.search.queries.filters import Filters
from nexus.search.queries.matching import matching
from nexus.tenancy import facade as tenancy

PLACES: Final = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """`expected`: grades (3 what is meant, 1 near) by slug of the product."""

    kind: str
    query: str
    expected: Mapping[str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """A question with its score between 0 and 1, and the slugs that were found."""

    question: Question
    score: float
    found: Sequence[str] = field(default_factory=tuple)


def judge(questions: Iterable[Question], /) -> list[Verdict]:
    """Ask the bound tenant's search, inside the caller's scope."""
    return [_judged(question) for question in questions]


def by_kind(verdicts: Sequence[Verdict], /) -> dict[str, tuple[float, int]]:
    """Mean score and number of questions of each kind, and of `all`."""
    kinds: dict[str, list[float]] = defaultdict(list)
    for verdict in verdicts:
        kinds[verdict.question.kind].append(verdict.score)
        kinds["all"].append(verdict.score)
    return {kind: (fmean(scores), len(scores)) for kind, scores in kinds.items()}


def ndcg(found: Sequence[str], expected: Mapping[str, int], /) -> float:
    """Of what was found, against the best order of everything that is expected."""
    best = sorted(expected.values(), reverse=True)[:PLACES]
    return _gain([expected.get(slug, 0) for slug in found[:PLACES]]) / _gain(best)


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(place + 1) for place, grade in enumerate(grades, 1))


def _judged(question: Question) -> Verdict:
    page = KeysetPage(None, listing.ORDERS["relevance"], size=PLACES, cursor="", with_count=False)
    asked = matching(question.query, tenancy.tenant())
    rows: list[Any] = finding.find(page, Filters(text=question.query), asked, order="relevance")[0]
    found = [orjson.loads(row.item)["slug"] for row in rows[:PLACES]]
    return Verdict(question=question, score=ndcg(found, question.expected), found=found)
