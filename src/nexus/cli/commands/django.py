"""Commands that hand over to Django."""

import sys

import click

from nexus.cli.home import locate
from nexus.cli.management import manage_command
from nexus.cli.session import environment_for, run_in_foreground

PASS_ON = {"ignore_unknown_options": True}


def hand_over(*arguments: str) -> None:
    """Run a Django command with the right environment and leave with its exit code."""
    with environment_for(locate()) as environment:
        code = run_in_foreground(manage_command(*arguments), environment=environment)
    sys.exit(code)


# Everything after the command's name is the command's: `nexus manage check --help`.
@click.command(context_settings=PASS_ON | {"allow_interspersed_args": False})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run any Django command.

    For example `nexus manage check --deploy`; without ARGUMENTS it lists the commands.
    """
    hand_over(*arguments)


@click.command()
@click.option("-c", "--command", help="Run this Python code instead of asking for some.")
def shell(command: str | None) -> None:
    """Open a Python shell inside the product.

    Code on standard input is run, too. Rows are only seen inside a tenant's scope.
    """
    hand_over("shell", *(() if command is None else ("-c", command)))
