"""Commands that hand over to Django."""

import sys

import click

from nexus.cli.home import locate
from nexus.cli.management import manage_command
from nexus.cli.session import environment_for, run_in_foreground

PASS_ON = {"ignore_unknown_options": True, "help_option_names": []}


def hand_over(*arguments: str) -> None:
    """Run a Django command with the right environment and leave with its exit code."""
    with environment_for(locate()) as environment:
        code = run_in_foreground(manage_command(*arguments), environment=environment)
    sys.exit(code)


@click.command(context_settings=PASS_ON)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run any Django command, e.g. `nexus manage check --deploy`."""
    hand_over(*arguments)


@click.command(context_settings=PASS_ON)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def shell(arguments: tuple[str, ...]) -> None:
    """Open a Python shell inside the product."""
    hand_over("shell", *arguments)
