from django.apps import AppConfig
from django.contrib.admin.apps import SimpleAdminConfig


class BackOfficeConfig(AppConfig):
    """Templates and static files; stands before Unfold in INSTALLED_APPS, whose templates it overrides."""

    name = "nexus.web.backoffice"
    label = "web_backoffice"
    default = True


class BackOfficeAdminConfig(SimpleAdminConfig):
    """Django's admin with our site. Contexts' `interfaces/admin.py` are collected by the composition root, not searched for."""

    default_site = "nexus.web.backoffice.site.BackOffice"
    default = False
