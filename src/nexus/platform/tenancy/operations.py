"""The one migration operation that makes tables tenant-safe: composite keys, forced row-level security, grants."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps.registry import Apps
from django.conf import settings
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState

from nexus.platform.tenancy.models import TenantForeignKey

POLICY = "tenant_isolation"
# `nullif`: after a transaction that set it, a session reads '' instead of NULL; both must mean "no tenant, no row".
POLICY_TEST = "tenant_id = nullif(current_setting('nexus.tenant_id', true), '')::uuid"


class SecureTenantTables(Operation):
    """Bring every tenant table of the app into its final shape; running it again adds only what is missing.

    `append_only` names models (lower case) whose rows may never change: no grant, and a trigger that refuses even the owner.
    """

    reversible = True
    category = OperationCategory.SQL

    def __init__(self, *, append_only: tuple[str, ...] = ()) -> None:
        self.append_only = tuple(append_only)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return "SecureTenantTables", [], {"append_only": self.append_only} if self.append_only else {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Django's picture of the models does not change."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        tenant_models = list(_tenant_models(to_state.apps, app_label))
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for model in tenant_models:
            _run(schema_editor, _primary_key(model))
        for model in tenant_models:
            _run(schema_editor, _foreign_keys(model))
            _run(schema_editor, _row_security(model))
            frozen = model._meta.model_name in self.append_only
            _run(
                schema_editor,
                _append_only(model) if frozen else _grant(model, "SELECT, INSERT, UPDATE, DELETE"),
            )

    def database_backwards(self, *args: Any) -> None:
        """The tables go with the migration's other operations; there is nothing of its own to undo."""

    def describe(self) -> str:
        return "Composite keys, forced row-level security and grants"


def _tenant_models(apps: Apps, app_label: str) -> Iterator[type[models.Model]]:
    for model in apps.get_app_config(app_label).get_models():
        if any(field.name == "tenant_id" for field in model._meta.local_fields) and model._meta.managed:
            yield model


def _run(schema_editor: BaseDatabaseSchemaEditor, statements: Iterable[str]) -> None:
    for statement in statements:
        schema_editor.execute(statement, params=None)


def _primary_key(model: type[models.Model]) -> Iterator[str]:
    table = model._meta.db_table
    yield f"""DO $$ DECLARE old text; BEGIN
      SELECT conname INTO old FROM pg_constraint
       WHERE conrelid = '"{table}"'::regclass AND contype = 'p' AND array_length(conkey, 1) = 1;
      IF old IS NOT NULL THEN
        EXECUTE format('ALTER TABLE "{table}" DROP CONSTRAINT %I, ADD CONSTRAINT %I PRIMARY KEY (tenant_id, id)', old, old);
      END IF; END $$"""  # noqa: S608 - table names come from models


def _foreign_keys(model: type[models.Model]) -> Iterator[str]:
    for field in model._meta.local_fields:
        if isinstance(field, TenantForeignKey):
            yield _foreign_key(model._meta.db_table, field)
            yield (
                f'CREATE INDEX IF NOT EXISTS "{model._meta.db_table}_{field.column}_idx" '
                f'ON "{model._meta.db_table}" (tenant_id, "{field.column}")'
            )


def _foreign_key(table: str, field: TenantForeignKey) -> str:
    name, target = f"{table}_{field.column}_fk"[:63], field.remote_field.model._meta.db_table
    rule = "CASCADE" if field.database_rule is models.CASCADE else "RESTRICT"
    return f"""DO $$ BEGIN
      IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conrelid = '"{table}"'::regclass AND conname = '{name}') THEN
        ALTER TABLE "{table}" ADD CONSTRAINT "{name}" FOREIGN KEY (tenant_id, "{field.column}")
          REFERENCES "{target}" (tenant_id, id) ON DELETE {rule};
      END IF; END $$"""  # noqa: S608 - table names come from models


def _row_security(model: type[models.Model]) -> Iterator[str]:
    table, role = model._meta.db_table, settings.DATABASE_APP_ROLE
    yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
    yield f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY'
    yield f'DROP POLICY IF EXISTS {POLICY} ON "{table}"'
    yield f'CREATE POLICY {POLICY} ON "{table}" TO "{role}" USING ({POLICY_TEST}) WITH CHECK ({POLICY_TEST})'


def _grant(model: type[models.Model], privileges: str) -> Iterator[str]:
    yield f'REVOKE ALL ON "{model._meta.db_table}" FROM "{settings.DATABASE_APP_ROLE}"'
    yield f'GRANT {privileges} ON "{model._meta.db_table}" TO "{settings.DATABASE_APP_ROLE}"'


def _append_only(model: type[models.Model]) -> Iterator[str]:
    table = model._meta.db_table
    yield from _grant(model, "SELECT, INSERT")
    yield """CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$"""
    yield f'DROP TRIGGER IF EXISTS append_only ON "{table}"'
    yield f"""CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "{table}"
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"""


class CreateEnterTenant(Operation):
    """The SQL function that enters a tenant for the rest of the transaction."""

    reversible = True
    category = OperationCategory.SQL

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """No model changes."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        schema_editor.execute(ENTER_TENANT, params=None)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        schema_editor.execute("DROP FUNCTION enter_tenant(uuid)", params=None)

    def describe(self) -> str:
        return "SQL function enter_tenant(uuid)"


# SET LOCAL rather than set_config(): on a distributed cluster only SET LOCAL is propagated to the workers.
ENTER_TENANT = """CREATE OR REPLACE FUNCTION enter_tenant(tenant uuid) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN EXECUTE format('SET LOCAL nexus.tenant_id = %L', tenant); END $$"""
