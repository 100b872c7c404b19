"""Who hears of which event. Each context declares a table; the composition root subscribes them all.

    SUBSCRIPTIONS = {OrderPlaced: (within_transaction(reserve), after_commit(send_mail, name="notifications.order_mail"))}

- `within_transaction`: runs at once, inside the transaction that records the event; its failure fails the write.
- `after_commit`: runs later in a transaction of its own that also marks the delivery done: its database effect happens once.
- `external`: runs outside any transaction, for effects on other systems; at least once, with `context.idempotency_key`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from nexus.kernel.events import DomainEvent
from nexus.platform.events.context import EventContext

type Handler = Callable[[Any, EventContext], None]


class Timing(StrEnum):
    WITHIN_TRANSACTION = "within_transaction"
    AFTER_COMMIT = "after_commit"
    EXTERNAL = "external"


@dataclass(frozen=True, slots=True)
class Subscription:
    """A handler, when it runs, and the name its deliveries are stored under (never change it: rows refer to it)."""

    handler: Handler
    timing: Timing
    name: str


def within_transaction(handler: Handler, /) -> Subscription:
    """Atomic with the event."""
    return Subscription(handler, Timing.WITHIN_TRANSACTION, f"{handler.__module__}.{handler.__qualname__}")


def after_commit(handler: Handler, /, *, name: str) -> Subscription:
    """Eventual, exactly once in the database."""
    return Subscription(handler, Timing.AFTER_COMMIT, name)


def external(handler: Handler, /, *, name: str) -> Subscription:
    """Eventual, outside any transaction, at least once."""
    return Subscription(handler, Timing.EXTERNAL, name)


type Table = Mapping[type[DomainEvent], Iterable[Subscription]]

_by_type: dict[str, list[Subscription]] = defaultdict(list)
_by_name: dict[str, Subscription] = {}


def subscribe(table: Table, /) -> None:
    """Add a context's table. Raises ValueError when a delivery name stands for two handlers."""
    for event_class, subscriptions in table.items():
        for subscription in subscriptions:
            known = _by_name.setdefault(subscription.name, subscription)
            if known.handler is not subscription.handler or known.timing is not subscription.timing:
                raise ValueError(f"two handlers are called {subscription.name}")
            if subscription not in _by_type[event_class.TYPE]:
                _by_type[event_class.TYPE].append(subscription)


def immediate(event_type: str, /) -> list[Subscription]:
    """Subscriptions that run inside the transaction."""
    return [found for found in _by_type.get(event_type, ()) if found.timing is Timing.WITHIN_TRANSACTION]


def deferred(event_type: str, /) -> list[Subscription]:
    """Subscriptions that become delivery rows."""
    return [found for found in _by_type.get(event_type, ()) if found.timing is not Timing.WITHIN_TRANSACTION]


def by_name(name: str, /) -> Subscription:
    """Raises KeyError when no handler has this name any more."""
    return _by_name[name]


def all_subscriptions() -> dict[str, tuple[Subscription, ...]]:
    """For documentation and checks."""
    return {event_type: tuple(found) for event_type, found in _by_type.items()}
