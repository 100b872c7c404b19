"""Lag and depth of deliveries for /metrics."""

from nexus.platform.events.operations import Backlog, backlogs


def snapshot() -> list[Backlog]:
    """One entry per active tenant."""
    return backlogs()
