"""`nexus manage media_orphans`: files in the media storage that no picture owns."""

from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandParser

from nexus.catalog import facade as catalog
from nexus.platform.tenancy import bind_tenant
from nexus.tenancy.facade import all_active


class Command(BaseCommand):
    help = "List files of products' pictures that are older than a day and belong to no picture; --delete removes them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tenant", default="", help="only this tenant")
        parser.add_argument("--delete", action="store_true", help="remove them")

    def handle(self, *args: Any, tenant: str = "", **options: Any) -> None:
        for found in all_active():
            if tenant in ("", found.slug):
                with bind_tenant(found.id):
                    for key in list(catalog.orphans()):
                        if options["delete"]:
                            default_storage.delete(key)
                        self.stdout.write(key)
