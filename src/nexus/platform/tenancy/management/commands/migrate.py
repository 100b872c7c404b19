from django.core.management.commands.migrate import Command as DjangoCommand

from nexus.platform.tenancy.autodetector import TenantAutodetector


class Command(DjangoCommand):
    """Django's command; it has to look for missing migrations with the same eyes as `makemigrations`."""

    autodetector = TenantAutodetector
