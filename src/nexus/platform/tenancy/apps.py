from django.apps import AppConfig
from django.contrib.postgres.signals import register_type_handlers
from django.db.backends.signals import connection_created


class TenancyPlatformConfig(AppConfig):
    name = "nexus.platform.tenancy"
    label = "platform_tenancy"
    verbose_name = "Tenant isolation"

    def ready(self) -> None:
        # For hstore and arrays of citext, of which we have none; with a pool it would run for every request.
        connection_created.disconnect(register_type_handlers)
