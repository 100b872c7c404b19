"""PostgreSQL. `owner` is what DATABASE_URL says and only migrates; `default` is the application's role, which owns nothing;
`sweeper` sees of every tenant when something is due, and nothing else.
"""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

from nexus.config.settings import env

DATABASE_APP_ROLE = env.text("NEXUS_DB_APP_ROLE", "nexus_app")
DATABASE_APP_PASSWORD = env.derived(f"database-role:{DATABASE_APP_ROLE}")
DATABASE_SWEEPER_ROLE = f"{DATABASE_APP_ROLE}_sweeper"
DATABASE_SWEEPER_PASSWORD = env.derived(f"database-role:{DATABASE_SWEEPER_ROLE}")


def _parsed(url: str) -> dict[str, str]:
    try:
        return {key: str(value) for key, value in conninfo_to_dict(url).items()}
    except Exception as error:
        raise ImproperlyConfigured(f"DATABASE_URL is not a PostgreSQL URL: {error}") from error


def _database(parts: dict[str, str], *, user: str, password: str, options: dict[str, Any]) -> dict[str, Any]:
    known = {"dbname", "user", "password", "host", "port"}
    extra = {key: value for key, value in parts.items() if key not in known}
    return {
        "ENGINE": "nexus.platform.tenancy.postgresql",
        "NAME": parts.get("dbname", "nexus"),
        "USER": user,
        "PASSWORD": password,
        "HOST": parts.get("host", ""),
        "PORT": parts.get("port", ""),
        "OPTIONS": {**extra, **options},
    }


_owner = _parsed(env.text("DATABASE_URL"))

# The web never waits longer than three seconds for a lock; a forgotten transaction does not live forever.
_LIMITS = "-c lock_timeout=3000 -c statement_timeout=60000 -c idle_in_transaction_session_timeout=60000"


def _keep_trying(pool: Any) -> None:
    """After two seconds begin again: left alone the pool doubles its pauses, and sleeps on while the server is back."""
    pool.check()


def _pool(least: int, most: int) -> dict[str, Any]:
    return {
        "min_size": least,
        "max_size": most,
        "timeout": 10,
        "max_lifetime": 3600,
        "reconnect_timeout": 2,
        "reconnect_failed": _keep_trying,
    }


DATABASES = {
    "default": _database(
        _owner,
        user=DATABASE_APP_ROLE,
        password=DATABASE_APP_PASSWORD,
        options={
            "options": _LIMITS,
            "application_name": env.text("NEXUS_SERVICE", "nexus"),
            "server_side_binding": True,
            "prepare_threshold": 2,
            "pool": _pool(1, env.number("NEXUS_DB_POOL", 10)),
        },
    ),
    "sweeper": _database(
        _owner,
        user=DATABASE_SWEEPER_ROLE,
        password=DATABASE_SWEEPER_PASSWORD,
        options={
            "options": _LIMITS,
            "application_name": "nexus-sweeper",
            "server_side_binding": True,
            "pool": _pool(0, 2),
        },
    ),
    "owner": _database(
        _owner,
        user=_owner.get("user", ""),
        password=_owner.get("password", ""),
        options={"application_name": "nexus-owner"},
    ),
}
DATABASES["default"]["TEST"] = {"MIRROR": "owner"}
DATABASES["sweeper"]["TEST"] = {"MIRROR": "owner"}
DATABASE_ROUTERS = ["nexus.platform.tenancy.routers.OwnerMigrates"]

# Tables without a tenant: what the application's role may do there. Everything not listed is refused.
DATABASE_GLOBAL_GRANTS = {
    "tenancy_tenant": "SELECT",
    "tenancy_domain": "SELECT",
    "django_session": "SELECT, INSERT, UPDATE, DELETE",
    "django_content_type": "SELECT",
    "django_migrations": "SELECT",
}
# Tables that sweeps look over: which columns of every tenant's rows the sweeper's role may see.
DATABASE_SWEEPER_GRANTS = {
    "catalog_product": "tenant_id, status, publish_at",
    "events_delivery": "tenant_id, status, due_at",
    "catalog_productimage": "tenant_id, render_due_at",
    "checkout_process": "tenant_id, state, deadline, next_attempt_at",
    "inventory_reservation": "tenant_id, state, expires_at",
    "integrations_importjob": "tenant_id, status, lease_until",
    "payments_attempt": "tenant_id, look_at",
    "pricing_simulation": "tenant_id, state",
    "pricing_coupon_batch": "tenant_id, finished_at",
    "payments_sandbox_webhook": "tenant_id, released_at, due_at",
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
