"""The person's own data, under Djoser's path and under ours."""

from typing import Any
from uuid import UUID

from nexus.accounts import queries, services
from nexus.accounts.interfaces.api import forms
from nexus.kernel.errors import Forbidden
from nexus.platform.http import ApiView, endpoint, validated


class NotAPerson(Forbidden):
    """An API key, or an operator who is a guest in this tenant, has no profile here."""

    code = "not_a_person"
    title = "Only a person of this shop has this"


def person_id(request: Any, /) -> UUID:
    """Who asks. Raises NotAPerson."""
    actor = request.actor
    if actor.kind != "user" or actor.id is None:
        raise NotAPerson
    return actor.id  # type: ignore[no-any-return]


def profile_body(user_id: UUID, /) -> dict[str, Any]:
    """The person as they may see themselves. Raises NotAPerson."""
    found = queries.profile_of(user_id)
    if found is None:
        raise NotAPerson
    return found


class Profile(ApiView):
    """GET and PATCH of one's own data."""

    @endpoint(auth="user", returns={200: forms.ProfileAnswer}, errors=(401, 403))
    def get(self, request: Any) -> dict[str, Any]:
        """Your own profile."""
        return profile_body(person_id(request))

    @endpoint(auth="user", body=forms.ProfileForm, returns={200: forms.ProfileAnswer}, errors=(400, 401, 403))
    def patch(self, request: Any) -> dict[str, Any]:
        """Change your names, phone, language or consent to marketing."""
        user_id = person_id(request)
        services.change_profile(user_id, **validated(forms.ProfileForm, request, partial=True))
        return profile_body(user_id)


class Me(Profile):
    """Djoser's `users/me/`: the same, and the end of the account."""

    @endpoint(
        auth="user",
        throttle="auth",
        body=forms.CurrentPasswordForm,
        returns={204: None},
        errors=(400, 401, 403, 429),
    )
    def delete(self, request: Any) -> None:
        """Close your account: your data is made anonymous, logins end, orders stay."""
        given = validated(forms.CurrentPasswordForm, request)
        services.delete_account(person_id(request), current_password=given["current_password"])
