"""What operators watch about payments."""

from nexus.platform.observability import metrics as _platform  # noqa: F401 - decides where metrics live; first

from prometheus_client import Counter  # isort: skip

WEBHOOKS = Counter(
    "nexus_payment_webhooks",
    "Messages of payment providers, by what became of them.",
    ["provider", "result"],
)
