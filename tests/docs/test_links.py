"""Nothing on a page points nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.docs.pages import ROOT, anchors, diagrams, links, name_of, pages, read

_DIAGRAMS = {"flowchart", "sequenceDiagram", "stateDiagram-v2", "classDiagram", "erDiagram", "graph"}


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_links_lead_to_files_and_headings(page: Path) -> None:
    broken = [link for link in links(page.read_text(encoding="utf-8")) if not _leads_somewhere(page, link)]
    assert broken == []


def _leads_somewhere(page: Path, link: str) -> bool:
    if link.startswith(("https://", "http://", "mailto:")):
        return True
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.is_relative_to(ROOT) or not target.exists():
        return False
    return not anchor or anchor in anchors(target.read_text(encoding="utf-8"))


def test_every_page_is_found_from_the_index() -> None:
    reached: set[Path] = set()
    waiting = [ROOT / "docs" / "README.md"]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        waiting += [found for found in _pages_linked_from(page) if found not in reached]
    assert [name_of(page) for page in pages() if page not in reached] == []


@pytest.mark.parametrize("index", ["docs/README.md", "docs/ARCHITECTURE.md"])
def test_every_context_has_a_page_that_is_linked_by_name(index: str) -> None:
    linked = {name_of(page) for page in _pages_linked_from_by_name(ROOT / index)}
    outside = {"cli", "config", "kernel", "platform", "web"}
    contexts = {
        door.parent.name
        for name in ("facade.py", "facade")
        for door in (ROOT / "src" / "nexus").glob(f"*/{name}")
    }
    assert sorted(f"docs/domains/{name}.md" for name in contexts - outside) == sorted(
        name for name in linked if name.startswith("docs/domains/")
    )


def _pages_linked_from_by_name(page: Path) -> list[Path]:
    found = [
        (page.parent / link).resolve() for link in links(page.read_text(encoding="utf-8")) if "//" not in link
    ]
    return [page for page in found if page.suffix == ".md"]


def _pages_linked_from(page: Path) -> list[Path]:
    """Pages that a page links to; a link to a folder names all that is in it."""
    named = [
        (page.parent / link.partition("#")[0]).resolve() for link in links(page.read_text(encoding="utf-8"))
    ]
    return [
        found
        for name in named
        for found in ([*name.glob("*.md")] if name.is_dir() else [name])
        if found.suffix == ".md"
    ]


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_diagrams_are_of_a_known_kind(page: Path) -> None:
    beginnings = [diagram.split()[0] for diagram in diagrams(page.read_text(encoding="utf-8"))]
    assert [begin for begin in beginnings if begin not in _DIAGRAMS] == []


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_sequences_hold_no_semicolon_which_would_end_a_statement(page: Path) -> None:
    sequences = [
        found for found in diagrams(page.read_text(encoding="utf-8")) if found.startswith("sequenceDiagram")
    ]
    assert [line for found in sequences for line in found.splitlines() if ";" in line] == []


def test_the_architecture_is_drawn() -> None:
    kinds = [diagram.split()[0] for diagram in diagrams(read("docs/ARCHITECTURE.md"))]
    assert kinds.count("flowchart") == 3
    assert kinds.count("sequenceDiagram") == 1
