"""A contract type for import-linter: a context is entered through its doors only. Used by `.importlinter`.

The built-in types cannot say "every context, also one that is added tomorrow, and only against outsiders".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

type Trespass = tuple[str, str, int]


class DoorsContract(Contract):
    """`doors` are open to everyone; `doors_for` ("config: a.*.b") says what else is open to one package."""

    type_name = "doors"

    root = fields.StringField()
    not_contexts = fields.SetField(subfield=fields.StringField())
    doors = fields.SetField(subfield=fields.StringField())
    doors_for = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        trespasses = sorted(self._trespasses(graph))
        return ContractCheck(kept=not trespasses, metadata={"trespasses": trespasses})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported, line in check.metadata["trespasses"]:
            output.print_error(f"- {importer} -> {imported} (l.{line}): not a door", bold=False)

    def _trespasses(self, graph: ImportGraph) -> Iterator[Trespass]:
        open_to_all, open_to = _modules(graph, self.doors), self._open_to(graph)
        for inner in self._inner_modules(graph) - open_to_all:
            for importer in graph.find_modules_that_directly_import(inner):
                visitor = self._package(importer)
                if visitor != self._package(inner) and inner not in open_to.get(visitor, ()):
                    detail: Any = graph.get_import_details(importer=importer, imported=inner)[0]
                    yield importer, inner, detail["line_number"]

    def _inner_modules(self, graph: ImportGraph) -> set[str]:
        contexts = {
            child for child in graph.find_children(self.root) if self._package(child) not in self.not_contexts
        }
        return contexts.union(*(graph.find_descendants(context) for context in contexts))

    def _open_to(self, graph: ImportGraph) -> dict[str, set[str]]:
        opened: dict[str, set[str]] = {}
        for visitor, expression in (entry.split(": ") for entry in self.doors_for):
            opened.setdefault(visitor, set()).update(_modules(graph, [expression]))
        return opened

    def _package(self, module: str) -> str:
        return module.removeprefix(f"{self.root}.").split(".")[0]


def _modules(graph: ImportGraph, expressions: Iterable[str]) -> set[str]:
    return {module for expression in expressions for module in graph.find_matching_modules(expression)}
