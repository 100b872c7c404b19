"""Two people change one order at the same moment: the slower one decides again."""

from collections.abc import Callable

from nexus.orders.application.ports import OrderChangedMeanwhile


def once_more[**P, R](use_case: Callable[P, R], /) -> Callable[P, R]:
    """Run the use case again, once, after OrderChangedMeanwhile; a second one is the caller's to see (409).

    Safe because a repository that raises it has written nothing, and the use case reads everything anew. Any
    other ConcurrentUpdate comes from a listener, after we have written: that one ends the transaction.
    """

    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return use_case(*args, **kwargs)
        except OrderChangedMeanwhile:
            return use_case(*args, **kwargs)

    return run
