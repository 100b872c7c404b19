"""`nexus logs`: the ends of the services' logs."""

import time
from pathlib import Path

import click

from nexus.cli.home import locate
from nexus.cli.logfiles import size_of, tail
from nexus.cli.problems import Problem


@click.command()
@click.argument("service", required=False)
@click.option("-f", "--follow", is_flag=True, help="Keep printing new lines until Ctrl-C.")
@click.option("-n", "--lines", type=click.IntRange(0, 100_000), default=20, show_default=True)
def logs(service: str | None, *, follow: bool, lines: int) -> None:
    """Show the end of one log, or of all.

    SERVICE is one of those that `nexus status` lists, or supervisor, migrate, demo.
    """
    paths = _paths(service)
    for path in paths:
        for line in tail(path, lines=lines):
            click.echo(_labelled(path, line, alone=len(paths) == 1))
    if follow:
        _follow(paths)


def _paths(service: str | None, /) -> list[Path]:
    home = locate()
    known = sorted(home.log.glob("*.log"))
    if service is None:
        if not known:
            raise Problem("There are no logs yet: nothing has been started.")
        return known
    if home.log_of(service) not in known:
        names = ", ".join(path.stem for path in known) or "none yet"
        raise Problem(f"There is no log of {service!r}.", hint=f"Logs: {names}.")
    return [home.log_of(service)]


def _labelled(path: Path, line: str, /, *, alone: bool) -> str:
    return line if alone else f"{path.stem:<10} | {line}"


def _follow(paths: list[Path], /) -> None:
    seen = {path: size_of(path) for path in paths}
    try:
        while True:
            for path in paths:
                seen[path] = _print_from(path, seen[path], alone=len(paths) == 1)
            time.sleep(0.3)
    except KeyboardInterrupt:
        return


def _print_from(path: Path, start: int, /, *, alone: bool) -> int:
    size = size_of(path)
    if size == start:
        return start
    with path.open("rb") as file:
        # Smaller than before: the log was rotated, begin again.
        file.seek(start if size > start else 0)
        text, end, _rest = file.read().rpartition(b"\n")
        for line in text.decode(errors="replace").splitlines():
            click.echo(_labelled(path, line, alone=alone))
        return (start if size > start else 0) + len(text) + len(end)
