from django.apps import AppConfig


class LandingConfig(AppConfig):
    name = "nexus.web.landing"
    label = "web_landing"
