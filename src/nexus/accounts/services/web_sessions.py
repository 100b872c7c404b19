"""Buyers on the web: Django's session for people of this shop.

An operator of the installation is nobody's customer: their password opens back offices (`web_login`) and no account in a shop,
where they have no row, no address book and no orders. The refusal is that of an unknown address, after the same work.
"""

from typing import Final
from uuid import UUID

from django.contrib import auth
from django.http import HttpRequest

from nexus.accounts.contracts.errors import InvalidCredentials
from nexus.accounts.services.login import log_in
from nexus.accounts.services.passwords import change_password
from nexus.accounts.services.profile import delete_account
from nexus.accounts.services.web_login import load_user

BACKEND: Final = "nexus.accounts.interfaces.backends.TenantBackend"


def log_in_on_web(request: HttpRequest, /, *, email: str, password: str) -> UUID:
    """Open the browser's session under a new key; the person's id. Raises InvalidCredentials, after one hash in every case."""
    user_id = log_in(email, password, by="session")
    user = load_user(user_id)
    if user is None:  # locked out between two statements
        raise InvalidCredentials
    auth.login(request, user, backend=BACKEND)
    return user_id


def change_password_on_web(request: HttpRequest, user_id: UUID, /, *, current: str, new: str) -> None:
    """Every other login ends, this browser's goes on under a new key. Raises WrongPassword, WeakPassword."""
    change_password(user_id, current=current, new=new, keep_session=None)
    request.user = user = load_user(user_id)  # type: ignore[assignment]
    # Known to the request first: looked up by the session, which names the old password, they would be nobody.
    if user is not None:
        auth.update_session_auth_hash(request, user)


def delete_account_on_web(request: HttpRequest, user_id: UUID, /, *, current_password: str) -> None:
    """The account's end, and that of the browser's session. Raises WrongPassword."""
    delete_account(user_id, current_password=current_password)
    auth.logout(request)
