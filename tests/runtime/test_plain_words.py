"""Ports, options, files and failures, told so that the reader knows what to do."""

import errno
import json
import os
import socket
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import click
import pytest

from nexus.cli.backoff import STABLE_SECONDS, Backoff
from nexus.cli.credentials import obtain
from nexus.cli.environment import options_from
from nexus.cli.home import Home, locate
from nexus.cli.logfiles import rotate, tail
from nexus.cli.main import main
from nexus.cli.output import span
from nexus.cli.ports import choose
from nexus.cli.probes import Http
from nexus.cli.problems import Problem, hint_from, plain_words
from tests.runtime.conftest import nexus, processes_of


def test_a_taken_port_names_its_holder_and_starts_nothing(home: Home) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        said = nexus("up", "--port", str(port))

    assert said.returncode == 1
    assert f"Port {port}, wanted for the web service, is taken by process {os.getpid()} (" in said.stderr
    assert "choose another port: nexus up --port" in said.stderr
    assert "Traceback" not in said.stderr
    assert not home.postgres.exists()
    assert processes_of(home) == []


def test_the_port_after_the_web_port_must_be_free_too(home: Home) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        said = nexus("up", "--port", str(port - 1))

    assert f"Port {port}, wanted for the realtime service, is taken" in said.stderr


def test_an_engine_keeps_its_port_and_moves_when_it_is_taken(home: Home) -> None:
    home.prepare()
    memory = home.run / "ports.json"
    first = choose("store", memory=memory, first=21000)
    assert choose("store", memory=memory, first=21000) == first
    with socket.create_server(("127.0.0.1", first)):
        assert choose("store", memory=memory, first=21000) != first


@pytest.mark.parametrize("value", ["eighty", "0", "70000", "-1", "8000.5"])
def test_a_port_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(Problem, match="NEXUS_PORT must be a whole number from 1 to 65534"):
        options_from({"NEXUS_PORT": value})


def test_the_command_line_wins_over_the_environment() -> None:
    environ = {"NEXUS_PORT": "8100", "NEXUS_WEB_WORKERS": "3", "NEXUS_WEB_THREADS": "7"}

    assert options_from(environ).port == 8100
    assert options_from(environ, port=9000, workers=1).port == 9000
    assert options_from(environ, workers=1).workers == 1
    assert options_from(environ).threads == 7


def test_run_asks_for_what_it_needs(home: Home) -> None:
    said = nexus("run", "web")

    assert said.returncode == 1
    assert "needs DATABASE_URL, REDIS_URL, SECRET_KEY in the environment" in said.stderr


def test_help_is_about_our_commands_and_starts_nothing(home: Home) -> None:
    names = main.list_commands(click.Context(main))

    for name in names:
        said = nexus(name, "--help")
        assert said.returncode == 0
        assert f"Usage: python -m nexus.cli.main {name} [OPTIONS]" in said.stdout
    overview = nexus("--help").stdout

    assert not home.root.exists()
    assert "..." not in overview.partition("Commands:")[2]


@pytest.mark.parametrize("name", ["migrate", "demo", "verify", "shell"])
def test_an_argument_too_many_is_refused_before_anything_starts(home: Home, name: str) -> None:
    said = nexus(name, "surplus")

    assert said.returncode == 2
    assert "Got unexpected extra argument (surplus)" in said.stderr
    assert not home.root.exists()


def test_logs_of_an_unknown_service_list_the_known_ones(home: Home) -> None:
    home.prepare()
    home.log_of("web").write_text("one\ntwo\nthree\n")

    assert nexus("logs", "web", "-n", "2").stdout == "two\nthree\n"
    assert "Logs: web." in nexus("logs", "wbe").stderr


def test_an_unwritable_home_is_one_readable_line(home: Home) -> None:
    home.root.write_text("a file where the folder should be")

    said = nexus("up")

    assert said.returncode == 1
    assert said.stderr.startswith(f"nexus: {home.root}")
    assert "Traceback" not in said.stderr


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "the disk is full"), (errno.EACCES, "may not"), (errno.EROFS, "read-only")],
)
def test_system_errors_become_words(number: int, words: str) -> None:
    with pytest.raises(Problem, match=f"/data: .*{words}"), plain_words():
        raise OSError(number, os.strerror(number), "/data")


def test_known_signs_in_a_log_give_advice() -> None:
    assert hint_from("FATAL: could not write: No space left on device").startswith("The disk is full")
    assert hint_from("all is well") == ""


def test_backoff_doubles_to_half_a_minute_and_forgives_a_stable_run() -> None:
    backoff = Backoff()

    assert [backoff.after(1) for _ in range(8)] == [0.5, 1, 2, 4, 8, 15, 30, 30]
    assert backoff.after(STABLE_SECONDS) == 0.5
    assert backoff.after(STABLE_SECONDS - 1) == 1


def test_credentials_are_made_once_and_private(home: Home) -> None:
    home.prepare()
    first = obtain(home.secrets)

    assert obtain(home.secrets) == first
    assert len({first.secret_key, first.database_password, first.valkey_password}) == 3
    assert min(map(len, (first.secret_key, first.database_password, first.valkey_password))) >= 50
    assert home.secrets.stat().st_mode & 0o777 == 0o600


class Unready(BaseHTTPRequestHandler):
    """A product whose database is away."""

    def do_GET(self) -> None:
        self.send_response(503)
        self.end_headers()
        checks = {"database": {"ok": False, "error": "closed\n\tunexpectedly"}, "cache": {"ok": True}}
        self.wfile.write(json.dumps({"status": "not ready", "checks": checks}).encode())

    def log_message(self, *_: object) -> None:
        """Not on the terminal of the tests."""


def test_what_is_not_ready_is_told_in_a_line() -> None:
    with HTTPServer(("127.0.0.1", 0), Unready) as server:
        Thread(target=server.handle_request, daemon=True).start()

        told = Http(f"http://127.0.0.1:{server.server_port}/readyz").check()

    assert told == "answers 503: database (closed unexpectedly)"


def test_an_oversized_log_is_put_aside_and_goes_on(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    with log.open("ab", buffering=0) as writer:
        writer.write(b"old\n" * 10)
        assert rotate(log, limit=20)
        writer.write(b"new\n")

    assert log.read_text() == "new\n"
    assert (tmp_path / "web.log.1").read_text() == "old\n" * 10
    assert not rotate(log, limit=20)


def test_tail_reads_the_end_since_a_point(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    log.write_text("".join(f"line {number}\n" for number in range(1000)))

    assert tail(log, lines=2) == ["line 998", "line 999"]
    assert tail(log, lines=50, since=log.stat().st_size - 9) == ["line 999"]
    assert tail(tmp_path / "none.log", lines=5) == []


def test_home_is_named_by_the_environment_or_lies_in_the_checkout(tmp_path: Path) -> None:
    assert locate({"NEXUS_HOME": str(tmp_path / "elsewhere")}).root == tmp_path / "elsewhere"
    assert locate({}).root == Path(__file__).parents[2] / "var"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.44, "0.4 s"), (12.4, "12 s"), (190, "3 min"), (18_720, "5 h 12 min"), (187_200, "2 d 4 h")],
)
def test_durations_read_like_speech(seconds: float, words: str) -> None:
    assert span(seconds) == words
