from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "nexus.tenancy"
    verbose_name = "Tenants"
