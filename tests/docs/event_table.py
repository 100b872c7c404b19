"""The table of docs/reference/events.md, made from the code. `python -m tests.docs.event_table` writes it anew."""

from __future__ import annotations

import os
import re
from dataclasses import fields
from tempfile import TemporaryDirectory
from typing import Any

from tests.docs.pages import ROOT

PAGE = ROOT / "docs" / "reference" / "events.md"
_BEGIN, _END = "<!-- table: begin -->\n", "<!-- table: end -->"
_BETWEEN = re.compile(f"(?<={re.escape(_BEGIN)}).*?(?={re.escape(_END)})", re.DOTALL)
_NOWHERE = {
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing", "REDIS_URL": "redis://127.0.0.1:1",
    "SECRET_KEY": "only-to-read-the-code",
    "DJANGO_SETTINGS_MODULE": "nexus.config.settings",
}  # fmt: skip


def table() -> str:
    """One table for each context. Django has to be set up."""
    from nexus.kernel.events import known_types
    from nexus.platform.events.subscriptions import all_subscriptions

    heard, sections = all_subscriptions(), dict[str, list[str]]()
    for type_name, event_class in sorted(known_types().items()):
        if event_class.__module__.startswith("nexus."):
            row = _row(type_name, event_class, heard.get(type_name, ()))
            sections.setdefault(type_name.partition(".")[0], []).append(row)
    return "\n".join(_section(context, rows) for context, rows in sections.items())


def written() -> str:
    """The table as the page has it."""
    found = _BETWEEN.search(PAGE.read_text(encoding="utf-8"))
    assert found, f"{PAGE.name} has no table between its marks"
    return found.group()


def _section(context: str, rows: list[str]) -> str:
    return "\n".join([f"## {context}\n", "| event | facts | heard by |", "|---|---|---|", *rows, ""])


def _row(type_name: str, event_class: type[Any], subscriptions: Any) -> str:
    meaning = " ".join((event_class.__doc__ or "").split("\n\n")[0].split())
    facts = ", ".join(f"`{field.name}`" for field in fields(event_class))
    listeners = "<br>".join(f"`{_short(one.name)}` ({_moment(one)})" for one in subscriptions)
    return f"| `{type_name}`<br>{meaning} | {facts} | {listeners} |".replace("  |", " |")


def _short(name: str) -> str:
    return name.removeprefix("nexus.").replace(".interfaces.subscribers", "")


def _moment(subscription: Any) -> str:
    return {"within_transaction": "at once", "after_commit": "after commit", "external": "outside"}[
        subscription.timing.value
    ]


def write() -> None:
    page = PAGE.read_text(encoding="utf-8")
    new = table()
    PAGE.write_text(_BETWEEN.sub(lambda _: new, page), encoding="utf-8")


if __name__ == "__main__":
    with TemporaryDirectory() as home:
        os.environ.update(_NOWHERE | {"NEXUS_HOME": home})
        import django

        django.setup()
        write()
