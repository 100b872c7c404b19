"""Django's commands as command lines; Django itself is never imported here."""

import sys


def manage_command(*arguments: str) -> tuple[str, ...]:
    """The command line of a Django management command."""
    return (sys.executable, "-m", "nexus.cli.manage", *arguments)
