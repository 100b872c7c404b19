"""What the superuser prepares in a fresh cluster: the owner role, the database, its extensions."""

import psycopg
from psycopg import sql

from nexus.cli.credentials import Credentials
from nexus.cli.home import Home
from nexus.cli.postgres.server import DATABASE, OWNER, superuser_url
from nexus.cli.problems import Problem

EXTENSIONS = ("pg_trgm", "unaccent", "citext", "ltree", "btree_gist", "pg_stat_statements")


def prepare_database(
    home: Home, credentials: Credentials, /, *, port: int, creates_databases: bool = False
) -> None:
    """Bring roles, database and extensions to where they should be; safe to repeat at every start.

    `creates_databases`: the owner may make more of them (tests do), and new ones have the extensions already.
    """
    try:
        with psycopg.connect(superuser_url(home, port=port), autocommit=True) as connection:
            _ensure_owner(connection, credentials.database_password, creates_databases=creates_databases)
            _ensure_database(connection)
        for database in (DATABASE, "template1") if creates_databases else (DATABASE,):
            with psycopg.connect(
                superuser_url(home, port=port, database=database), autocommit=True
            ) as inside:
                _ensure_extensions(inside)
    except psycopg.Error as error:
        raise Problem(f"The database could not be prepared: {str(error).strip()}") from error


def _ensure_owner(connection: psycopg.Connection, password: str, /, *, creates_databases: bool) -> None:
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [OWNER]).fetchone()
    verb = sql.SQL("ALTER" if known else "CREATE")
    # Sent as a verifier, so that the password itself reaches no log and no pg_stat_statements.
    verifier = connection.pgconn.encrypt_password(password.encode(), OWNER.encode(), b"scram-sha-256")
    connection.execute(
        sql.SQL("{} ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS CREATEROLE {} PASSWORD {}").format(
            verb,
            sql.Identifier(OWNER),
            sql.SQL("CREATEDB" if creates_databases else "NOCREATEDB"),
            sql.Literal(verifier.decode()),
        )
    )


def _ensure_database(connection: psycopg.Connection, /) -> None:
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
        return
    statement = sql.SQL("CREATE DATABASE {} OWNER {}")
    connection.execute(statement.format(sql.Identifier(DATABASE), sql.Identifier(OWNER)))


def _ensure_extensions(connection: psycopg.Connection, /) -> None:
    for extension in EXTENSIONS:
        connection.execute(
            sql.SQL("CREATE EXTENSION IF NOT EXISTS {} WITH SCHEMA public").format(sql.Identifier(extension))
        )
