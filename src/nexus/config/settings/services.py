"""Valkey (cache, broker, channel layer), Celery, mail, files, logs."""

from celery.schedules import crontab

from nexus.config.settings import env

REDIS_URL = env.text("REDIS_URL")
NEXUS_HOME = env.HOME
NEXUS_PORT = env.PORT
NEXUS_INTERNAL_URL = env.text("NEXUS_INTERNAL_URL", f"http://127.0.0.1:{env.PORT}")
NEXUS_PUBLIC_URL = env.text("NEXUS_PUBLIC_URL", f"http://127.0.0.1:{env.PORT}")
NEXUS_WEBSOCKET_URL = env.text("NEXUS_WEBSOCKET_URL", f"ws://127.0.0.1:{env.PORT + 1}")
NEXUS_OUTBOUND_ALLOWED_HOSTS = env.words("NEXUS_OUTBOUND_ALLOWED_HOSTS", "")
NEXUS_NUDGE = env.flag("NEXUS_NUDGE", True)

# postgres: the shop's own tables; tantivy: an embedded engine below NEXUS_HOME; opensearch: a cluster (NEXUS_OPENSEARCH_URL).
NEXUS_SEARCH_BACKEND = env.choice("NEXUS_SEARCH_BACKEND", "postgres", ("postgres", "tantivy", "opensearch"))
NEXUS_OPENSEARCH_URL = env.text("NEXUS_OPENSEARCH_URL", "http://127.0.0.1:9200")

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "nexus",
        "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
    }
}
CHANNEL_LAYERS = {
    "default": {"BACKEND": "channels_redis.core.RedisChannelLayer", "CONFIG": {"hosts": [REDIS_URL]}}
}

CELERY_BROKER_URL = env.text("CELERY_BROKER_URL", REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "visibility_timeout": 3600,
}
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "events-sweep": {"task": "events.sweep", "schedule": 5.0, "options": {"expires": 5}},
    "events-prune": {"task": "events.prune", "schedule": crontab(minute=17, hour=3)},
    "accounts-purge": {"task": "accounts.purge", "schedule": crontab(minute=37, hour=3)},
    "idempotency-purge": {"task": "idempotency.purge", "schedule": crontab(minute=27)},
    "pricing-forget-old-prices": {
        "task": "pricing.forget_old_prices",
        "schedule": crontab(minute=47, hour=3),
    },
    "pricing-expire-gift-cards": {
        "task": "pricing.expire_gift_cards",
        "schedule": crontab(minute=7),
    },
    "inventory-release-expired": {
        "task": "inventory.release_expired",
        "schedule": 15.0,
        "options": {"expires": 15},
    },
    "catalog-render-due": {"task": "catalog.render_due", "schedule": 20.0, "options": {"expires": 20}},
    "catalog-publish-due": {"task": "catalog.publish_due", "schedule": 15.0, "options": {"expires": 15}},
    "checkout-deadlines": {"task": "checkout.deadlines", "schedule": 10.0, "options": {"expires": 10}},
    "payments-look-up": {"task": "payments.look_up", "schedule": 30.0, "options": {"expires": 30}},
    "integrations-resume": {"task": "integrations.resume", "schedule": 15.0, "options": {"expires": 15}},
    "pricing-resume-coupons": {
        "task": "pricing.resume_coupons",
        "schedule": 15.0,
        "options": {"expires": 15},
    },
    "integrations-purge": {"task": "integrations.purge", "schedule": crontab(minute=47, hour=3)},
    "pricing-simulations": {
        "task": "pricing.resume_simulations",
        "schedule": 20.0,
        "options": {"expires": 20},
    },
    "payments-sandbox": {"task": "payments.sandbox_due", "schedule": 2.0, "options": {"expires": 2}},
}
if NEXUS_SEARCH_BACKEND != "postgres":
    CELERY_BEAT_SCHEDULE["search-feed"] = {"task": "search.feed", "schedule": 2.0, "options": {"expires": 2}}

STATIC_ROOT = env.HOME / "static"
STATIC_URL = "/static/"
