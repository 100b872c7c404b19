"""JSON Web Tokens. The classes are SimpleJWT's; ours add the tenant and the login that a token belongs to."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from rest_framework_simplejwt.exceptions import TokenError
from rest_framework_simplejwt.tokens import AccessToken, RefreshToken, Token, UntypedToken
from rest_framework_simplejwt.utils import datetime_from_epoch

from nexus.accounts.contracts.dto import TokenPair
from nexus.accounts.contracts.errors import TokenNotValid
from nexus.kernel.ids import parse_id

TENANT_CLAIM = "tenant"
SESSION_CLAIM = "sid"
USER_CLAIM = "user_id"


@dataclass(frozen=True, kw_only=True, slots=True)
class Claims:
    """What a good token says."""

    tenant_id: UUID
    user_id: UUID
    session_id: UUID
    jti_hash: str
    expires_at: datetime


def fingerprint(token: Token, /) -> str:
    """SHA-256 of the token's id, hex."""
    return sha256(token["jti"].encode()).hexdigest()


def new_pair(tenant_id: UUID, user_id: UUID, session_id: UUID, /) -> tuple[TokenPair, RefreshToken]:
    """A fresh pair, and the refresh token as an object for its fingerprint and expiry."""
    refresh = RefreshToken()
    refresh[USER_CLAIM], refresh[TENANT_CLAIM], refresh[SESSION_CLAIM] = (
        str(user_id),
        str(tenant_id),
        str(session_id),
    )
    return TokenPair(access=str(refresh.access_token), refresh=str(refresh)), refresh


def read_access(text: str, /) -> Claims:
    """Raises TokenNotValid."""
    return _claims(_decoded(AccessToken, text))


def read_refresh(text: str, /) -> Claims:
    """Raises TokenNotValid."""
    return _claims(_decoded(RefreshToken, text))


def read_any(text: str, /) -> Claims:
    """An access or a refresh token. Raises TokenNotValid."""
    token = _decoded(UntypedToken, text)
    if token.get("token_type") not in {AccessToken.token_type, RefreshToken.token_type}:
        raise TokenNotValid("The token has the wrong type.")
    return _claims(token)


def _decoded(kind: type[Token], text: str) -> Token:
    try:
        return kind(text)  # type: ignore[arg-type]  # SimpleJWT's stub asks for a Token where it takes the text
    except TokenError as error:
        raise TokenNotValid(str(error)) from None


def _claims(token: Token) -> Claims:
    tenant, user, session = (_id(token, claim) for claim in (TENANT_CLAIM, USER_CLAIM, SESSION_CLAIM))
    return Claims(
        tenant_id=tenant,
        user_id=user,
        session_id=session,
        jti_hash=fingerprint(token),
        expires_at=datetime_from_epoch(token["exp"]),
    )


def _id(token: Token, claim: str) -> UUID:
    found: Any = parse_id(token.get(claim))
    if found is None:
        raise TokenNotValid("The token lacks a claim.")
    return found
