from django.apps import AppConfig


class IntegrationsConfig(AppConfig):
    name = "nexus.integrations"
    label = "integrations"
    verbose_name = "Integrations"
