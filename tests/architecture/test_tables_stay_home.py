"""SQL goes through the doors too: a context's source names no table of another context."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from django.apps import apps
from tests.architecture.linting import SOURCE

# Migrations that take over what another context kept, once.
MOVES = {"0061_terms_out_of_settings.py": "tenancy_tenant"}


def _owners() -> dict[str, str]:
    """Table -> context. The platform's log lies below all contexts, and they may read it."""
    owners = {model._meta.db_table: model.__module__.split(".") for model in apps.get_models()}
    return {
        table: package[1]
        for table, package in owners.items()
        if package[0] == "nexus" and package[1] != "platform"
    }


def trespasses(folder: Path, owners: Mapping[str, str], *, package: str) -> Iterator[str]:
    """`file:line table` for every foreign table that a string below the folder names."""
    foreign = [table for table, owner in owners.items() if owner != package]
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, foreign))})\b")
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                for table in pattern.findall(node.value):
                    if MOVES.get(file.name) != table:
                        yield f"{file.name}:{node.lineno} {table}"


@pytest.mark.parametrize("package", sorted({*_owners().values(), "platform"}))
def test_context_names_only_its_own_tables(package: str) -> None:
    assert list(trespasses(SOURCE / package, _owners(), package=package)) == []


def test_trespass_is_seen(tmp_path: Path) -> None:
    source = 'SQL = f"""SELECT 1\nFROM orders_line JOIN {x} ON true"""\nOWN = "catalog_product"'
    (tmp_path / "queries.py").write_text(source)

    found = list(
        trespasses(tmp_path, {"orders_line": "orders", "catalog_product": "catalog"}, package="catalog")
    )

    assert found == ["queries.py:1 orders_line"]
