"""Something of a shop that is made once for each edition of its rules and kept in the process: see EditionRecord."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final
from uuid import UUID

from nexus.platform.tenancy import current_tenant

_SHOPS: Final = 200
"""Of how many shops a process keeps it."""


class KeptByEdition[T]:
    """The latest edition of each shop; the shops that were asked for last."""

    def __init__(self) -> None:
        self._kept: OrderedDict[UUID, tuple[UUID, T]] = OrderedDict()
        self._lock = Lock()

    def get(self, edition: UUID, make: Callable[[], T], /) -> T:
        """What is kept of the bound shop under this edition, else what `make` makes."""
        tenant_id = current_tenant()
        with self._lock:
            known = self._kept.get(tenant_id)
            if known is not None and known[0] == edition:
                self._kept.move_to_end(tenant_id)
                return known[1]
        made = make()
        with self._lock:
            self._kept[tenant_id] = (edition, made)
            self._kept.move_to_end(tenant_id)
            while len(self._kept) > _SHOPS:
                self._kept.popitem(last=False)
        return made
