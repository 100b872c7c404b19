"""Collects what the contexts show in the back office. Imported by the URLs, so workers never load it."""

from importlib import import_module
from typing import Any

from django.apps import apps
from django.contrib import admin

from nexus.config.settings.apps import provides


def back_office() -> Any:
    """The site's URLs, with every context's `interfaces/admin.py` registered."""
    import_module("nexus.web.backoffice.admin")
    for module in provides("interfaces/admin.py"):
        if apps.is_installed(module.removesuffix(".interfaces.admin")):
            import_module(module)
    return admin.site.urls
