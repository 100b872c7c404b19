"""The short form of `make torture`: every kind of process is killed once while people buy."""

from pathlib import Path

from tests.torture.killer import KINDS
from tests.torture.storm import Plan, run
from tests.torture.summary import table


def test_every_process_is_killed_once_and_every_promise_holds(tmp_path: Path) -> None:
    plan = Plan(
        seconds=12, seed=20, clients=6, kill_every=1.0, payment_window=8, history=tmp_path / "history.jsonl"
    )

    report = run(plan)

    assert not report.failures, table(report)
    assert set(KINDS) == {kind for kind, times in report.kills.items() if times}
    assert report.history.of("ordered"), table(report)
