"""Stores that the operator brings along: asked for an answer before anything is built on them."""

from collections.abc import Mapping

from nexus.cli.problems import Problem
from nexus.cli.service import Step

_SECONDS = 5
_OLDEST_POSTGRES = 15


def outside_steps(environ: Mapping[str, str], /) -> list[Step]:
    """One step for each store whose address is set."""
    found = []
    if url := environ.get("DATABASE_URL"):
        found.append(Step("postgres", call=lambda: require_postgres(url)))
    if address := environ.get("REDIS_URL"):
        found.append(Step("redis", call=lambda: require_redis(address)))
    return found


def require_postgres(url: str, /) -> None:
    """Raise a `Problem` unless a PostgreSQL that is new enough lets us in. The URL, with its password, is never shown."""
    import psycopg

    if not url.startswith(("postgresql://", "postgres://")):
        raise Problem("DATABASE_URL must look like postgresql://user:password@host:port/database.")
    try:
        with psycopg.connect(url, connect_timeout=_SECONDS) as connection:
            version = connection.info.server_version // 10000
    except psycopg.Error as error:
        raise Problem(f"DATABASE_URL leads to no database that lets us in: {_told(error)}") from error
    if version < _OLDEST_POSTGRES:
        raise Problem(f"DATABASE_URL leads to PostgreSQL {version}; Nexus needs {_OLDEST_POSTGRES} or newer.")


def require_redis(url: str, /) -> None:
    """Raise a `Problem` unless a Valkey or Redis answers there."""
    from redis import Redis
    from redis.exceptions import RedisError

    try:
        Redis.from_url(url, socket_timeout=_SECONDS, socket_connect_timeout=_SECONDS).ping()
    except (RedisError, ValueError) as error:
        raise Problem(f"REDIS_URL leads to no Valkey or Redis that lets us in: {_told(error)}") from error


def _told(error: Exception, /) -> str:
    return " ".join(str(error).split())
