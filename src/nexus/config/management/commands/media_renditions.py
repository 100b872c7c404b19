"""`nexus manage media_renditions`: make the smaller copies of pictures here and now, beside whatever the worker does."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from nexus.catalog import facade as catalog
from nexus.platform.tenancy import bind_tenant, tenant_scope
from nexus.tenancy.contracts.dto import TenantInfo
from nexus.tenancy.facade import all_active


class Command(BaseCommand):
    help = "Make the smaller copies of pictures that have none; with --all, of every picture anew."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tenant", default="", help="only this tenant")
        parser.add_argument("--all", action="store_true", help="also of pictures that have copies")

    def handle(self, *args: Any, tenant: str = "", **options: Any) -> None:
        chosen = [found for found in all_active() if tenant in ("", found.slug)]
        if not chosen:
            self.stderr.write(f"There is no tenant {tenant}.")
            raise SystemExit(1)
        for found in chosen:
            self._render(found, only_missing=not options["all"])

    def _render(self, tenant: TenantInfo, *, only_missing: bool) -> None:
        with bind_tenant(tenant.id):
            with tenant_scope():
                asked = catalog.ask_for_renditions(only_missing=only_missing)
            self.stdout.write(f"{tenant.slug}: {asked} pictures to do")
            done = 0
            while catalog.render_next_picture():
                done += 1
                if done % 50 == 0:
                    self.stdout.write(f"{tenant.slug}: {done} done")
            self.stdout.write(f"{tenant.slug}: {done} done here, the rest by others")
