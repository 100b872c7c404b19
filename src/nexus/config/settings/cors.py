"""Which pages on other origins may call the API. They do it with a token or a key, never with a web session's cookie."""

from urllib.parse import urlsplit

from corsheaders.defaults import default_headers
from django.core.exceptions import ImproperlyConfigured

from nexus.config.settings import env


def _origin(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or text != f"{parts.scheme}://{parts.netloc}":
        raise ImproperlyConfigured(
            f"CORS_ALLOWED_ORIGINS must list origins like https://shop.example, not {text!r}."
        )
    return text


CORS_ALLOWED_ORIGINS = [_origin(text) for text in env.words("CORS_ALLOWED_ORIGINS", "")]
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_HEADERS = [
    *default_headers,
    "idempotency-key",
    "if-none-match",
    "x-cart-token",
    "x-order-token",
    "x-tenant",
]
CORS_EXPOSE_HEADERS = ["etag", "idempotency-replayed", "location", "retry-after", "x-request-id"]
