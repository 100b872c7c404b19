"""Named by settings.DATABASES as `ENGINE`."""

from django.db import models
from django.db.backends.postgresql.base import DatabaseWrapper as PostgresWrapper
from django.db.backends.postgresql.features import DatabaseFeatures as PostgresFeatures


class DatabaseFeatures(PostgresFeatures):
    """Django groups by `id` alone and lets the primary key stand for the other columns; here `id` is half of it."""

    def allows_group_by_selected_pks_on_model(self, model: type[models.Model]) -> bool:
        """Whether GROUP BY id covers the whole row: not in tenant tables."""
        of_tenant = any(field.column == "tenant_id" for field in model._meta.local_fields)
        return not of_tenant and super().allows_group_by_selected_pks_on_model(model)


class DatabaseWrapper(PostgresWrapper):
    """As Django's, but for grouping."""

    features_class = DatabaseFeatures
