from django.apps import AppConfig


class StorefrontConfig(AppConfig):
    name = "nexus.web.storefront"
    label = "web_storefront"
