from django.apps import AppConfig


class CheckoutConfig(AppConfig):
    name = "nexus.checkout"
    verbose_name = "Checkout"
