"""Tables of docs/operations.md that would go stale unnoticed."""

from __future__ import annotations

import re

from django.conf import settings
from tests.docs.pages import ROOT, code_in, first_cells, read

_OPERATIONS = "docs/operations.md"


def _section(title: str) -> str:
    return read(_OPERATIONS).split(f"## {title}\n")[1].split("\n## ")[0]


def test_the_schedules_are_those_of_beat() -> None:
    listed = {cell.strip("`") for cell in first_cells(_section("Schedules")) if cell.startswith("`")}
    assert listed == {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}


def test_the_intervals_are_those_of_beat() -> None:
    intervals = dict(re.findall(r"^\| `([\w.]+)` \| every (\d+) s \|", _section("Schedules"), re.MULTILINE))
    expected = {
        entry["task"]: str(int(entry["schedule"]))
        for entry in settings.CELERY_BEAT_SCHEDULE.values()
        if isinstance(entry["schedule"], int | float)
    }
    assert intervals == expected


def test_the_rates_are_the_defaults() -> None:
    from nexus.platform.throttling.rates import DEFAULTS

    rows = {
        line.split("|")[1].strip(" `"): line
        for line in _section("Rates").splitlines()
        if line.startswith("| `")
    }
    assert set(rows) == {name for name, rates in DEFAULTS.items() if rates}
    for name, row in rows.items():
        for rate in DEFAULTS[name]:
            assert re.search(rf"\b{rate.partition('/')[0]}\b", row), (name, rate)


def test_metrics_exist() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    named = {re.sub(r"\{.*", "", code) for code in code_in(read(_OPERATIONS)) if code.startswith("nexus_")}
    assert len(named) > 10
    assert sorted(name for name in named if f'"{name.removesuffix("_total")}"' not in source) == []


def test_verification_explains_the_checks_of_every_context() -> None:
    from nexus.config.verification import all_checks

    told = read("docs/domains/audit.md").lower()
    contexts = {check.name.partition(":")[0] for check in all_checks() if ":" in check.name}
    assert sorted(context for context in contexts if context not in told) == []
    assert "every hash chain holds" in told
    assert "no process past its deadline" in told
