"""What the product is made of, and the way of a request."""

from pathlib import Path

from nexus.config.settings.cors import CORS_ALLOWED_ORIGINS

_NEXUS = Path(__file__).parents[2]

CONTEXTS = [
    "tenancy", "accounts", "vendors", "catalog", "inventory", "pricing", "payments", "orders", "checkout", "search",
    "integrations", "notifications", "audit",
]  # fmt: skip


def provides(path: str, /) -> list[str]:
    """Dotted names of the modules at this path inside the contexts that have it."""
    module = path.removesuffix(".py").replace("/", ".")
    return [f"nexus.{name}.{module}" for name in CONTEXTS if (_NEXUS / name / path).exists()]


INSTALLED_APPS = [
    "django.contrib.postgres",
    "nexus.config",
    "nexus.web.landing",
    "nexus.web.components",
    "nexus.web.storefront",
    "nexus.web.seller",
    "nexus.platform.tenancy",
    "nexus.platform.events",
    *(["nexus.platform.idempotency"] if (_NEXUS / "platform/idempotency/apps.py").exists() else []),
    *(name.removesuffix(".apps") for name in provides("apps.py")),
    "nexus.web.backoffice",
    "unfold.apps.BasicAppConfig",
    "nexus.web.backoffice.apps.BackOfficeAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "corsheaders",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]
# The admin's own log has a foreign key to a user by id alone and no tenant; who did what is in the event log instead.
MIGRATION_MODULES = {"admin": None}

MIDDLEWARE = [
    *(["corsheaders.middleware.CorsMiddleware"] if CORS_ALLOWED_ORIGINS else []),
    "nexus.platform.observability.middleware.RequestContext",
    "nexus.tenancy.interfaces.middleware.ResolveTenant",
    "nexus.platform.cache.middleware.CachedReads",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "nexus.config.slashes.SlashMiddleware",
    "nexus.platform.http.same_origin.SameOriginMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "nexus.web.backoffice.middleware.BackOfficeScope",
]
ROOT_URLCONF = "nexus.config.urls"
WSGI_APPLICATION = "nexus.config.wsgi.application"
ASGI_APPLICATION = "nexus.config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
TIME_ZONE = "UTC"
USE_TZ = USE_I18N = True
SESSION_ENGINE = "django.contrib.sessions.backends.db"
LOGIN_REDIRECT_URL = "/admin/"  # where a log-in ends that was asked to lead elsewhere
LOGOUT_REDIRECT_URL = "/admin/login/"
