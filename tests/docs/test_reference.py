"""What can be looked up is what the code says, in both directions."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator

import click
from tests.docs import event_table
from tests.docs.pages import ROOT, code_in, first_cells, read

_SOURCE = ROOT / "src" / "nexus"
_READS = {"text", "flag", "number", "words", "get", "setdefault", "getenv", "_number"}
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]{2,}")


def test_every_environment_variable_is_explained() -> None:
    assert sorted(variables_read() - code_in(read("docs/reference/settings.md"))) == []


def test_no_variable_is_explained_that_nobody_reads() -> None:
    explained = {
        cell.strip("`") for cell in first_cells(read("docs/reference/settings.md")) if cell.startswith("`")
    }
    source = "\n".join(path.read_text(encoding="utf-8") for path in _SOURCE.rglob("*.py"))
    assert sorted(name for name in explained if not re.search(rf"\b{name}\b", source)) == []
    assert len(explained) > 30


def variables_read() -> set[str]:
    """Names of the environment that settings and command line look at."""
    folders = (_SOURCE / "config" / "settings", _SOURCE / "cli")
    trees = [
        ast.parse(path.read_text(encoding="utf-8")) for folder in folders for path in folder.rglob("*.py")
    ]
    found = {name for tree in trees for node in ast.walk(tree) for name in _names(node)}
    assert {"DATABASE_URL", "NEXUS_WEB_THREADS", "EMAIL_URL", "NEXUS_POSTGRES_USER"} <= found, (
        "the search itself is broken"
    )
    return found


def _names(node: ast.AST) -> Iterator[str]:
    """Arguments of calls that read the environment, its subscripts, and everything that is called NEXUS_..."""
    candidates: list[ast.AST] = []
    if isinstance(node, ast.Call) and _called(node.func) in _READS:
        candidates = list(node.args)
    elif isinstance(node, ast.Subscript) and "environ" in ast.unparse(node.value):
        candidates = [node.slice]
    elif isinstance(node, ast.Constant) and str(node.value).startswith("NEXUS_"):
        candidates = [node]
    texts = [entry.value for entry in candidates if isinstance(entry, ast.Constant)]
    yield from (text for text in texts if isinstance(text, str) and _VARIABLE.fullmatch(text))


def _called(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def test_every_command_and_option_is_explained() -> None:
    from nexus.cli.main import main

    text = read("docs/reference/commands.md")
    context = click.Context(main)
    lines = {name: _line(text, f"| `nexus {name}") for name in main.list_commands(context)}
    assert [name for name, line in lines.items() if not line] == []
    missing = [
        (name, option)
        for name, line in lines.items()
        for option in _options(main, context, name)
        if option not in line
    ]
    assert missing == []
    assert lines["up"].count("--") >= 4


def _line(text: str, beginning: str) -> str:
    return next((line for line in text.splitlines() if re.match(re.escape(beginning) + r"[ `]", line)), "")


def _options(main: click.Group, context: click.Context, name: str) -> list[str]:
    command = main.get_command(context, name)
    assert command
    shown = [one for one in command.params if isinstance(one, click.Option) and not one.hidden]
    # `run` shares its options with `up`; short forms may stand for long ones.
    return (
        []
        if name == "run"
        else [min(one.opts, key=len) if name == "logs" else max(one.opts, key=len) for one in shown]
    )


def test_every_make_target_is_explained() -> None:
    targets = re.findall(r"^([a-z]+):.*## ", read("Makefile"), re.MULTILINE)
    explained = {
        text.removeprefix("make ")
        for text in code_in(read("docs/reference/commands.md"))
        if text.startswith("make ")
    }
    assert sorted({*targets} - {"help"} - explained) == []
    assert len(targets) > 15


def test_events_and_their_listeners_are_those_of_the_code() -> None:
    assert event_table.written() == event_table.table(), "run: .venv/bin/python -m tests.docs.event_table"


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads(read("pyproject.toml"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = sorted(re.split(r"[\[><=~! ]", requirement)[0] for requirement in wanted)
    listed = sorted(cell for cell in first_cells(read("docs/STACK.md")) if cell != "dependency")
    assert listed == names
