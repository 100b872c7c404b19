"""The supervisor with real processes: order, restarts, failures on the way up."""

import os
import signal

from nexus.cli.identity import birth
from tests.runtime.conftest import Toy, nexus, processes_of, wait_until


def test_starts_engines_then_steps_then_services_and_stops_in_reverse(toy: Toy) -> None:
    toy.plan["steps"] = [{"name": "migrate", "exit": 0}]
    toy.start_and_wait()

    said = toy.finish(signals=1)

    journal = toy.journal()
    assert journal[:2] == ["store started", "migrate started"]
    assert sorted(journal[2:4]) == ["back started", "front started"]
    assert journal[4:] == ["front stopped", "back stopped", "store stopped"]
    assert "toy is up" in said
    assert toy.process is not None
    assert toy.process.returncode == 0
    assert not toy.home.state.exists()


def test_a_killed_child_is_started_again_and_status_counts_it(toy: Toy) -> None:
    toy.start_and_wait()
    first = toy.service("back").pid

    os.kill(first, signal.SIGKILL)
    wait_until(lambda: toy.service("back").pid not in (0, first))
    wait_until(lambda: toy.service("back").phase == "running")

    assert toy.service("back").restarts == 1
    assert toy.service("back").last_exit == "killed by SIGKILL"
    assert toy.service("front").restarts == 0
    shown = nexus("status")
    row = next(line for line in shown.stdout.splitlines() if line.startswith("back"))
    assert row.split()[1] == "running"
    assert row.split()[2] == str(toy.service("back").pid)
    assert row.split()[-2:] == ["1", "ok"]
    assert shown.returncode == 0


def test_what_a_killed_child_leaves_in_its_group_goes_with_it(toy: Toy) -> None:
    toy.plan["services"] = [{"name": "front", "orphan": True}]
    toy.start_and_wait()
    wait_until(lambda: any("orphan" in line for line in toy.journal()))
    orphan = int(next(line for line in toy.journal() if "orphan" in line).split()[-1])

    os.kill(toy.service("front").pid, signal.SIGKILL)
    wait_until(lambda: birth(orphan) == "")


def test_a_step_that_fails_ends_the_start_with_its_last_words(toy: Toy) -> None:
    toy.plan["steps"] = [{"name": "migrate", "exit": 3, "last_words": "column nobody is missing"}]

    said = toy.start().communicate(timeout=20)[0]

    assert toy.process is not None
    assert toy.process.returncode == 1
    assert "migrate failed (exit code 3)" in said
    assert "column nobody is missing" in said
    assert "Traceback" not in said
    assert toy.journal() == ["store started", "migrate started", "store stopped"]


def test_steps_of_one_stage_run_side_by_side_and_one_failure_ends_the_other(toy: Toy) -> None:
    toy.plan["beside"] = [{"name": "endless"}, {"name": "static", "exit": 2, "last_words": "no such folder"}]

    said = toy.start().communicate(timeout=20)[0]

    assert "static failed (exit code 2)" in said
    assert "no such folder" in said
    assert processes_of(toy.home) == []


def test_a_service_that_never_answers_ends_the_start_and_shows_its_log(toy: Toy) -> None:
    toy.plan["services"].append({"name": "deaf", "port": 9, "deaf": True, "ready_seconds": 0.5})

    said = toy.start().communicate(timeout=20)[0]

    assert toy.process is not None
    assert toy.process.returncode == 1
    assert "deaf is not ready after" in said
    assert "nothing listens on 127.0.0.1:9" in said
    assert "deaf says hello" in said
    assert "Traceback" not in said
    assert processes_of(toy.home) == []


def test_a_service_that_dies_at_once_is_given_up_during_the_start(toy: Toy) -> None:
    dying = {"name": "front", "exit": 1, "last_words": "No space left on device", "settle_seconds": 5.0}
    toy.plan["services"] = [dying]

    said = toy.start().communicate(timeout=20)[0]

    assert "front does not stay up (exit code 1)" in said
    assert "The disk is full" in said
    assert toy.journal().count("front started") == 3


def test_ctrl_c_during_a_step_stops_what_had_started(toy: Toy) -> None:
    toy.plan["steps"] = [{"name": "migrate"}]
    toy.start()
    wait_until(lambda: "migrate started" in toy.journal())

    toy.finish(signals=1)

    assert toy.journal() == ["store started", "migrate started", "migrate stopped", "store stopped"]
    assert toy.process is not None
    assert toy.process.returncode == 1


def test_a_second_ctrl_c_hurries_services_but_never_the_engine(toy: Toy) -> None:
    gate = toy.home.root / "gate"
    toy.plan["engines"] = [{"name": "store", "stop_file": str(gate), "ladder": [(15, 1.0), (9, 2.0)]}]
    toy.plan["services"] = [{"name": "front", "stop_file": str(gate), "ladder": [(15, 60.0), (9, 2.0)]}]
    toy.start_and_wait()
    assert toy.process is not None

    toy.process.send_signal(signal.SIGINT)
    wait_until(lambda: "front refused" in toy.journal())
    toy.process.send_signal(signal.SIGINT)
    wait_until(lambda: "store refused" in toy.journal())
    gate.touch()
    toy.process.send_signal(signal.SIGINT)
    toy.finish()

    assert toy.journal() == ["store started", "front started", "front refused", "store refused"]
    assert toy.process.returncode == 0
