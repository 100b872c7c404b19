"""The product's own plan: what is done once, what each process is told."""

import subprocess
import sys
from pathlib import Path

import pytest

from nexus.cli.demo import has_demo, remember_demo, seed_step
from nexus.cli.environment import Options, product_environment
from nexus.cli.home import Home
from nexus.cli.probes import ReadyFile, parse
from nexus.cli.product import SERVICES, service_command
from nexus.cli.static import static_step
from nexus.cli.welcome import welcome
from tests.runtime.conftest import wait_until

_OUTSIDE = {"DATABASE_URL": "postgresql://owner:secret@db.internal:5432/nexus"}


def test_the_demo_is_seeded_at_the_first_start_only(home: Home) -> None:
    home.prepare()
    (step,) = seed_step(home, _OUTSIDE, wanted=True)
    assert step.command[-1] == "demo"

    step.done()

    assert seed_step(home, _OUTSIDE, wanted=True) == []
    assert has_demo(home, _OUTSIDE, wanted=False)


def test_a_demo_declined_at_the_first_start_is_not_seeded_into_a_shop_in_use(home: Home) -> None:
    home.prepare()
    (step,) = seed_step(home, _OUTSIDE, wanted=False)
    assert step.command == ()

    step.done()

    assert seed_step(home, _OUTSIDE, wanted=True) == []
    assert not has_demo(home, _OUTSIDE, wanted=True)


def test_a_demo_that_was_declined_and_then_seeded_by_hand_lets_its_logins_in(home: Home) -> None:
    home.prepare()
    seed_step(home, _OUTSIDE, wanted=False)[0].done()

    assert remember_demo(home, _OUTSIDE)

    assert has_demo(home, _OUTSIDE, wanted=True)
    assert not remember_demo(home, _OUTSIDE)


def test_another_database_decides_for_itself(home: Home) -> None:
    home.prepare()
    seed_step(home, _OUTSIDE, wanted=False)[0].done()
    other = {"DATABASE_URL": _OUTSIDE["DATABASE_URL"].replace("/nexus", "/shop")}
    embedded = _OUTSIDE | {"NEXUS_EMBEDDED_DATABASE": "1"}

    assert seed_step(home, other, wanted=True)[0].name == "demo"
    assert seed_step(home, embedded, wanted=True)[0].name == "demo"


def test_static_files_are_collected_once_per_state_of_the_sources(home: Home) -> None:
    home.prepare()
    (step,) = static_step(home, {})
    (home.root / "static").mkdir()

    step.done()

    assert static_step(home, {}) == []
    (home.root / "static" / ".collected-from").write_text("an older state")
    assert len(static_step(home, {})) == 1


def test_addresses_from_outside_are_kept(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.prepare()
    monkeypatch.setenv("DATABASE_URL", _OUTSIDE["DATABASE_URL"])
    monkeypatch.setenv("REDIS_URL", "redis://cache.internal:6379/3")
    monkeypatch.setenv("SECRET_KEY", "theirs")

    found = product_environment(home, Options(port=8100))

    assert found["DATABASE_URL"] == _OUTSIDE["DATABASE_URL"]
    assert found["REDIS_URL"] == "redis://cache.internal:6379/3"
    assert found["SECRET_KEY"] == "theirs"
    assert found["NEXUS_PORT"] == "8100"
    assert "NEXUS_EMBEDDED_DATABASE" not in found


def test_python_compiles_into_the_home_where_it_may_not_beside_the_sources(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.prepare()
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    found = product_environment(home, Options())
    assert "PYTHONDONTWRITEBYTECODE" not in found
    assert found["PYTHONPYCACHEPREFIX"] == str(home.root / "pycache")

    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE")
    assert "PYTHONPYCACHEPREFIX" not in product_environment(home, Options())


def test_no_command_line_carries_a_secret(home: Home) -> None:
    home.prepare()
    environment = product_environment(home, Options())

    for name in SERVICES:
        assert environment["SECRET_KEY"] not in " ".join(service_command(name, home, Options()))


def test_the_welcome_names_logins_only_where_they_exist(home: Home) -> None:
    assert "nexus-demo-1" in welcome("http://127.0.0.1:8000", 8000, home, demo=True)
    assert "nexus-demo-1" not in welcome("http://127.0.0.1:8000", 8000, home, demo=False)
    assert "ws://127.0.0.1:8001/ws/" in welcome("http://127.0.0.1:8000", 8000, home, demo=False)


def test_a_worker_says_when_it_is_ready(home: Home) -> None:
    home.prepare()
    probe = ReadyFile(home.run / "worker.ready")
    assert parse(probe.describe()) == probe
    assert probe.check() == "still loading"
    command = [sys.executable, "-m", "nexus.cli.tasks", "-q", "-A", "toy_celery", "worker", "-P", "solo"]
    environment = {"NEXUS_READY_FILE": str(probe.path), "PATH": "/usr/bin:/bin"}

    worker = subprocess.Popen(command, cwd=Path(__file__).parent, env=environment, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: probe.check() == "", seconds=20)
    finally:
        worker.terminate()
        worker.wait(timeout=20)
