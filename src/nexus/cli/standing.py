"""The state of the supervisor that runs now, as opposed to what a killed one left on disk."""

from nexus.cli.home import Home
from nexus.cli.lock import holder
from nexus.cli.state import State, read


def current_state(home: Home, /) -> State | None:
    """What the running supervisor last wrote; nothing while it has only just begun, or when there is none."""
    supervisor, state = holder(home.lock), read(home.state)
    return state if state and supervisor and state.mark == supervisor else None
