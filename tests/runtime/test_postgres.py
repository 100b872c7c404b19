"""Embedded PostgreSQL: made whole or not at all, started over whatever an earlier life left behind."""

import os
import signal
import subprocess
import sys
from urllib.parse import urlsplit

import psutil
import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from nexus.cli.embedded import services, stop
from nexus.cli.home import Home
from nexus.cli.postgres.database import EXTENSIONS
from nexus.cli.postgres.place import choose_place
from nexus.cli.postgres.takeover import clear_the_way, running_server
from nexus.cli.problems import Problem
from nexus.cli.spawn import HOME_MARK
from tests.runtime.conftest import wait_until

_MAKE = "import sys; from nexus.cli.home import Home; from pathlib import Path\n"
_MAKE += "from nexus.cli.embedded import services\nwith services(sys.argv[1], durable=False): pass"


def test_a_cluster_as_production_needs_it(cluster: Home) -> None:
    with services(cluster.root, creates_databases=False) as environment:
        with psycopg.connect(environment["DATABASE_URL"]) as connection:
            assert _settings(connection) == {
                "data_checksums": "on",
                "fsync": "on",
                "full_page_writes": "on",
                "listen_addresses": "127.0.0.1",
                "password_encryption": "scram-sha-256",
                "server_encoding": "UTF8",
                "synchronous_commit": "on",
            }
            assert _owner(connection) == ("nexus_owner", False, False, True, False)
            found = {name for (name,) in connection.execute("SELECT extname FROM pg_extension")}
            assert set(EXTENSIONS) <= found
        _refuses_a_wrong_password(environment["DATABASE_URL"])
    assert cluster.secrets.stat().st_mode & 0o777 == 0o600


def _settings(connection: psycopg.Connection) -> dict[str, str]:
    names = ["fsync", "full_page_writes", "synchronous_commit", "data_checksums", "server_encoding"]
    names += ["listen_addresses", "password_encryption"]
    rows = connection.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [names])
    return dict(rows.fetchall())


def _owner(connection: psycopg.Connection) -> tuple | None:
    return connection.execute(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb"
        " FROM pg_roles WHERE rolname = current_user"
    ).fetchone()


def _refuses_a_wrong_password(url: str) -> None:
    parts = conninfo_to_dict(url) | {"password": "guessed"}
    for host in (parts["host"], "127.0.0.1"):
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(**(parts | {"host": host}))


def test_a_start_killed_while_the_cluster_is_made_leaves_only_a_draft(home: Home) -> None:
    made = subprocess.Popen([sys.executable, "-c", _MAKE, str(home.root)])
    wait_until(lambda: list(home.root.glob("pg.draft-*/data/base")))
    made.kill()
    made.wait()
    assert not home.postgres.exists()

    with services(home.root, durable=False) as environment:
        assert _one(environment, "SELECT 1") == 1
    assert list(home.root.glob("pg.draft-*")) == []


def test_a_stale_pid_that_now_belongs_to_another_process_does_not_block_the_start(cluster: Home) -> None:
    with services(cluster.root, durable=False) as environment:
        _run(environment, "CREATE TABLE kept AS SELECT 7 AS id")
    place = choose_place(cluster)
    account = {"user": place.account.uid} if place.account else {}
    bystander = subprocess.Popen(["sleep", "60"], **account)
    try:
        (place.data / "postmaster.pid").write_text(f"{bystander.pid}\n{place.data}\n1\n1\n\n\n\nready\n")

        with services(cluster.root, durable=False) as environment:
            assert _one(environment, "SELECT count(*) FROM kept") == 1
        assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()


def test_a_server_that_still_runs_on_the_data_is_stopped_first(cluster: Home) -> None:
    with services(cluster.root, durable=False, keep=True) as environment:
        _run(environment, "CREATE TABLE still_running AS SELECT 7 AS id")
    first = running_server(choose_place(cluster))
    assert first is not None

    clear_the_way(choose_place(cluster))

    assert not first.alive()
    with services(cluster.root, durable=False) as environment:
        assert _one(environment, "SELECT id FROM still_running") == 7


def test_engines_whose_record_was_lost_are_found_by_their_mark_and_ended(cluster: Home) -> None:
    with services(cluster.root, durable=False, keep=True) as environment:
        _run(environment, "CREATE TABLE unrecorded AS SELECT 7 AS id")
    lost = {process.pid: process.name() for process in psutil.process_iter() if _marked(process, cluster)}
    assert sorted(lost.values()) == ["postgres", "valkey-server"]
    cluster.state.unlink()

    with services(cluster.root, durable=False) as environment:
        assert _one(environment, "SELECT id FROM unrecorded") == 7
        found = {process.pid for process in psutil.process_iter() if _marked(process, cluster)}
        assert not found & set(lost)


def test_committed_rows_survive_a_killed_postmaster(cluster: Home) -> None:
    with services(cluster.root, keep=True) as environment:
        _run(environment, "CREATE TABLE after_crash AS SELECT 7 AS id")
        server = running_server(choose_place(cluster))
        assert server is not None
        os.kill(server.pid, signal.SIGKILL)
        wait_until(lambda: not server.alive())

    with services(cluster.root) as environment:
        assert _one(environment, "SELECT id FROM after_crash") == 7


def test_lost_secrets_cost_no_data(cluster: Home) -> None:
    with services(cluster.root, durable=False) as before:
        _run(before, "CREATE TABLE without_secrets AS SELECT 7 AS id")
    cluster.secrets.unlink()

    with services(cluster.root, durable=False) as after:
        assert _one(after, "SELECT id FROM without_secrets") == 7
    assert urlsplit(after["DATABASE_URL"]).password != urlsplit(before["DATABASE_URL"]).password


def test_a_path_too_long_for_a_socket_is_served_by_tcp(home: Home) -> None:
    deep = Home(home.root / ("long" * 25))

    with services(deep.root, durable=False) as environment:
        assert urlsplit(environment["DATABASE_URL"]).hostname == "127.0.0.1"
        assert _one(environment, "SELECT 1") == 1


def test_data_of_another_version_are_refused_in_plain_words(home: Home) -> None:
    home.prepare()
    (home.postgres / "data").mkdir(parents=True)
    (home.postgres / "data" / "PG_VERSION").write_text("9\n")

    with pytest.raises(Problem, match=r"made by PostgreSQL 9; the programs installed here are version \d+"):
        services(home.root).__enter__()


def test_the_last_session_out_stops_the_engines(cluster: Home) -> None:
    with services(cluster.root, durable=False) as outer:
        with services(cluster.root, durable=False) as inner:
            assert inner == outer
        assert _one(outer, "SELECT 1") == 1
        assert running_server(choose_place(cluster)) is not None
    assert running_server(choose_place(cluster)) is None


def test_engines_that_were_kept_are_used_again_until_they_are_stopped(cluster: Home) -> None:
    with services(cluster.root, durable=False, keep=True):
        first = running_server(choose_place(cluster))
    with services(cluster.root, durable=False, keep=True) as environment:
        assert running_server(choose_place(cluster)) == first
        assert _one(environment, "SELECT 1") == 1

    stop(cluster.root)

    assert running_server(choose_place(cluster)) is None


def _run(environment: dict[str, str], statement: str) -> None:
    with psycopg.connect(environment["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(statement)


def _one(environment: dict[str, str], statement: str) -> object:
    with psycopg.connect(environment["DATABASE_URL"]) as connection:
        row = connection.execute(statement).fetchone()
        assert row is not None
        return row[0]


def test_both_engines_can_be_found_by_their_home(home: Home) -> None:
    with services(home.root, durable=False):
        marked = {process.name() for process in psutil.process_iter() if _marked(process, home)}

    assert {"postgres", "valkey-server"} <= marked


def _marked(process: psutil.Process, home: Home) -> bool:
    try:
        return process.environ().get(HOME_MARK) == str(home.root)
    except (psutil.Error, OSError):
        return False
