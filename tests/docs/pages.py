"""The documentation as text: pages, fenced blocks, tables, links."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TESTED = re.compile(r"<!-- tested: ([\w-]+) -->\n```bash\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def pages() -> list[Path]:
    """Every page of ours."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def read(path: str, /) -> str:
    """A page by its path below the root."""
    return (ROOT / path).read_text(encoding="utf-8")


def name_of(page: Path, /) -> str:
    return str(page.relative_to(ROOT))


def snippets(path: str, /) -> dict[str, str]:
    """Shell blocks that stand below `<!-- tested: name -->`."""
    return dict(_TESTED.findall(read(path)))


def diagrams(text: str, /) -> list[str]:
    return [body for kind, body in _FENCE.findall(text) if kind == "mermaid"]


def links(text: str, /) -> list[str]:
    """Targets of links outside of code."""
    return _LINK.findall(re.sub(r"`[^`\n]*`", "", _FENCE.sub("", text)))


def anchors(text: str, /) -> set[str]:
    """What `#...` may point to on a page, by GitHub's rule."""
    headings = _HEADING.findall(_FENCE.sub("", text))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def first_cells(text: str, /) -> list[str]:
    """What stands in the first column of every table, without head and code marks."""
    rows = [line for line in text.splitlines() if line.startswith("|")]
    return [row.split("|")[1].strip() for row in rows if not set(row) <= set("|- ")]


def code_in(text: str, /) -> set[str]:
    """Everything in `code marks`."""
    return set(re.findall(r"`([^`\n]+)`", _FENCE.sub("", text)))
