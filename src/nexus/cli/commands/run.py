"""`nexus run`: one service in the foreground, for deployments that bring their own supervisor."""

import os

import click

from nexus.cli.environment import options_from, product_environment
from nexus.cli.home import locate
from nexus.cli.problems import Problem
from nexus.cli.product import SERVICES, service_command

_NEEDED = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY")


@click.command()
@click.argument("service", type=click.Choice(SERVICES))
@click.option("--port", type=click.IntRange(1, 65534), help="HTTP port; `realtime` listens on the next one.")
@click.option("--workers", type=click.IntRange(1, 64), help="Web processes.")
def run(service: str, *, port: int | None, workers: int | None) -> None:
    """Become one SERVICE, with the environment given.

    DATABASE_URL, REDIS_URL and SECRET_KEY must be set; nothing is started besides.
    """
    if missing := [name for name in _NEEDED if not os.environ.get(name)]:
        raise Problem(
            f"`nexus run` needs {', '.join(missing)} in the environment.",
            hint="For everything on this machine, with its own database, use: nexus up",
        )
    home = locate()
    home.prepare()
    options = options_from(os.environ, port=port, workers=workers)
    command = service_command(service, home, options)
    environment = product_environment(home, options) | {"NEXUS_SERVICE": f"nexus-{service}"}
    os.execve(command[0], list(command), environment)  # noqa: S606
