"""People: passwords, tokens, who may prove who they are and how."""

from datetime import timedelta

from nexus.config.settings import env

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["nexus.accounts.interfaces.backends.TenantBackend"]
NEXUS_AUTHENTICATORS = [
    "nexus.accounts.interfaces.authenticators.bearer",
    "nexus.accounts.interfaces.authenticators.api_key",
    "nexus.accounts.interfaces.authenticators.session",
]
NEXUS_ON_ADMISSION = ["nexus.checkout.interfaces.api.owner.merge_carried_cart"]
# The password that the demo prints works only where a demo runs.
NEXUS_DEMO = env.flag("NEXUS_DEMO", False)

PASSWORD_HASHERS = [
    "nexus.accounts.services.hashing.CommerceArgon2Hasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # e-mail is unique per tenant, and our backend knows it

SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIME": timedelta(minutes=15),
    "REFRESH_TOKEN_LIFETIME": timedelta(days=14),
    "ALGORITHM": "HS256",
    "SIGNING_KEY": env.derived("json-web-tokens"),
}
DJOSER = {"TOKEN_MODEL": None}
