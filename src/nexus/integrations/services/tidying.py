"""Looking for garbage in rings, at times of our own. Python would look hundreds of times while a batch is made, each time through
thousands of objects that are all in use: a quarter of the work. Between two batches there is next to nothing to look through.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Final

_YOUNG: Final = 1
_ALL: Final = 2
_EVERY: Final = 50
"""After so many batches everything that came since the beginning is looked through."""


@contextmanager
def tidied_between() -> Iterator[Callable[[], None]]:
    """For the block, garbage is looked for only when what is yielded is called: once after each batch.

    What was there before the block is not looked through. Two blocks at once in one process are harmless: the one that ends
    first lets Python look by itself again.
    """
    turns, was_on = count(1), gc.isenabled()
    gc.freeze()
    gc.disable()
    try:
        yield lambda: _tidy(next(turns))
    finally:
        gc.unfreeze()
        if was_on:
            gc.enable()


def _tidy(turn: int) -> None:
    gc.collect(_YOUNG if turn % _EVERY else _ALL)
