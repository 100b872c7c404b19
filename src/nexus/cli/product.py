"""The product's own table of services: what runs, with which command, and in which order."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from nexus.cli.demo import has_demo, seed_step
from nexus.cli.engines import engine_services, engine_steps
from nexus.cli.environment import Options, product_environment
from nexus.cli.home import Home
from nexus.cli.management import manage_command
from nexus.cli.ports import require_free
from nexus.cli.probes import Http, Probe, ReadyFile, Tcp
from nexus.cli.service import PATIENT, POLITE, Plan, Service, Step
from nexus.cli.static import static_step
from nexus.cli.welcome import welcome

# In the order they start; stopped in reverse, the doors first.
SERVICES = ("worker", "beat", "realtime", "web")
_PYTHON = (sys.executable, "-m")
_CELERY = (*_PYTHON, "nexus.cli.tasks", "-q", "-A", "nexus.config.celery")


def product_plan(home: Home, options: Options, /) -> Plan:
    """Check the ports, make the engines' data where missing, and lay out the whole start."""
    require_free(options.port, purpose="the web service", host=options.host)
    require_free(options.port + 1, purpose="the realtime service", host=options.host)
    engines = engine_services(home)
    environment = product_environment(home, options)
    seeded = has_demo(home, environment, wanted=options.demo)
    environment |= {"NEXUS_DEMO": "on"} if seeded else {}  # the demo's password is refused everywhere else
    migrate = Step("migrate", manage_command("migrate_all"), environment)
    demo = seed_step(home, environment, wanted=options.demo)
    stages = (engine_steps(home), (migrate, *static_step(home, environment)), demo)
    services = [_service(name, home, options, environment) for name in SERVICES]
    text = welcome(_base(options), options.port, home, demo=seeded)
    return Plan(engines, stages, services, address=_base(options), welcome=text)


def service_command(name: str, home: Home, options: Options, /) -> Sequence[str]:
    """The command line of one of `SERVICES`, as `nexus run NAME` executes it."""
    return _COMMANDS[name](home, options)


def _service(name: str, home: Home, options: Options, environment: Mapping[str, str], /) -> Service:
    probe = _probe(name, home, options)
    ready = _ready_file(name, home)
    return Service(
        name=name,
        command=service_command(name, home, options),
        environment=dict(environment) | {"NEXUS_SERVICE": f"nexus-{name}", "NEXUS_READY_FILE": str(ready)},
        probe=probe,
        folder=home.root,
        ladder=PATIENT if name == "worker" else POLITE,
        prepare=lambda: ready.unlink(missing_ok=True),
        ready_seconds=90.0,
    )


def _ready_file(name: str, home: Home, /) -> Path:
    return home.run / f"{name}.ready"


def _probe(name: str, home: Home, options: Options, /) -> Probe:
    host = "127.0.0.1" if options.host == "0.0.0.0" else options.host  # noqa: S104
    if name == "web":
        return Http(f"http://{host}:{options.port}/readyz")
    return Tcp(host, options.port + 1) if name == "realtime" else ReadyFile(_ready_file(name, home))


def _base(options: Options, /) -> str:
    return f"http://{options.host}:{options.port}"


def _web(_home: Home, options: Options, /) -> tuple[str, ...]:
    return (
        *_granian("wsgi", options.host, options.port),
        *("--workers", str(options.workers), "--blocking-threads", str(options.threads), "--no-ws"),
        "nexus.config.wsgi:application",
    )


def _realtime(_home: Home, options: Options, /) -> tuple[str, ...]:
    return (*_granian("asginl", options.host, options.port + 1), "nexus.config.asgi:application")


def _granian(interface: str, host: str, port: int, /) -> tuple[str, ...]:
    return (
        *(*_PYTHON, "granian", "--interface", interface, "--host", host, "--port", str(port), "--http", "1"),
        *("--respawn-failed-workers", "--respawn-interval", "0.5", "--workers-kill-timeout", "10"),
    )


def _worker(_home: Home, options: Options, /) -> tuple[str, ...]:
    quiet = ("--without-gossip", "--without-mingle", "--loglevel", "WARNING")
    return (*_CELERY, "worker", "-c", str(options.tasks), *quiet)


def _beat(home: Home, _options: Options, /) -> tuple[str, ...]:
    schedule = str(home.run / "beat-schedule")
    return (*_CELERY, "beat", "--schedule", schedule)


_COMMANDS: dict[str, Callable[[Home, Options], tuple[str, ...]]] = {
    "web": _web,
    "realtime": _realtime,
    "worker": _worker,
    "beat": _beat,
}
