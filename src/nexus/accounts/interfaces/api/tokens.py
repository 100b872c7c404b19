"""JSON Web Tokens: log in, refresh, verify, log out."""

from dataclasses import asdict
from typing import Any

from nexus.accounts import services
from nexus.accounts.contracts.errors import TokenNotValid
from nexus.accounts.interfaces.api import forms
from nexus.accounts.services.sessions import is_alive, start_session
from nexus.platform.http import ApiView, endpoint, problem, validated


class CreateToken(ApiView):
    """Log in."""

    @endpoint(
        auth="public",
        ignore_credentials=True,
        throttle="auth",
        body=forms.CredentialsForm,
        returns={200: forms.TokenPairAnswer},
        errors=(400, 401, 429),
    )
    def post(self, request: Any) -> dict[str, str]:
        """A pair of tokens for e-mail and password. An access token lives 15 minutes, a refresh token 14
        days.
        """
        given = validated(forms.CredentialsForm, request)
        return asdict(start_session(services.log_in(given["email"], given["password"], by="jwt")))


class RefreshToken(ApiView):
    """Stay logged in."""

    @endpoint(
        auth="public",
        ignore_credentials=True,
        throttle="write",
        body=forms.RefreshForm,
        returns={200: forms.TokenPairAnswer},
        errors=(400, 401, 429),
    )
    def post(self, request: Any) -> Any:
        """Exchange the refresh token for a new pair. Each works once; a second use ends the login."""
        pair = services.rotate(validated(forms.RefreshForm, request)["refresh"])
        if pair is None:
            return problem(TokenNotValid("The refresh token was used before, or its login has ended."))
        return asdict(pair)


class VerifyToken(ApiView):
    """For services that hold a token and no key."""

    @endpoint(
        auth="public",
        ignore_credentials=True,
        throttle="write",
        body=forms.TokenForm,
        returns={200: forms.NOTHING},
        errors=(400, 401, 429),
    )
    def post(self, request: Any) -> dict[str, str]:
        """200 when the token (access or refresh) is good in this tenant now, else 401."""
        if not is_alive(validated(forms.TokenForm, request)["token"]):
            raise TokenNotValid("The token belongs to another shop, or its login has ended.")
        return {}


class Logout(ApiView):
    """End a login."""

    @endpoint(
        auth="public",
        ignore_credentials=True,
        throttle="write",
        body=forms.RefreshForm,
        returns={204: None},
        errors=(400, 401, 429),
    )
    def post(self, request: Any) -> None:
        """End the login behind the refresh token, its access tokens included. Doing it twice is fine."""
        services.end_session(validated(forms.RefreshForm, request)["refresh"])
