"""The `nexus` command."""

from typing import Any

import click

from nexus.cli.commands.data import demo, migrate, psql, reset, verify
from nexus.cli.commands.django import manage, shell
from nexus.cli.commands.logs import logs
from nexus.cli.commands.run import run
from nexus.cli.commands.status import status
from nexus.cli.commands.up import down, up
from nexus.cli.problems import plain_words


class PlainGroup(click.Group):
    """A group of commands whose failures are told in words."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a failed system call becomes one readable line."""
        with plain_words():
            return super().invoke(ctx)


@click.group(cls=PlainGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="nexus-commerce")
def main() -> None:
    """Run Nexus on this machine.

    Everything lives in one folder: NEXUS_HOME, or var/ of the checkout.
    """


for _command in (up, down, status, logs, run, migrate, demo, verify, shell, manage, psql, reset):
    main.add_command(_command)


if __name__ == "__main__":
    main()
