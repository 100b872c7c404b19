"""Rows of the integrations."""

from nexus.integrations.models.imports import ImportJob, ImportProblem, ImportStatus, PendingPicture

__all__ = ["ImportJob", "ImportProblem", "ImportStatus", "PendingPicture"]
