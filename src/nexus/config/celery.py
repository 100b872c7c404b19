"""Worker and beat."""

import os

from celery import Celery
from django.apps import apps
from django.utils.module_loading import module_has_submodule

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nexus.config.settings")


def _with_interfaces() -> list[str]:
    """Contexts that have an `interfaces` folder; Celery's own search fails on the first one that has not."""
    return [one.name for one in apps.get_app_configs() if module_has_submodule(one.module, "interfaces")]


app = Celery("nexus")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(related_name="tasks")
app.autodiscover_tasks(_with_interfaces, related_name="interfaces.tasks")
