"""Passwords: forgotten and changed."""

from typing import Any

from nexus.accounts import services
from nexus.accounts.interfaces.api import forms
from nexus.accounts.interfaces.api.profile import person_id
from nexus.accounts.interfaces.authenticators import session_of
from nexus.accounts.models import MailRequest
from nexus.platform.http import ApiView, endpoint, validated


class ResetPassword(ApiView):
    """The password was forgotten."""

    @endpoint(
        auth="public",
        ignore_credentials=True,
        throttle="auth",
        body=forms.EmailForm,
        returns={204: None},
        errors=(400, 429),
    )
    def post(self, request: Any) -> None:
        """Mail a link for a new password, if the address has an account. The answer does not tell."""
        services.ask_for_mail(MailRequest.PASSWORD_RESET, validated(forms.EmailForm, request)["email"])


class ConfirmPassword(ApiView):
    """The link from the mail comes back."""

    @endpoint(
        auth="public",
        ignore_credentials=True,
        throttle="write",
        body=forms.NewPasswordByLinkForm,
        returns={204: None},
        errors=(400, 429),
    )
    def post(self, request: Any) -> None:
        """Set a new password with the uid and token of the mailed link; every login ends."""
        given = validated(forms.NewPasswordByLinkForm, request)
        services.reset_password(given["uid"], given["token"], given["new_password"])


class SetPassword(ApiView):
    """The person knows the current one."""

    @endpoint(
        auth="user",
        throttle="auth",
        body=forms.NewPasswordForm,
        returns={204: None},
        errors=(400, 401, 403, 429),
    )
    def post(self, request: Any) -> None:
        """Change the password; every other login ends."""
        given = validated(forms.NewPasswordForm, request)
        services.change_password(
            person_id(request),
            current=given["current_password"],
            new=given["new_password"],
            keep_session=session_of(request),
        )
