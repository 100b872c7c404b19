"""Opening an account and proving the mailbox. No answer, and no timing, tells whether an address has an
account.
"""

from typing import Any

from django.conf import settings

from nexus.accounts import services
from nexus.accounts.interfaces.api import forms
from nexus.accounts.models import MailRequest
from nexus.accounts.models.user import normal_email
from nexus.accounts.services.registration import NewAccount, register_new
from nexus.platform.http import ApiView, Response, created, endpoint, validated
from nexus.tenancy.facade import tenant


class Users(ApiView):
    """The door for new people."""

    @endpoint(
        auth="public",
        ignore_credentials=True,
        throttle="auth",
        body=forms.RegistrationForm,
        returns={201: forms.RegisteredAnswer},
        errors=(400, 429),
    )
    def post(self, request: Any) -> Response:
        """Register. For an address that has an account the answer is the same, and its owner gets a mail."""
        given = validated(forms.RegistrationForm, request)
        names = {name: given.get(name, "") for name in ("first_name", "last_name")}
        language = given.get("language") or _language_of_the_shop()
        new = NewAccount(email=given["email"], password=given["password"], language=language, **names)
        user_id = register_new(new)
        return created({"id": user_id, "email": normal_email(given["email"]), **names})


def _language_of_the_shop() -> str:
    language = tenant().locale[:2].lower()
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class Activation(ApiView):
    """The proof of the mailbox."""

    @endpoint(
        auth="public",
        ignore_credentials=True,
        throttle="write",
        body=forms.LinkForm,
        returns={204: None},
        errors=(400, 429),
    )
    def post(self, request: Any) -> None:
        """Confirm the address with the uid and token of the mailed link. A link works once."""
        given = validated(forms.LinkForm, request)
        services.verify_email(given["uid"], given["token"])


class ResendActivation(ApiView):
    """For mails that never arrived."""

    @endpoint(
        auth="public",
        ignore_credentials=True,
        throttle="auth",
        body=forms.EmailForm,
        returns={204: None},
        errors=(400, 429),
    )
    def post(self, request: Any) -> None:
        """Send the verification mail again, if the address has an account that still needs it."""
        services.ask_for_mail(MailRequest.VERIFICATION, validated(forms.EmailForm, request)["email"])
