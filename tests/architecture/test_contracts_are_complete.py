"""The product keeps its import contracts, and nothing escapes them by not being named."""

from __future__ import annotations

import sys
from typing import Any

import grimp
import pytest
from importlinter.api import read_configuration
from tests.architecture.linting import CONFIGURATION, SOURCE, Copy

# What the framework-free cores may use beside the standard library, and why.
PURE = {
    "msgspec": "turns events into plain data and back; no input or output",
    "uuid_utils": "makes time-ordered ids, which the standard library of Python 3.12 cannot",
}


@pytest.fixture(scope="module")
def contracts() -> dict[str, dict[str, Any]]:
    return {
        contract["name"]: contract for contract in read_configuration(str(CONFIGURATION))["contracts_options"]
    }


def test_the_product_keeps_every_contract(sources: Copy) -> None:
    verdicts = sources.lint()

    assert not verdicts.broken, verdicts.output


def test_every_context_is_either_rich_or_plain(contracts: dict[str, dict[str, Any]]) -> None:
    packages = {f"nexus.{folder.name}" for folder in SOURCE.iterdir() if (folder / "__init__.py").exists()}
    contexts = packages - {f"nexus.{name}" for name in contracts["Doors"]["not_contexts"]}
    rich, plain = (set(contracts[f"{kind} contexts"]["containers"]) for kind in ("Rich", "Plain"))

    assert not rich & plain
    assert rich | plain == contexts


def test_every_dependency_is_either_forbidden_in_the_cores_or_known_to_be_pure(
    contracts: dict[str, dict[str, Any]],
) -> None:
    forbidden = set(contracts["Framework-free cores"]["forbidden_modules"])
    used = {name for name in _imported_packages() if name not in sys.stdlib_module_names}

    assert not forbidden & set(PURE)
    assert used - forbidden == set(PURE)


def _imported_packages() -> set[str]:
    graph = grimp.build_graph("nexus", include_external_packages=True, cache_dir=None)
    return {name for name in graph.modules if name.split(".")[0] != "nexus"}


def test_no_folder_is_invisible_to_the_linter() -> None:
    """Without `__init__.py` a folder is no package, and its imports are not checked."""
    folders = {file.parent for file in SOURCE.rglob("*.py")}

    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []
