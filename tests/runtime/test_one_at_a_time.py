"""A second `up`, a killed supervisor, stale state: one supervisor per home, and nothing left behind."""

import os
import signal
import subprocess
import sys

from nexus.cli.identity import birth
from nexus.cli.leftovers import stop_leftovers
from nexus.cli.output import Console
from nexus.cli.state import ServiceState, State, read
from tests.runtime.conftest import Toy, nexus, processes_of, wait_until


def test_a_second_start_is_told_that_it_runs(toy: Toy) -> None:
    toy.start_and_wait()

    second = Toy(toy.home, toy.plan)
    assert second.start().wait(timeout=10) == 4
    second.finish()
    shown = nexus("up")

    assert toy.process is not None
    assert shown.returncode == 0
    assert shown.stdout.startswith(f"Nexus is already running at http://toy (process {toy.process.pid})")
    assert toy.journal().count("store started") == 1


def test_a_second_start_does_not_pretend_that_a_start_is_through(toy: Toy) -> None:
    toy.plan["steps"] = [{"name": "migrate"}]
    toy.start()
    wait_until(lambda: "migrate started" in toy.journal())

    shown = nexus("up")

    assert shown.returncode == 1
    assert "being started or stopped right now" in shown.stdout
    toy.finish(signals=1)


def test_down_stops_everything_and_a_second_down_says_so(toy: Toy) -> None:
    toy.start_and_wait()

    stopped = nexus("down")
    again = nexus("down")

    assert stopped.returncode == 0
    assert stopped.stdout.startswith("Nexus has stopped")
    assert again.returncode == 0
    assert again.stdout == "Nexus is not running.\n"
    assert processes_of(toy.home) == []
    assert nexus("status").returncode == 3


def test_detached_start_returns_when_ready_and_down_ends_it(toy: Toy) -> None:
    said = toy.start("--detach").communicate(timeout=20)[0]

    assert toy.process is not None
    assert toy.process.returncode == 0
    assert "toy is up" in said
    assert toy.runs()
    assert nexus("down").returncode == 0
    assert processes_of(toy.home) == []


def test_detached_start_that_fails_says_why_and_returns_its_code(toy: Toy) -> None:
    toy.plan["steps"] = [{"name": "migrate", "exit": 1, "last_words": "no such column"}]

    said = toy.start("--detach").communicate(timeout=20)[0]

    assert toy.process is not None
    assert toy.process.returncode == 1
    assert "no such column" in said


def test_children_of_a_killed_supervisor_end_in_order_by_themselves(toy: Toy) -> None:
    toy.start_and_wait()

    toy.kill()

    wait_until(lambda: not processes_of(toy.home))
    assert {"front stopped", "back stopped", "store stopped"} <= set(toy.journal())


def test_start_after_a_kill_stops_leftovers_that_outlived_the_supervisor(toy: Toy) -> None:
    for service in (*toy.plan["engines"], *toy.plan["services"]):
        service["untied"] = True
    toy.start_and_wait()
    left = [service.pid for service in toy.services()]
    toy.kill()
    assert len(processes_of(toy.home)) == 3
    shown = nexus("status")
    assert shown.returncode == 3
    assert f"store ({left[0]})" in shown.stdout

    toy.start_and_wait()
    said = toy.finish(signals=1)

    assert f"left over from before (process {left[0]})" in said
    assert toy.journal()[3:6] == ["front stopped", "back stopped", "store stopped"]


def test_down_after_a_kill_cleans_up(toy: Toy) -> None:
    toy.plan["services"] = [{"name": "front", "untied": True}]
    toy.start_and_wait()
    toy.kill()

    shown = nexus("down")

    assert shown.stdout.endswith("Stopped what an earlier, killed run had left behind.\n")
    assert processes_of(toy.home) == []


def test_a_stray_whose_record_is_lost_is_found_by_its_mark(toy: Toy) -> None:
    toy.plan["services"] = [{"name": "front", "untied": True}]
    toy.start_and_wait()
    toy.kill()
    toy.home.state.unlink()

    assert stop_leftovers(toy.home, console=Console()) >= 1
    assert processes_of(toy.home) == []


def test_a_reused_process_number_is_not_touched(toy: Toy) -> None:
    toy.home.prepare()
    bystander = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        recorded = ServiceState("store", phase="running", pid=bystander.pid, born="some other boot:1")
        State(phase="running", pid=bystander.pid, born="x", services=[recorded]).write(toy.home.state)
        toy.home.lock.write_text(f"{bystander.pid} x")

        assert nexus("status").returncode == 3
        assert nexus("down").stdout == "Nexus is not running.\n"
        toy.start_and_wait()
        toy.finish(signals=1)

        assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()


def test_state_that_cannot_be_read_is_no_state(toy: Toy) -> None:
    toy.home.prepare()
    toy.home.state.write_text('{"phase": "runn')

    assert read(toy.home.state) is None
    toy.start_and_wait()


def test_identity_tells_a_process_from_its_zombie() -> None:
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    assert birth(process.pid) != ""
    os.kill(process.pid, signal.SIGKILL)
    wait_until(lambda: birth(process.pid) == "")
    process.wait()
