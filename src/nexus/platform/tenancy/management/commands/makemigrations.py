from django.core.management.commands.makemigrations import Command as DjangoCommand

from nexus.platform.tenancy.autodetector import TenantAutodetector


class Command(DjangoCommand):
    """Django's command with the tenant-aware autodetector."""

    autodetector = TenantAutodetector
