from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "nexus.platform.events"
    label = "events"
    verbose_name = "Events and deliveries"
