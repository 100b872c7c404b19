"""Edges: HTTP, event subscriptions, checks."""
