"""Opening accounts."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.hashers import make_password

from nexus.accounts import queries
from nexus.accounts.contracts.dto import UserInfo
from nexus.accounts.contracts.errors import EmailTaken
from nexus.accounts.contracts.events import EmailTakenAttempt, UserRegistered
from nexus.accounts.models.user import normal_email
from nexus.accounts.services.passwords import require_strong_for
from nexus.accounts.services.roles import grant_role
from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.platform import db, events
from nexus.platform.tenancy import current_tenant

USER_STREAM = "accounts.user"
ATTEMPT_STREAM = "accounts.attempt"


@dataclass(frozen=True, kw_only=True, slots=True)
class NewAccount:
    """What somebody who registers says about themselves. `password` None: none can be used until a reset."""

    email: str
    password: str | None
    first_name: str = ""
    last_name: str = ""
    language: str = "en"
    verified: bool = False


def register(new: NewAccount, /) -> UUID:
    """Open an account, or tell the owner of an existing one that somebody tried. The caller cannot tell
    which.

    Both ways take one hash, one look-up, one insert and one event, and answer with a fresh id.
    """
    password = make_password(new.password)
    user_id = new_id()
    owner = _owner_of(new.email)
    if _insert(user_id, new, password):
        events.append(USER_STREAM, user_id, [UserRegistered(user_id=user_id)], expected_version=0)
    else:
        owner = owner or _owner_of(new.email)  # registered a moment ago, by a twin of this request
        events.append(
            ATTEMPT_STREAM, user_id, [EmailTakenAttempt(user_id=owner or user_id)], expected_version=0
        )
    return user_id


def register_new(new: NewAccount, /) -> UUID:
    """`register` for what somebody typed. Raises WeakPassword under `password`, before anything is looked up."""
    require_strong_for(
        new.password or "",
        field="password",
        email=new.email,
        first_name=new.first_name,
        last_name=new.last_name,
    )
    return register(new)


def create_user(
    email: str,
    password: str | None,
    /,
    *,
    first_name: str = "",
    last_name: str = "",
    roles: Iterable[str] = (),
    verified: bool = False,
    language: str = "",
) -> UserInfo:
    """An account made by staff, the demo or a test. Raises EmailTaken, UnknownRole."""
    new = NewAccount(
        email=email, password=password, first_name=first_name, last_name=last_name,
        language=language or "en", verified=verified,
    )  # fmt: skip
    user_id = new_id()
    if not _insert(user_id, new, make_password(password)):
        raise EmailTaken(email=normal_email(email))
    events.append(
        USER_STREAM, user_id, [UserRegistered(user_id=user_id, verified=verified)], expected_version=0
    )
    for role in roles:
        grant_role(user_id, role)
    created = queries.user_by_id(user_id)
    if created is None:
        raise RuntimeError("a user that was just inserted cannot be read")
    return created


def _owner_of(email: str) -> UUID | None:
    found = db.row(
        "SELECT id FROM accounts_user WHERE tenant_id = %s AND email = %s",
        [current_tenant(), normal_email(email)],
    )
    return found and found.id


def _insert(user_id: UUID, new: NewAccount, password: str) -> bool:
    now = clock.now()
    facts = {
        "id": user_id,
        "tenant_id": current_tenant(),
        "email": normal_email(new.email),
        "password": password,
        "first_name": new.first_name.strip(),
        "last_name": new.last_name.strip(),
        "phone": "",
        "language": new.language,
        "accepts_marketing": False,
        "is_active": True,
        "email_verified_at": now if new.verified else None,
        "joined_at": now,
    }
    return bool(
        db.insert_many(
            "accounts_user", tuple(facts), [tuple(facts.values())], on_conflict="ON CONFLICT DO NOTHING"
        )
    )
