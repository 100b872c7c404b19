"""Links that prove the control of a mailbox: uid + token, checked without storing anything.

A token is an HMAC over the person's state, so it dies by itself when that state changes: the verification
link with the verification (or a new address), the password link with the next password or login.
"""

from datetime import datetime, timedelta
from typing import Any, override
from uuid import UUID

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.encoding import DjangoUnicodeDecodeError
from djoser.utils import decode_uid, encode_uid

from nexus.accounts.contracts.dto import LinkParts
from nexus.accounts.contracts.errors import LinkNotValid
from nexus.accounts.models import User
from nexus.kernel import clock
from nexus.kernel.ids import parse_id


class MailboxToken(PasswordResetTokenGenerator):
    """Django's generator on our clock, with a purpose of its own and a lifetime of its own."""

    def __init__(self, purpose: str, /, *, lifetime: timedelta) -> None:
        super().__init__()
        self.key_salt = f"nexus.accounts.links.{purpose}"
        self.lifetime = lifetime

    @override
    def _now(self) -> datetime:
        return clock.now().replace(tzinfo=None)

    @override
    def check_token(self, user: Any, token: str | None) -> bool:
        return super().check_token(user, token) and self._is_fresh(token or "")

    def _is_fresh(self, token: str) -> bool:
        made = int(token.partition("-")[0], 36)
        return self._num_seconds(self._now()) - made <= self.lifetime.total_seconds()


class VerificationToken(MailboxToken):
    """Good until used, until the address changes, or for three days. Logging in meanwhile does not end it."""

    @override
    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{user.tenant_id}{user.pk}{user.email}{user.email_verified_at}{timestamp}"


class PasswordToken(MailboxToken):
    """Good for one hour and one password; a login meanwhile ends it."""

    @override
    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{user.tenant_id}{user.pk}{user.email}{user.password}{user.last_login_at}{timestamp}"


verification_token = VerificationToken("verification", lifetime=timedelta(days=3))
password_token = PasswordToken("password", lifetime=timedelta(hours=1))


def activation_link_parts(user_id: UUID, /) -> LinkParts | None:
    """For the verification mail; None when there is nothing to verify."""
    user = User.objects.filter(pk=user_id, is_active=True, email_verified_at=None).first()
    return _parts(user, verification_token)


def password_reset_link_parts(user_id: UUID, /) -> LinkParts | None:
    """For the password mail; None for unknown or inactive people."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    return _parts(user, password_token)


def _parts(user: User | None, generator: MailboxToken) -> LinkParts | None:
    return None if user is None else LinkParts(uid=encode_uid(user.pk), token=generator.make_token(user))


def user_of_link(uid: str, token: str, /, *, generator: MailboxToken) -> User:
    """The active person whose link it is. Raises LinkNotValid, the same for unknown uid and bad token."""
    user = User.objects.filter(pk=_user_id(uid), is_active=True).first()
    if user is None or not generator.check_token(user, token):
        raise LinkNotValid
    return user


def _user_id(uid: str) -> UUID:
    try:
        found = parse_id(decode_uid(uid))
    except (ValueError, DjangoUnicodeDecodeError):
        found = None
    if found is None:
        raise LinkNotValid
    return found
