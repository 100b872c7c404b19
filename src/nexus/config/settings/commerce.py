"""The product's own options."""

from datetime import timedelta

from nexus.config.settings import env

NEXUS_DEFAULT_TENANT = env.text("NEXUS_DEFAULT_TENANT", "bazaar")
NEXUS_ORDER_LINK_KEY = env.derived("order-links")
NEXUS_GIFT_CARD_KEY = env.text("NEXUS_GIFT_CARD_KEY", env.derived("gift-cards"))
NEXUS_PAYMENT_WINDOW = timedelta(minutes=env.number("NEXUS_PAYMENT_WINDOW_MINUTES", 30))
NEXUS_OFFLINE_PAYMENT_WINDOW = timedelta(days=env.number("NEXUS_OFFLINE_PAYMENT_WINDOW_DAYS", 7))
SANDBOX_WEBHOOK_SECRET = env.text("SANDBOX_WEBHOOK_SECRET", env.derived("sandbox-webhook"))

# The sandbox lets anybody pay with a click, so a shop behind HTTPS, which is one that means it, has it only when asked.
NEXUS_SANDBOX_PAYMENTS = env.flag("NEXUS_SANDBOX_PAYMENTS", not env.flag("NEXUS_HTTPS", False))
_GATEWAYS = "nexus.payments.infrastructure.gateways"
NEXUS_PAYMENT_PROVIDERS = [
    f"{_GATEWAYS}.offline.ManualProvider",
    f"{_GATEWAYS}.offline.InStoreProvider",
    *([f"{_GATEWAYS}.sandbox.gateway.SandboxGateway"] if NEXUS_SANDBOX_PAYMENTS else []),
]
