"""The door of the search context."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from nexus.platform.http.actor import GUEST, Actor
from nexus.search.services import evaluating, feeding, judging, pending, rebuilding, recounting, showing
from nexus.search.services import shown as current
from nexus.search.services.evaluating import Evaluation, Score
from nexus.search.services.judging import Question as SearchQuestion
from nexus.search.services.judging import Verdict as SearchVerdict
from nexus.search.services.judging import by_kind as scores_by_kind
from nexus.search.services.synonyms import create_synonym

__all__ = [
    "Evaluation",
    "Score",
    "SearchQuestion",
    "SearchVerdict",
    "create_synonym",
    "evaluate_recommendations",
    "feed",
    "flush",
    "judge_search",
    "public_body",
    "rebuild",
    "rebuild_index",
    "rebuild_recommendations",
    "scores_by_kind",
    "shown",
    "shown_list",
]


def rebuild() -> Iterator[int]:
    """Write every document of the bound tenant anew; yields how many are done after each page.

    Called outside a scope, each page of 1,000 products is a transaction of its own and the shop stays open.
    """
    return rebuilding.rebuild()


def public_body(key: str, /, *, actor: Actor = GUEST, currency: str | None = None) -> str | None:
    """The JSON text of a public product's detail by id or slug, with the prices that the actor has now; None when there is none.

    Two statements; one more while a promotion of the catalogue holds, one more while a price list or another currency matters;
    a few more in the seconds between the hour of a scheduled product and the sweep.
    """
    return showing.public_body(key, actor=actor, currency=currency)


def shown(rows: Sequence[Any], /) -> Sequence[Any]:
    """Rows of `id` and `item` (JSON text) with the prices that everybody has now. One small statement in each transaction; one
    more while a promotion of the catalogue holds, one more while a price list does."""
    return current.shown(rows, current.prices_for()) if rows else rows


def shown_list(entries: str, /) -> str:
    """The same for suggested products (JSON text of a list)."""
    return current.shown_list(entries, current.prices_for())


def flush() -> None:
    """Write what this transaction has touched now instead of right before COMMIT, to read it in the same
    scope."""
    pending.flush()


def rebuild_recommendations() -> Iterator[tuple[str, int]]:
    """Count anew what is bought together in the bound tenant; yields ("orders" | "products", how many so far).

    Called outside a scope: each page of 500 is a transaction of its own, and the shop stays open.
    """
    return recounting.rebuild()


def evaluate_recommendations(*, most: int = 50_000, seed: int = 7) -> Evaluation:
    """How often a hidden product of the latest orders is among the first ten recommended; inside the caller's scope."""
    return evaluating.evaluate(most=most, seed=seed)


def rebuild_index() -> Iterator[int]:
    """Fill a new index of the search engine beside PostgreSQL from the documents and let it replace the old one; yields how
    many are done. Nothing without such an engine. Raises EngineUnavailable."""
    return feeding.rebuild_index()


def feed() -> int:
    """Carry changed documents of the bound tenant to that engine; how many. Raises EngineUnavailable."""
    return feeding.feed()


def judge_search(questions: Iterable[SearchQuestion], /) -> list[SearchVerdict]:
    """nDCG at 10 of questions with expected products, by slug; inside the caller's scope."""
    return judging.judge(questions)
