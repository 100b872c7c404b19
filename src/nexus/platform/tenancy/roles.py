"""The database roles of the running product: they may log in, own nothing, bypass nothing. Made by the owner before migrating."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import connections
from psycopg import sql

SWEEP: Final = "sweep"


def prepare_role(role: str, /, *, password: str, using: str = "owner") -> None:
    """Create or repair the role. Raises ProgrammingError when the owner may not create roles."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        verb = "ALTER" if cursor.fetchone() else "CREATE"
        cursor.execute(
            sql.SQL("{verb} ROLE {role} LOGIN NOINHERIT PASSWORD {password}").format(
                verb=sql.SQL(verb), role=sql.Identifier(role), password=sql.Literal(password)
            )
        )
        cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(sql.Identifier(role)))


def grant_global_tables(grants: Mapping[str, str], /, *, role: str, using: str = "owner") -> None:
    """Give the role what it needs on the few tables without a tenant, and take away everything else there."""
    who = sql.Identifier(role)
    with connections[using].cursor() as cursor:
        for table, privileges in _existing(cursor, grants):
            name = sql.Identifier(table)
            cursor.execute(sql.SQL("REVOKE ALL ON {} FROM {}").format(name, who))
            cursor.execute(sql.SQL("GRANT {} ON {} TO {}").format(sql.SQL(privileges), name, who))


def let_sweeper_look(grants: Mapping[str, str], /, *, role: str, using: str = "owner") -> None:
    """Let the role see these columns of every tenant's rows in these tables, and nothing else of them."""
    who, policy = sql.Identifier(role), sql.Identifier(SWEEP)
    with connections[using].cursor() as cursor:
        for table, columns in _existing(cursor, grants):
            name = sql.Identifier(table)
            cursor.execute(
                "SELECT 1 FROM pg_policies WHERE tablename = %s AND policyname = %s", [table, SWEEP]
            )
            if not cursor.fetchone():  # making it again would wait for everybody who reads the table
                look = sql.SQL("CREATE POLICY {} ON {} FOR SELECT TO {} USING (true)")
                cursor.execute(look.format(policy, name, who))
            cursor.execute(sql.SQL("REVOKE ALL ON {} FROM {}").format(name, who))
            cursor.execute(sql.SQL("GRANT SELECT ({}) ON {} TO {}").format(sql.SQL(columns), name, who))


def _existing(cursor: Any, grants: Mapping[str, str], /) -> list[tuple[str, str]]:
    """Those of the tables that the owner has already."""
    cursor.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user"
    )
    there = {name for (name,) in cursor.fetchall()}
    return [(table, granted) for table, granted in grants.items() if table in there]
