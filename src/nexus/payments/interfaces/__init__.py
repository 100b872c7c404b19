"""How the world reaches payments: HTTP, events, schedules, checks."""
