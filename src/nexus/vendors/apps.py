from django.apps import AppConfig


class VendorsConfig(AppConfig):
    name = "nexus.vendors"
    label = "vendors"
    verbose_name = "Sellers"
