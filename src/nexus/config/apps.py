from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Composes the contexts once every app is loaded."""

    name = "nexus.config"
    label = "config"

    def ready(self) -> None:
        from nexus.config.composition import compose

        compose()
