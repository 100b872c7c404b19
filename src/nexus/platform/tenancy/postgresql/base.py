"""Named by settings.DATABASES as `ENGINE`."""

from functools import lru_cache, partial
from typing import Any

from django.db import models
from django.db.backends.postgresql.base import DatabaseWrapper as PostgresWrapper
from django.db.backends.postgresql.features import DatabaseFeatures as PostgresFeatures
from psycopg.adapt import AdaptersMap
from psycopg.types.numeric import Int8Dumper

from nexus.platform.tenancy.postgresql.lists import PlainListDumper
from nexus.platform.tenancy.postgresql.statements import Statement, kept_statement


class DatabaseFeatures(PostgresFeatures):
    """Django groups by `id` alone and lets the primary key stand for the other columns; here `id` is half of it."""

    def allows_group_by_selected_pks_on_model(self, model: type[models.Model]) -> bool:
        """Whether GROUP BY id covers the whole row: not in tenant tables."""
        of_tenant = any(field.column == "tenant_id" for field in model._meta.local_fields)
        return not of_tenant and super().allows_group_by_selected_pks_on_model(model)


class DatabaseWrapper(PostgresWrapper):
    """As Django's, but for grouping, whole numbers, and statements that keep their cursor."""

    features_class = DatabaseFeatures

    def get_connection_params(self) -> dict[str, Any]:
        parameters: dict[str, Any] = super().get_connection_params()
        return parameters | {"context": _with_our_dumpers(parameters["context"])}

    def run(self, sql: str, params: Any, /) -> Statement:
        """Execute it on the cursor that is kept for it, through the same wrappers and checks as any other statement."""
        if self.connection is None or self.queries_logged:
            statement = Statement(sql, self.cursor())  # connects, or writes down what was asked
            statement.cursor.execute(sql, params)
            return statement
        statement = kept_statement(self.connection, sql, self.create_cursor)
        execute = partial(self._run, statement)
        for wrapper in reversed(self.execute_wrappers):
            execute = partial(wrapper, execute)
        execute(statement.sql, params, False, {"connection": self, "cursor": statement.cursor})
        return statement

    def _run(self, statement: Statement, sql: str, params: Any, many: bool, context: dict[str, Any]) -> None:
        self.validate_no_broken_transaction()
        with self.wrap_database_errors:
            statement.cursor.execute(sql, params)


@lru_cache
def _with_our_dumpers(template: AdaptersMap, /) -> AdaptersMap:
    """Every int is sent as bigint. By default its size decides between three types, and PostgreSQL plans one statement
    anew for each mixture of sizes that prices and quantities happen to have. Lists: see `lists`.
    """
    adapters = AdaptersMap(template)
    adapters.register_dumper(int, Int8Dumper)
    adapters.register_dumper(list, PlainListDumper)
    return adapters
