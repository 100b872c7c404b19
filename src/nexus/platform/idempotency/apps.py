from django.apps import AppConfig


class IdempotencyConfig(AppConfig):
    name = "nexus.platform.idempotency"
    label = "idempotency"
    verbose_name = "Idempotency keys"
