"""Mail. Without EMAIL_URL every mail stays in the mailbox of the back office."""

from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from nexus.config.settings import env

_SECURITY = {"smtp": "none", "smtp+tls": "starttls", "smtps": "tls"}
_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def _server(url: str) -> dict[str, object] | None:
    """`smtp://[user:password@]host[:port]`, `smtp+tls://` for STARTTLS, `smtps://` for TLS from the first
    byte.
    """
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in _SECURITY or not parts.hostname:
        raise ImproperlyConfigured(
            "EMAIL_URL must look like smtp://host:port, smtp+tls://user:password@host or smtps://host."
        )
    return {
        "host": parts.hostname,
        "port": parts.port or _PORTS[parts.scheme],
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "security": _SECURITY[parts.scheme],
    }


NEXUS_SMTP = _server(env.text("EMAIL_URL", ""))
NEXUS_MAIL_FROM = env.text("NEXUS_MAIL_FROM", "shop@localhost.localdomain")
