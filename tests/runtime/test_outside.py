"""Stores of the operator's own: what is wrong with them is said in one line, before anything is built on them."""

import socket

import pytest

from nexus.cli.home import Home
from nexus.cli.outside import outside_steps, require_postgres, require_redis
from nexus.cli.problems import Problem
from tests.runtime.conftest import nexus


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def test_only_what_is_set_is_asked() -> None:
    both = {"DATABASE_URL": "postgresql://one", "REDIS_URL": "redis://two"}

    assert [step.name for step in outside_steps(both)] == ["postgres", "redis"]
    assert outside_steps({}) == []


def test_a_database_that_is_not_there(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    monkeypatch.setenv("DATABASE_URL", f"postgresql://shop:secret-word@127.0.0.1:{port}/shop")
    monkeypatch.setenv("REDIS_URL", f"redis://127.0.0.1:{port}/0")

    said = nexus("up", "--port", str(free_port()))

    assert said.returncode == 1
    assert said.stderr.startswith(
        "nexus: DATABASE_URL leads to no database that lets us in: connection failed:"
    )
    assert said.stderr.count("\n") == 1
    assert "secret-word" not in said.stdout + said.stderr


def test_an_address_of_another_kind_is_not_repeated() -> None:
    with pytest.raises(Problem, match=r"DATABASE_URL must look like postgresql://") as refused:
        require_postgres("mysql://root:secret-word@127.0.0.1/shop")
    assert "secret-word" not in refused.value.message


@pytest.mark.parametrize("address", ["redis://127.0.0.1:{port}/0", "http://127.0.0.1:{port}"])
def test_a_redis_that_is_not_there(address: str) -> None:
    with pytest.raises(Problem, match="REDIS_URL leads to no Valkey or Redis that lets us in: "):
        require_redis(address.format(port=free_port()))


def test_a_setting_that_cannot_be_read_is_one_line(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "DATABASE_URL": "postgresql://x/x",
        "REDIS_URL": "redis://x",
        "EMAIL_URL": "foo",
    }.items():
        monkeypatch.setenv(name, value)

    said = nexus("manage", "check")

    assert said.returncode == 1
    assert said.stderr.startswith("A setting cannot be used: EMAIL_URL must look like smtp://host:port")
    assert said.stderr.count("\n") == 1
