"""Token logins: open, rotate, end.

A login is a family of refresh tokens of which only the newest is good. Presenting a spent one ends the
family, at once and without a grace period: of the thief and the owner one always presents a spent token, and
nobody can tell which of them it is. A client that refreshes from several places at once has to share the
answer.
"""

from uuid import UUID

from rest_framework_simplejwt.utils import datetime_from_epoch

from nexus.accounts import queries
from nexus.accounts.contracts.dto import TokenPair
from nexus.accounts.contracts.errors import TokenNotValid
from nexus.accounts.contracts.events import SessionsRevoked
from nexus.accounts.services import tokens
from nexus.accounts.services.tokens import Claims
from nexus.kernel import clock
from nexus.kernel.errors import NotFound
from nexus.kernel.ids import new_id
from nexus.platform import db, events
from nexus.platform.tenancy import current_tenant


def open_session(user_id: UUID, /) -> TokenPair:
    """Start a login for an active person. Raises NotFound."""
    person = queries.user_by_id(user_id)
    if person is None or not person.is_active:
        raise NotFound(user_id=str(user_id))
    return start_session(user_id)


def start_session(user_id: UUID, /) -> TokenPair:
    """Start a login for somebody who was just checked: one insert."""
    tenant, session_id = current_tenant(), new_id()
    pair, refresh = tokens.new_pair(tenant, user_id, session_id)
    db.insert_many(
        "accounts_refreshsession",
        ("id", "tenant_id", "user_id", "current_jti", "created_at", "expires_at", "revoke_reason"),
        [
            (
                session_id,
                tenant,
                user_id,
                tokens.fingerprint(refresh),
                clock.now(),
                datetime_from_epoch(refresh["exp"]),
                "",
            )
        ],
    )
    return pair


def rotate(refresh: str, /) -> TokenPair | None:
    """Spend a refresh token for a new pair. None: it was spent before (which ends the family) or its login is
    over.

    None instead of an error, because the end of the family must be committed. Raises TokenNotValid for what
    is no token.
    """
    claims = _own_claims(refresh)
    pair = _exchange(claims)
    if pair is None:
        _end_family(claims)
    return pair


def _exchange(claims: Claims) -> TokenPair | None:
    """One conditional UPDATE decides between parallel requests: exactly one finds its token current."""
    tenant = current_tenant()
    pair, fresh = tokens.new_pair(tenant, claims.user_id, claims.session_id)
    spent = db.execute(
        "UPDATE accounts_refreshsession SET current_jti = %s, rotated_at = %s, expires_at = %s "
        "WHERE tenant_id = %s AND id = %s AND user_id = %s AND current_jti = %s AND revoked_at IS NULL "
        "AND EXISTS (SELECT 1 FROM accounts_user u WHERE u.tenant_id = %s AND u.id = %s AND u.is_active)",
        [tokens.fingerprint(fresh), clock.now(), datetime_from_epoch(fresh["exp"]),
         tenant, claims.session_id, claims.user_id, claims.jti_hash, tenant, claims.user_id],
    )  # fmt: skip
    return pair if spent else None


def _own_claims(refresh: str) -> Claims:
    claims = tokens.read_refresh(refresh)
    if claims.tenant_id != current_tenant():
        raise TokenNotValid("The token belongs to another shop.")
    return claims


def _end_family(claims: Claims) -> None:
    if _revoke("id = %s AND user_id = %s", [claims.session_id, claims.user_id], reason="reuse"):
        events.append(
            "accounts.user", claims.user_id, [SessionsRevoked(user_id=claims.user_id, reason="reuse")]
        )


def end_session(refresh: str, /) -> None:
    """Log out: the login behind the token ends. Ending it twice is fine. Raises TokenNotValid for a token
    that is none.
    """
    claims = _own_claims(refresh)
    _revoke("id = %s AND user_id = %s", [claims.session_id, claims.user_id], reason="logout")


def is_alive(token: str, /) -> bool:
    """Whether an access or refresh token is good here and now: signed, in time, of this tenant, its login not
    ended.

    A spent refresh token counts as alive here; only presenting it for a new pair ends its family.
    """
    claims = tokens.read_any(token)
    return claims.tenant_id == current_tenant() and bool(
        queries.user_of_session(claims.user_id, claims.session_id)
    )


def revoke_sessions(user_id: UUID, /, *, reason: str, keep: UUID | None = None) -> int:
    """End every login of the person (but `keep`); how many there were."""
    ended = _revoke("user_id = %s AND id IS DISTINCT FROM %s::uuid", [user_id, keep], reason=reason)
    if ended:
        events.append("accounts.user", user_id, [SessionsRevoked(user_id=user_id, reason=reason)])
    return ended


def purge_sessions() -> int:
    """Forget logins whose last token has expired; how many there were."""
    return db.execute(
        "DELETE FROM accounts_refreshsession WHERE tenant_id = %s AND expires_at < %s",
        [current_tenant(), clock.now()],
    )


def _revoke(which: str, params: list[object], *, reason: str) -> int:
    return db.execute(
        f"UPDATE accounts_refreshsession SET revoked_at = %s, revoke_reason = %s "  # noqa: S608 - constant table and column names
        f"WHERE tenant_id = %s AND revoked_at IS NULL AND {which}",
        [clock.now(), reason, current_tenant(), *params],
    )
