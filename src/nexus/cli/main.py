"""The `nexus` command."""

from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from nexus.cli.problems import plain_words

# Each command's module is imported when the command is used: `nexus status` should not wait for psycopg.
_COMMANDS = {
    "up": "up",
    "down": "down",
    "status": "status",
    "logs": "logs",
    "run": "run",
    "migrate": "data",
    "demo": "data",
    "import": "files",
    "export": "files",
    "verify": "data",
    "promotions": "promotions",
    "recommend": "recommend",
    "search": "search",
    "shell": "django",
    "manage": "django",
    "psql": "data",
    "reset": "data",
}


class PlainGroup(click.Group):
    """The commands of `nexus`, whose failures are told in words."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order people meet them."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of one command."""
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"nexus.cli.commands.{_COMMANDS[cmd_name]}")
        found = getattr(module, f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name)
        return found if isinstance(found, click.Command) else None

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


if __name__ == "__main__":
    main()
