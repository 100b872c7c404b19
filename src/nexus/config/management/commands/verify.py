"""`nexus verify`: look whether every promise holds."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from nexus.audit.facade import Outcome, verify
from nexus.config.verification import all_checks, all_tenants


class Command(BaseCommand):
    help = "Re-fold every stream, check every hash chain, stock, payments and processes. Exit code 1 at the first lie."

    def handle(self, *args: Any, **options: Any) -> None:
        tenants, checks = all_tenants(), all_checks()
        failed = verify(tenants, checks, report=self._report)
        for outcome in failed:
            self.stdout.write(
                f"\n{outcome.tenant.slug}: {outcome.check.name}: {len(outcome.findings)} found, the first:"
            )
            self.stdout.write(f"  {outcome.findings[0]}")
        looked = f"{len(checks)} checks in {len(tenants)} tenants"
        self.stdout.write(f"\n{looked}: {'all clean' if not failed else f'{len(failed)} FAILED'}")
        if failed:
            sys.exit(1)

    def _report(self, outcome: Outcome) -> None:
        mark = "FAILED" if outcome.findings else "ok"
        self.stdout.write(f"{mark:>6}  {outcome.tenant.slug:<12} {outcome.check.name}")
