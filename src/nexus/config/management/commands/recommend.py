"""`nexus recommend`: count anew what is bought together, and measure how good the recommendations are."""

from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from nexus.platform.tenancy import bind_tenant, tenant_scope
from nexus.search import facade as search
from nexus.tenancy.contracts.dto import TenantInfo
from nexus.tenancy.facade import all_active

_NAMES = {
    "popular": "best sellers (baseline)",
    "bought_together": "bought together",
    "similar": "similar",
    "blended": "as shown (blended)",
}


class Command(BaseCommand):
    help = "rebuild: count anew what is bought together. evaluate: print the hit rate at 10 on the latest orders."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=("rebuild", "evaluate"))
        parser.add_argument("--tenant", default="", help="only this tenant")
        parser.add_argument("--orders", type=int, default=50_000, help="evaluate: the latest so many orders")
        parser.add_argument("--seed", type=int, default=7, help="evaluate: draws the hidden products")

    def handle(self, *args: Any, act: str, tenant: str, orders: int, seed: int, **options: Any) -> None:
        chosen = [found for found in all_active() if tenant in ("", found.slug)]
        if not chosen:
            self.stderr.write(f"There is no tenant {tenant}.")
            raise SystemExit(1)
        work: Callable[[TenantInfo], None] = (
            self._rebuild if act == "rebuild" else lambda found: self._evaluate(found, orders, seed)
        )
        for found in chosen:
            with bind_tenant(found.id):
                work(found)

    def _rebuild(self, tenant: TenantInfo) -> None:
        for what, done in search.rebuild_recommendations():
            self.stdout.write(f"{tenant.slug}: {done} {what}")
        self.stdout.write(f"{tenant.slug}: done")

    def _evaluate(self, tenant: TenantInfo, orders: int, seed: int) -> None:
        with tenant_scope():
            found = search.evaluate_recommendations(most=orders, seed=seed)
        self.stdout.write(
            f"\n{tenant.slug}: learned from {found.learned} orders, one product hidden in each of {found.held_out} later ones"
        )
        for name, score in found.scores.items():
            low, high = score.interval
            bounds = f"{low:.1%} to {high:.1%}, {score.hits} of {score.asked}"
            self.stdout.write(f"  {_NAMES[name]:<24} hit rate at 10  {score.rate:6.1%}  ({bounds})")
