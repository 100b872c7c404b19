"""Logs, metrics, and what stands in front of us."""

from nexus.config.settings import env

LOGGING_CONFIG = "nexus.platform.observability.logs.configure"
LOGGING = {
    "json": env.flag("NEXUS_LOG_JSON", not env.flag("DEBUG", False)),
    "level": env.text("NEXUS_LOG_LEVEL", "INFO"),
}

# Lets others than this machine read /metrics: `Authorization: Bearer <token>`.
METRICS_TOKEN = env.text("METRICS_TOKEN", " ").strip()
# How many proxies of ours stand in front: their X-Forwarded-For is believed, nobody else's.
NEXUS_PROXY_HOPS = env.number("NEXUS_PROXY_HOPS", 0)
