"""`nexus export products FILE`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from nexus.config.management.choosing import chosen_tenant, chosen_vendor
from nexus.integrations import facade
from nexus.integrations.facade import ExportWish
from nexus.kernel.errors import NexusError
from nexus.platform.tenancy import bind_tenant


class Command(BaseCommand):
    help = "Export products to a file: CSV, XLSX or JSON Lines."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        for name in ("--tenant", "--vendor", "--status"):
            parser.add_argument(name, default="")
        parser.add_argument("--format", default="csv", choices=facade.FORMATS)

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        unfinished = path.with_name(f"{path.name}.part")
        with bind_tenant(chosen_tenant(options["tenant"]).id):
            wish = ExportWish(vendor_id=chosen_vendor(options["vendor"]), status=options["status"] or None)
            try:
                with unfinished.open("wb") as file:
                    file.writelines(facade.export_products(wish, options["format"]))
            except (NexusError, OSError) as error:
                unfinished.unlink(missing_ok=True)
                raise CommandError(str(error)) from None
        unfinished.replace(path)
        self.stdout.write(f"{path}: {path.stat().st_size:,} bytes.")
