"""Facts about accounts. The log is kept for ever, so they carry ids and no personal data: ask the facade for
the person.
"""

from uuid import UUID

from nexus.kernel.events import DomainEvent, event


@event("accounts.user_registered.v1")
class UserRegistered(DomainEvent):
    """Somebody opened an account. `verified`: the address needs no proof (made by staff or by the demo)."""

    user_id: UUID
    verified: bool = False


@event("accounts.user_verified.v1")
class UserVerified(DomainEvent):
    """The person proved to read the mailbox."""

    user_id: UUID


@event("accounts.verification_requested.v1")
class VerificationRequested(DomainEvent):
    """The person, known and not verified yet, asked for the verification mail again."""

    user_id: UUID


@event("accounts.password_reset_requested.v1")
class PasswordResetRequested(DomainEvent):
    """A known, active person asked for a way to set a new password."""

    user_id: UUID


@event("accounts.password_changed.v1")
class PasswordChanged(DomainEvent):
    """All earlier logins end with it."""

    user_id: UUID


@event("accounts.email_taken_attempt.v1")
class EmailTakenAttempt(DomainEvent):
    """Somebody tried to register the address of an existing account."""

    user_id: UUID


@event("accounts.user_logged_in.v1")
class UserLoggedIn(DomainEvent):
    """`by`: jwt or session."""

    user_id: UUID
    by: str


@event("accounts.sessions_revoked.v1")
class SessionsRevoked(DomainEvent):
    """Logins were ended by force. `reason`: reuse (a spent refresh token came back), password, deleted,
    staff.
    """

    user_id: UUID
    reason: str


@event("accounts.user_deleted.v1")
class UserDeleted(DomainEvent):
    """The person was made anonymous and locked out; their orders stay."""

    user_id: UUID


@event("accounts.role_granted.v1")
class RoleGranted(DomainEvent):
    """`subject_id`: the vendor of a seller grant."""

    user_id: UUID
    role: str
    subject_id: UUID | None = None


@event("accounts.role_revoked.v1")
class RoleRevoked(DomainEvent):
    """The opposite of RoleGranted."""

    user_id: UUID
    role: str
    subject_id: UUID | None = None


@event("accounts.mail_asked.v1")
class MailAsked(DomainEvent):
    """Somebody typed an address and asked for a mail; whether the address is known is found out later, out of
    sight.

    The address waits in a row of its own (`request_id`) that is deleted when answered.
    """

    request_id: UUID
