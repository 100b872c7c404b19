"""`python -m tests.torture [--seconds 60] [--seed N] [--clients 10]`: exit code 0 when every promise held."""

from __future__ import annotations

import argparse
import secrets
import sys
from pathlib import Path

from tests.torture.storm import Plan, run
from tests.torture.summary import table


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="tests.torture", description="Kill processes at random under load, then verify."
    )
    parser.add_argument("--seconds", type=float, default=60.0, help="how long the killing lasts")
    parser.add_argument("--seed", type=int, default=None, help="repeat the choices of an earlier run")
    parser.add_argument("--clients", type=int, default=10)
    parser.add_argument("--kill-every", type=float, default=2.5, help="seconds between two kills, on average")
    parser.add_argument("--history", type=Path, default=Path("var/torture/history.jsonl"))
    parser.add_argument(
        "--traces", action="store_true", help="print one traceback for each kind of error 500"
    )
    asked = parser.parse_args()
    seed = asked.seed if asked.seed is not None else secrets.randbelow(1_000_000)
    plan = Plan(
        seconds=asked.seconds,
        seed=seed,
        clients=asked.clients,
        kill_every=asked.kill_every,
        history=asked.history,
    )
    report = run(plan)
    print(table(report))  # noqa: T201
    for trace in report.unnamed.examples.values() if asked.traces else ():
        print(f"\n{trace}")  # noqa: T201
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())
