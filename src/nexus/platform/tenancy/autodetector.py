"""`makemigrations` closes every migration that touches tenant tables with SecureTenantTables, so nobody can forget it."""

from typing import Any

from django.db.migrations import AddField, CreateModel
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.operations.base import Operation

from nexus.platform.tenancy.models import TenantForeignKey
from nexus.platform.tenancy.operations import SecureTenantTables


class TenantAutodetector(MigrationAutodetector):
    """Django's autodetector plus the closing operation."""

    def _build_migration_list(self, graph: Any = None) -> None:
        super()._build_migration_list(graph)  # type: ignore[misc] # absent from the stubs
        for migrations in self.migrations.values():  # type: ignore[attr-defined]
            for migration in migrations:
                if any(_touches_tenant_table(operation) for operation in migration.operations):
                    migration.operations.append(SecureTenantTables())


def _touches_tenant_table(operation: Operation) -> bool:
    if isinstance(operation, CreateModel):
        return any(name == "tenant_id" for name, _ in operation.fields)
    return isinstance(operation, AddField) and isinstance(operation.field, TenantForeignKey)
