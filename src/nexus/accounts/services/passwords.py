"""Changing passwords. A new password ends the other logins."""

from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from nexus.accounts.contracts.errors import WeakPassword, WrongPassword
from nexus.accounts.contracts.events import PasswordChanged
from nexus.accounts.models import User
from nexus.accounts.services.links import password_token, user_of_link
from nexus.accounts.services.login import demo_password_allowed
from nexus.accounts.services.sessions import revoke_sessions
from nexus.platform import events


def require_strong(password: str, /, *, field: str, user: User | None = None) -> None:
    """Raises WeakPassword with the validators' messages under the field's name."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise WeakPassword(errors={field: list(error.messages)}) from None
    if not demo_password_allowed(password):
        raise WeakPassword(errors={field: ["This is the password of the public demo."]})


def require_strong_for(password: str, /, *, field: str, email: str, first_name: str, last_name: str) -> None:
    """For somebody who has no account yet. Raises WeakPassword."""
    someone = User(email=email, first_name=first_name, last_name=last_name)
    require_strong(password, field=field, user=someone)


def require_own_password(user: User, password: str, /) -> None:
    """Raises WrongPassword."""
    if not check_password(password, user.password):
        raise WrongPassword(errors={"current_password": ["The current password is not right."]})


def change_password(user_id: UUID, /, *, current: str, new: str, keep_session: UUID | None) -> None:
    """By the person, who knows the current one. Raises WrongPassword, WeakPassword."""
    user = User.objects.get(pk=user_id)
    require_own_password(user, current)
    require_strong(new, field="new_password", user=user)
    _store(user, new, keep_session=keep_session)


def reset_password(uid: str, token: str, new: str, /) -> None:
    """By the link from the mail, which also proves the mailbox. Raises LinkNotValid, WeakPassword."""
    user = user_of_link(uid, token, generator=password_token)
    require_strong(new, field="new_password", user=user)
    _store(user, new, keep_session=None)


def _store(user: User, password: str, *, keep_session: UUID | None) -> None:
    user.password = make_password(password)
    user.save(update_fields=["password"])
    events.append("accounts.user", user.pk, [PasswordChanged(user_id=user.pk)])
    revoke_sessions(user.pk, reason="password", keep=keep_session)
