from django.apps import AppConfig


class ComponentsConfig(AppConfig):
    name = "nexus.web.components"
    label = "web_components"
