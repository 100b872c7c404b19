"""Event log and delivery. `log.append` writes facts; subscriptions say who hears of them and when; `delivery` sees to it.

See docs/how-to/event-handler.md.
"""

from nexus.platform.events.context import Actor, EventContext, actor_scope, correlation_scope, current_actor
from nexus.platform.events.log import append, load, load_envelopes, look_ahead
from nexus.platform.events.store import EventStore
from nexus.platform.events.subscriptions import after_commit, external, subscribe, within_transaction

__all__ = [
    "Actor",
    "EventContext",
    "EventStore",
    "actor_scope",
    "after_commit",
    "append",
    "correlation_scope",
    "current_actor",
    "external",
    "load",
    "load_envelopes",
    "look_ahead",
    "subscribe",
    "within_transaction",
]
