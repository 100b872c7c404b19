from django.apps import AppConfig


class TenancyPlatformConfig(AppConfig):
    name = "nexus.platform.tenancy"
    label = "platform_tenancy"
    verbose_name = "Tenant isolation"
