"""`nexus migrate`: the product's roles, then every migration as the owner, then their grants."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from nexus.platform.tenancy.roles import grant_global_tables, let_sweeper_look, prepare_role


class Command(BaseCommand):
    help = "Prepare the product's database roles and apply all migrations as the owner."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--quiet", action="store_true")

    def handle(self, *args: Any, quiet: bool = False, **options: Any) -> None:
        prepare_role(settings.DATABASE_APP_ROLE, password=settings.DATABASE_APP_PASSWORD)
        prepare_role(settings.DATABASE_SWEEPER_ROLE, password=settings.DATABASE_SWEEPER_PASSWORD)
        call_command("migrate", database="owner", verbosity=0 if quiet else 1, interactive=False)
        grant_global_tables(settings.DATABASE_GLOBAL_GRANTS, role=settings.DATABASE_APP_ROLE)
        let_sweeper_look(settings.DATABASE_SWEEPER_GRANTS, role=settings.DATABASE_SWEEPER_ROLE)
        self.stdout.write("Database is up to date.")
