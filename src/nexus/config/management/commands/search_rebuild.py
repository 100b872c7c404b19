"""`nexus manage search_rebuild`: make the search documents anew from their sources, while the shop is open."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from nexus.platform.tenancy import bind_tenant
from nexus.search import facade as search
from nexus.tenancy.facade import all_active


class Command(BaseCommand):
    help = "Rebuild the search documents of every tenant, or of --tenant SLUG, with progress."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tenant", default="", help="only this tenant")

    def handle(self, *args: Any, tenant: str = "", **options: Any) -> None:
        chosen = [found for found in all_active() if tenant in ("", found.slug)]
        if not chosen:
            self.stderr.write(f"There is no tenant {tenant}.")
            raise SystemExit(1)
        for found in chosen:
            with bind_tenant(found.id):
                done = 0
                for done in search.rebuild():
                    self.stdout.write(f"{found.slug}: {done} documents")
                self.stdout.write(f"{found.slug}: {done} documents, done")
