"""A small plan under the real supervisor: `python toy.py PLAN.json [--detach]`.

Its children are `toy_child.py` with different instructions, so that a start takes a fraction of a second.
"""

import json
import os
import sys
from pathlib import Path

from nexus.cli.detach import start_detached
from nexus.cli.home import locate
from nexus.cli.output import Console
from nexus.cli.probes import Alive, Probe, Tcp
from nexus.cli.problems import Problem
from nexus.cli.service import Plan, Rung, Service, Step
from nexus.cli.supervisor import AlreadyRunning, Supervisor

_CHILD = Path(__file__).with_name("toy_child.py")


def main() -> int:
    """Run the plan; 0 after an orderly stop, 1 when the start failed or was stopped, 4 when another one is running."""
    home, path = locate(), sys.argv[1]
    if "--detach" in sys.argv:
        return start_detached(home, [__file__, path, "--part-of-detach"], program=[sys.executable])
    home.prepare()
    console = Console(copy=home.log_of("supervisor"))
    supervisor = Supervisor(home, console=console, quiet_after_start="--part-of-detach" in sys.argv)
    try:
        came_up = supervisor.run(lambda: _plan(json.loads(Path(path).read_text())))
    except AlreadyRunning:
        return 4
    except Problem as problem:
        problem.show()
        return 1
    return 0 if came_up else 1


def _plan(text: dict) -> Plan:
    return Plan(
        engines=[_service(one, engine=True) for one in text.get("engines", [])],
        stages=[[_step(one)] for one in text.get("steps", [])] + [list(map(_step, text.get("beside", [])))],
        services=[_service(one, engine=False) for one in text.get("services", [])],
        address="http://toy",
        welcome="toy is up",
    )


def _service(text: dict, *, engine: bool) -> Service:
    probe: Probe = Tcp("127.0.0.1", text["port"]) if "port" in text else Alive()
    return Service(
        name=text["name"],
        command=(sys.executable, str(_CHILD), json.dumps(text)),
        environment=dict(os.environ),
        probe=probe,
        engine=engine,
        ladder=[Rung(number, seconds) for number, seconds in text.get("ladder", [(15, 5.0), (9, 2.0)])],
        ready_seconds=text.get("ready_seconds", 10.0),
        settle_seconds=text.get("settle_seconds", 0.2),
    )


def _step(text: dict) -> Step:
    return Step(text["name"], (sys.executable, str(_CHILD), json.dumps(text)), dict(os.environ))


if __name__ == "__main__":
    sys.exit(main())
