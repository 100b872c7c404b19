from django.apps import AppConfig


class PricingConfig(AppConfig):
    name = "nexus.pricing"
    label = "pricing"
    verbose_name = "Prices"
