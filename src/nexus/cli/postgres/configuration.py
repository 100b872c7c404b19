"""The server's settings, written at every start; an operator's `local.conf` beside them has the last word."""

from pathlib import Path

from nexus.cli.postgres.place import Place

# Linux takes 107 bytes for the path of a socket, macOS 103.
_SOCKET_LIMIT = 103

_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "128MB",
    "effective_cache_size": "1GB",
    "random_page_cost": "1.1",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "jit": "off",
    # To start a worker takes longer than most answers, even for a part of a statement that is then skipped.
    "max_parallel_workers_per_gather": "0",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %u ",
    "log_min_duration_statement": "1s",
    "log_lock_waits": "on",
    "log_checkpoints": "off",
    "idle_in_transaction_session_timeout": "5min",
    "shared_preload_libraries": "pg_stat_statements",
    "pg_stat_statements.track_utility": "off",
}
_DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
_THROWAWAY = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


def has_short_socket(place: Place, /) -> bool:
    """Whether the socket's path fits into what the system takes; otherwise everybody connects by TCP."""
    return len(str(place.socket / ".s.PGSQL.65535").encode()) <= _SOCKET_LIMIT


def write_configuration(place: Place, /, *, port: int, durable: bool = True) -> Path:
    """Write nexus.conf. `durable=False` is for test data that may be lost with the machine."""
    socket = str(place.socket) if has_short_socket(place) else ""
    values = _SETTINGS | (_DURABLE if durable else _THROWAWAY)
    values |= {"port": str(port), "unix_socket_directories": socket, "unix_socket_permissions": "0700"}
    path = place.data / "nexus.conf"
    path.write_text("".join(f"{name} = '{_quoted(value)}'\n" for name, value in values.items()))
    path.chmod(0o644)
    return path


def _quoted(value: str, /) -> str:
    return value.replace("'", "''")
