"""The application's database role: may log in, owns nothing, bypasses nothing. Made by the owner before migrating."""

from collections.abc import Mapping

from django.db import connections
from psycopg import sql


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
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user"
        )
        existing = {name for (name,) in cursor.fetchall()}
        for table, privileges in grants.items():
            if table in existing:
                name, who = sql.Identifier(table), sql.Identifier(role)
                cursor.execute(sql.SQL("REVOKE ALL ON {} FROM {}").format(name, who))
                cursor.execute(sql.SQL("GRANT {} ON {} TO {}").format(sql.SQL(privileges), name, who))
