"""From a wording and values to a mail (plain text and HTML) and an in-app note."""

from nexus.notifications.rendering.compose import Content, Line, Recipient, compose_letter, compose_note

__all__ = ["Content", "Line", "Recipient", "compose_letter", "compose_note"]
