"""Two people change one order at the same moment: the slower one decides again."""

from collections.abc import Callable

from nexus.kernel.errors import ConcurrentUpdate


def once_more[**P, R](use_case: Callable[P, R], /) -> Callable[P, R]:
    """Run the use case again, once, after ConcurrentUpdate; a second one is the caller's to see (409).

    Safe because a repository that raises it has written nothing, and the use case reads everything anew.
    """

    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return use_case(*args, **kwargs)
        except ConcurrentUpdate:
            return use_case(*args, **kwargs)

    return run
