"""Everything below /api/. URLs whose methods live in two contexts are joined here."""

from importlib import import_module

from nexus.config.settings.apps import provides

urlpatterns = [
    pattern for module in provides("interfaces/api/urls.py") for pattern in import_module(module).urlpatterns
]
