"""Lists of the platform: event log and deliveries, with their figures on the dashboard."""

from nexus.web.backoffice import deliveries, events

__all__ = ["deliveries", "events"]
