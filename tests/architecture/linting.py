"""Runs import-linter on a copy of the sources in which one import was planted."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "nexus"
CONFIGURATION = ROOT / ".importlinter"

# One process for all runs: most of a run is spent importing the linter.
_SERVER = """
import sys
from importlinter.cli import lint_imports
for _ in sys.stdin:
    lint_imports(no_cache=True, no_logo=True)
    print("END OF RUN", flush=True)
"""
_VERDICT = re.compile(r"^(?P<name>\S.*?) (?P<verdict>KEPT|BROKEN)\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Names of the contracts by outcome, and what the linter printed."""

    kept: frozenset[str]
    broken: frozenset[str]
    output: str


@dataclass(frozen=True, slots=True)
class Copy:
    """The .py files of the product, and a linter that looks at them."""

    folder: Path
    linter: subprocess.Popen[str]

    def lint(self) -> Verdicts:
        """What the linter says about the copy as it is now. Raises RuntimeError when it says nothing."""
        assert self.linter.stdin is not None
        assert self.linter.stdout is not None
        print(file=self.linter.stdin, flush=True)
        output = "".join(iter(self.linter.stdout.readline, "END OF RUN\n"))
        named: dict[str, set[str]] = {"KEPT": set(), "BROKEN": set()}
        for match in _VERDICT.finditer(output):
            named[match["verdict"]].add(match["name"])
        if not named["KEPT"] | named["BROKEN"]:
            raise RuntimeError(f"the linter came to no verdict:\n{output}")
        return Verdicts(frozenset(named["KEPT"]), frozenset(named["BROKEN"]), output)

    @contextmanager
    def planted(self, path: str, line: str) -> Iterator[None]:
        """The file (made if it is not there) ends with this line for the length of the block."""
        file = self.folder / "nexus" / path
        before = file.read_text() if file.exists() else None
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"{before or ''}\n{line}\n")
        try:
            yield
        finally:
            file.unlink() if before is None else file.write_text(before)


@contextmanager
def linted_copy(folder: Path) -> Iterator[Copy]:
    """A copy of the sources and of the configuration in the folder."""
    shutil.copytree(SOURCE, folder / "nexus", ignore=_only_python)
    shutil.copy(CONFIGURATION, folder)
    (folder / "tests" / "architecture").mkdir(parents=True)
    shutil.copy(ROOT / "tests" / "architecture" / "doors.py", folder / "tests" / "architecture")
    environment = os.environ | {"PYTHONPATH": str(folder), "COLUMNS": "200"}
    command = [sys.executable, "-c", _SERVER]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with subprocess.Popen(command, cwd=folder, env=environment, text=True, **pipes) as linter:
        yield Copy(folder, linter)
        linter.communicate()


def _only_python(folder: str, names: list[str]) -> list[str]:
    return [
        name
        for name in names
        if name == "__pycache__" or not (name.endswith(".py") or (Path(folder) / name).is_dir())
    ]
