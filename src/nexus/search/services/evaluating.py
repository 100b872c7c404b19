"""How good recommendations are, measured on orders that they have not seen.

Baskets are split by time: the older ones are learned from, each later one hides one of its products, and a recommender that
sees the others gets a hit when the hidden one is among its first ten. The yardstick is what sells best, the same for everybody.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, permutations
from math import sqrt
from random import Random
from typing import Final
from uuid import UUID

from nexus.platform import db
from nexus.platform.tenancy import current_tenant
from nexus.search.queries.related import EVIDENCE, similar_to, strength

SHOWN: Final = 10
HELD_OUT: Final = 0.2
"""Share of the orders, the latest, that are only asked about."""

type Basket = tuple[UUID, ...]
type Recommender = Callable[[Sequence[UUID]], list[UUID]]

_BASKETS: Final = """
SELECT array_agg(product_id ORDER BY product_id) AS products FROM search_purchase
WHERE tenant_id = %s GROUP BY order_id ORDER BY min(bought_at) DESC, order_id DESC LIMIT %s"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Score:
    """Hits among so many hidden products, and the bounds between which the true rate lies with 95 % confidence."""

    name: str
    hits: int
    asked: int

    @property
    def rate(self) -> float:
        return self.hits / self.asked if self.asked else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """E. B. Wilson, Probable inference, the law of succession, and statistical inference, 1927."""
        if not self.asked:
            return 0.0, 1.0
        z, n, p = 1.96, self.asked, self.rate
        middle, spread = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return (middle - spread) / (1 + z * z / n), (middle + spread) / (1 + z * z / n)


@dataclass(frozen=True, kw_only=True, slots=True)
class Evaluation:
    """`learned` and `held_out` baskets, and how each recommender did; `popular` is the yardstick."""

    learned: int
    held_out: int
    scores: Mapping[str, Score]


def evaluate(*, most: int = 50_000, seed: int = 7) -> Evaluation:
    """Measure on the latest `most` orders of the bound scope. `seed` draws which product of a basket is hidden."""
    baskets = [tuple(row.products) for row in db.rows(_BASKETS, [current_tenant(), most])][::-1]
    begin = round(len(baskets) * (1 - HELD_OUT))
    learned, later = baskets[:begin], [basket for basket in baskets[begin:] if len(basket) > 1]
    draw, trials = Random(seed), []  # noqa: S311 - a draw of test data
    for basket in later:
        hidden = draw.choice(basket)
        trials.append((tuple(one for one in basket if one != hidden), hidden))
    scores = {name: _score(name, ask, trials) for name, ask in _recommenders(learned).items()}
    return Evaluation(learned=len(learned), held_out=len(trials), scores=scores)


def _score(name: str, recommend: Recommender, trials: Sequence[tuple[Basket, UUID]]) -> Score:
    hits = sum(hidden in recommend(seen)[:SHOWN] for seen, hidden in trials)
    return Score(name=name, hits=hits, asked=len(trials))


def _recommenders(learned: Sequence[Basket]) -> dict[str, Recommender]:
    popular, together, alike = _popular(learned), _together(learned), _alike()

    def blended(seen: Sequence[UUID]) -> list[UUID]:
        """As the shop shows it."""
        return list(dict.fromkeys([*together(seen), *alike(seen), *popular(seen)]))

    return {"popular": popular, "bought_together": together, "similar": alike, "blended": blended}


def _popular(learned: Sequence[Basket]) -> Recommender:
    ranking = [one for one, _ in Counter(one for basket in learned for one in basket).most_common()]

    def recommend(seen: Sequence[UUID]) -> list[UUID]:
        return list(islice((one for one in ranking if one not in seen), SHOWN))

    return recommend


def _together(learned: Sequence[Basket]) -> Recommender:
    """What the shop counts order by order, counted from the learned ones alone."""
    orders = Counter(one for basket in learned for one in basket)
    pairs: defaultdict[UUID, Counter[UUID]] = defaultdict(Counter)
    for basket in learned:
        for one, other in permutations(basket, 2):
            pairs[one][other] += 1

    def recommend(seen: Sequence[UUID]) -> list[UUID]:
        found: defaultdict[UUID, float] = defaultdict(float)
        for one in seen:
            for other, many in pairs[one].items():
                if many >= EVIDENCE:
                    found[other] += strength(many, orders[one], orders[other])
        return _best(found, seen)

    return recommend


def _alike() -> Recommender:
    """It learns nothing from orders: what the shop answers now is what it would have answered then."""

    @cache
    def neighbours(product_id: UUID) -> list[tuple[UUID, float]]:
        return [(row.id, row.score) for row in similar_to(product_id)]

    def recommend(seen: Sequence[UUID]) -> list[UUID]:
        found: defaultdict[UUID, float] = defaultdict(float)
        for one in seen:
            for other, score in neighbours(one):
                found[other] += score
        return _best(found, seen)

    return recommend


def _best(found: Mapping[UUID, float], seen: Sequence[UUID]) -> list[UUID]:
    ranked = sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))
    return list(islice((one for one, _ in ranked if one not in seen), SHOWN))
