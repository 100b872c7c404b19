"""Composition root: the only place that knows every context."""

from nexus.config.celery import app as celery_app

__all__ = ["celery_app"]
