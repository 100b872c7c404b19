from django.apps import AppConfig


class SellerConfig(AppConfig):
    name = "nexus.web.seller"
    label = "web_seller"
