"""All subscription tables of all contexts."""

from importlib import import_module

from django.apps import apps

from nexus.config.settings.apps import provides
from nexus.platform.events import subscribe


def subscribe_all() -> None:
    """Collect `interfaces/subscribers.py` of every context that has one."""
    for module in provides("interfaces/subscribers.py"):
        if apps.is_installed(module.removesuffix(".interfaces.subscribers")):
            subscribe(import_module(module).SUBSCRIPTIONS)
