"""`nexus search`: make documents and indexes anew while the shop is open; measure how well it finds."""

from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandParser

from nexus.catalog import facade as catalog
from nexus.platform.tenancy import bind_tenant, tenant_scope
from nexus.search import facade as search
from nexus.tenancy.contracts.dto import TenantInfo
from nexus.tenancy.facade import all_active

_BAD = 0.9


class Command(BaseCommand):
    help = "rebuild: write documents and indexes anew, with progress. evaluate: print nDCG at 10 of a file of questions."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=("rebuild", "evaluate"))
        parser.add_argument("--tenant", default="", help="only this tenant")
        parser.add_argument("--backend", choices=("all", "postgres", "engine"), default="all")
        parser.add_argument("--questions", type=Path, help="evaluate: JSON list of {kind, query, expected}")

    def handle(self, *args: Any, act: str, tenant: str, **options: Any) -> None:
        chosen = [found for found in all_active() if tenant in ("", found.slug)]
        if not chosen:
            self.stderr.write(f"There is no tenant {tenant}.")
            raise SystemExit(1)
        for found in chosen:
            with bind_tenant(found.id):
                if act == "rebuild":
                    self._rebuild(found, options["backend"])
                else:
                    self._evaluate(options["questions"])

    def _rebuild(self, tenant: TenantInfo, backend: str) -> None:
        with tenant_scope():
            total = catalog.product_count()
        if backend in ("all", "postgres"):
            self._follow(f"{tenant.slug}: documents", search.rebuild(), total)
        if backend in ("all", "engine"):
            self._follow(f"{tenant.slug}: index", search.rebuild_index(), total)

    def _follow(self, what: str, steps: Iterator[int], total: int) -> None:
        """A line that grows; the rate is that of the whole run so far."""
        begun, done = monotonic(), 0
        for done in steps:
            rate = done / max(monotonic() - begun, 0.001)
            left = max(total - done, 0) / rate
            self.stdout.write(
                f"{what} {_bar(done, total)} {done} of {total}, {rate:.0f} a second, {left:.0f} s left"
            )
        self.stdout.write(f"{what}: {done} done in {monotonic() - begun:.1f} s")

    def _evaluate(self, questions: Path) -> None:
        asked = [search.SearchQuestion(**one) for one in orjson.loads(questions.read_bytes())]
        with tenant_scope():
            verdicts = search.judge_search(asked)
        for verdict in verdicts:
            if verdict.score < _BAD:
                found = ", ".join(verdict.found[:3]) or "nothing"
                self.stdout.write(
                    f"{verdict.score:.2f}  {verdict.question.kind}: {verdict.question.query!r} found {found}"
                )
        for kind, (score, many) in search.scores_by_kind(verdicts).items():
            self.stdout.write(f"{kind:<16} {score:.3f}  of {many}")


def _bar(done: int, total: int) -> str:
    filled = 20 * min(done, total) // max(total, 1)
    return f"[{'#' * filled}{'.' * (20 - filled)}]"
