"""`nexus demo`: two tenants to look at."""

from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand

from nexus.config.demo.people import PASSWORD
from nexus.config.demo.seed import seed


class Command(BaseCommand):
    help = "Seed the demo tenants bazaar (marketplace) and atelier (single shop). Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        started = monotonic()
        seed(lambda line: self.stdout.write(line))
        self.stdout.write(f"Demo is ready after {monotonic() - started:.1f} s; every password is {PASSWORD}.")
