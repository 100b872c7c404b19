"""The environment, read and checked in one place; a bad value fails at start with one readable line."""

import hashlib
import hmac
import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None, /) -> str:
    """The variable, or the default; without a default it is required."""
    value = os.environ.get(name, "") or default
    if value is None:
        raise ImproperlyConfigured(
            f"{name} is not set. `nexus up` sets it; elsewhere put it into the environment."
        )
    return value


def flag(name: str, default: bool, /) -> bool:
    """true/1/yes/on or false/0/no/off."""
    value = os.environ.get(name, "").strip().lower()
    if value in {"", "true", "1", "yes", "on", "false", "0", "no", "off"}:
        return default if not value else value in {"true", "1", "yes", "on"}
    raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")


def number(name: str, default: int, /) -> int:
    """A whole number."""
    value = os.environ.get(name, "").strip()
    try:
        return int(value) if value else default
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None


def words(name: str, default: str, /) -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def choice(name: str, default: str, known: tuple[str, ...], /) -> str:
    """One of a few words."""
    value = os.environ.get(name, "").strip().lower() or default
    if value not in known:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(known)}, not {value!r}.")
    return value


def derived(purpose: str, /) -> str:
    """A secret of its own for one purpose, derived from SECRET_KEY (HMAC-SHA256); it never equals the key itself."""
    return hmac.new(text("SECRET_KEY").encode(), f"nexus:{purpose}".encode(), hashlib.sha256).hexdigest()


HOME = Path(text("NEXUS_HOME", "var")).expanduser().resolve()
PORT = number("NEXUS_PORT", 8000)
