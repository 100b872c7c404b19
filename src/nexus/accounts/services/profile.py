"""The person's own data, its verification and its end."""

from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password

from nexus.accounts.contracts.events import UserDeleted, UserVerified
from nexus.accounts.models import Address, RoleGrant, User
from nexus.accounts.services.groups import forget_memberships
from nexus.accounts.services.links import user_of_link, verification_token
from nexus.accounts.services.passwords import require_own_password
from nexus.accounts.services.sessions import revoke_sessions
from nexus.kernel import clock
from nexus.platform import events

EDITABLE = frozenset({"first_name", "last_name", "phone", "language", "accepts_marketing"})


def change_profile(user_id: UUID, /, **changes: Any) -> None:
    """Set some of EDITABLE. Raises ValueError for anything else."""
    if not EDITABLE.issuperset(changes):
        raise ValueError(f"not part of a profile: {sorted(set(changes) - EDITABLE)}")
    if changes:
        User.objects.filter(pk=user_id).update(**changes)


def verify_email(uid: str, token: str, /) -> UUID:
    """By the link from the mail. Raises LinkNotValid, also when it was used before."""
    user = user_of_link(uid, token, generator=verification_token)
    user.email_verified_at = clock.now()
    user.save(update_fields=["email_verified_at"])
    events.append("accounts.user", user.pk, [UserVerified(user_id=user.pk)])
    return user.pk


def delete_account(user_id: UUID, /, *, current_password: str) -> None:
    """Make the person anonymous and lock the account; orders stay, with what they recorded. Raises
    WrongPassword.
    """
    user = User.objects.get(pk=user_id)
    require_own_password(user, current_password)
    anonymise(user)


def anonymise(user: User, /) -> None:
    """Forget who it was: names, address, phone, address book, roles, password, logins."""
    User.objects.filter(pk=user.pk).update(
        email=f"deleted-{user.pk.hex}@deleted.invalid",
        password=make_password(None),
        first_name="",
        last_name="",
        phone="",
        accepts_marketing=False,
        is_active=False,
        email_verified_at=None,
        deleted_at=clock.now(),
    )
    Address.objects.filter(user_id=user.pk).delete()
    RoleGrant.objects.filter(user_id=user.pk).delete()
    forget_memberships(user.pk)
    revoke_sessions(user.pk, reason="deleted")
    events.append("accounts.user", user.pk, [UserDeleted(user_id=user.pk)])
