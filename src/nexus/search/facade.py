"""The door of the search context."""

from collections.abc import Iterator

from nexus.search.services import pending, rebuilding

__all__ = ["flush", "rebuild"]


def rebuild() -> Iterator[int]:
    """Write every document of the bound tenant anew; yields how many are done after each page.

    Called outside a scope, each page of 1,000 products is a transaction of its own and the shop stays open.
    """
    return rebuilding.rebuild()


def flush() -> None:
    """Write what this transaction has touched now instead of right before COMMIT, to read it in the same
    scope."""
    pending.flush()
