"""Something a person can do to a record (or to the list): a form, a rank, and the call of a use case."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from nexus.platform.backoffice.access import Rank, meets
from nexus.platform.backoffice.forms import BackOfficeForm, FieldValues
from nexus.platform.backoffice.sections import Section


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What the person asked for. `record` as it was read a moment ago (None for the list); `once` is the form's own token, fit
    as an idempotency key."""

    id: UUID | None
    record: Any
    data: FieldValues
    user: Any
    once: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Done:
    """What to say, where to go (default: back), or something to show once that is kept nowhere."""

    message: str
    goto: str = ""
    show: Section | None = None


def _always(record: Any) -> bool:
    return True


@dataclass(frozen=True, kw_only=True, slots=True)
class Action:
    """`run` gets its own tenant transaction, rolled back whole when it refuses (NexusError); with `outside` it gets none,
    because it talks to a gateway or the owner's connection. `bulk`: also offered for ticked rows, with the form's initial
    values."""

    name: str
    label: str
    run: Callable[[Asked], str | Done]
    form: type[BackOfficeForm] = BackOfficeForm
    initial: Callable[[Any], FieldValues] = field(default=lambda record: {})
    offered: Callable[[Any], bool] = _always
    rank: Rank = "staff"
    about: str = ""
    danger: bool = False
    bulk: bool = False
    outside: bool = False

    def is_for(self, user: Any, /) -> bool:
        return meets(user, self.rank)
