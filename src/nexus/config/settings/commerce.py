"""The product's own options."""

from datetime import timedelta

from nexus.config.settings import env

NEXUS_DEFAULT_TENANT = env.text("NEXUS_DEFAULT_TENANT", "bazaar")
NEXUS_PAYMENT_WINDOW = timedelta(minutes=env.number("NEXUS_PAYMENT_WINDOW_MINUTES", 30))
NEXUS_OFFLINE_PAYMENT_WINDOW = timedelta(days=env.number("NEXUS_OFFLINE_PAYMENT_WINDOW_DAYS", 7))
SANDBOX_WEBHOOK_SECRET = env.text("SANDBOX_WEBHOOK_SECRET", env.derived("sandbox-webhook"))
