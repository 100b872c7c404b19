"""The log-in form: Django's, with a limit on guessing."""

from typing import Any

from django.core.exceptions import ValidationError
from unfold.forms import AuthenticationForm

from nexus.kernel.errors import Throttled
from nexus.platform.backoffice import is_staff
from nexus.platform.http.actor import GUEST
from nexus.platform.tenancy import bind_tenant, bound_tenant
from nexus.platform.throttling import throttle
from nexus.tenancy.facade import system_tenant


class _Attempt:
    """What the limiter looks at: the address and the e-mail, as at the API's log-in."""

    def __init__(self, request: Any, email: str) -> None:
        self.META, self.data = request.META, {"email": email}


def _count(attempt: _Attempt) -> None:
    """In this shop, and once for the installation: an operator's password opens every shop's back office, and a guesser
    would go from shop to shop. Raises Throttled.
    """
    throttle(attempt, "auth", GUEST)
    home = system_tenant()
    if home is not None and home.id != bound_tenant():
        with bind_tenant(home.id):
            throttle(attempt, "auth", GUEST)


class LoginForm(AuthenticationForm):
    """E-mail and password of a person with a role in this shop, or of an operator."""

    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": "E-mail and password do not open this back office. Both matter, and so does the role.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "E-mail"

    def clean(self) -> dict[str, Any]:
        try:
            _count(_Attempt(self.request, self.data.get("username", "")))
        except Throttled as error:
            raise ValidationError(f"Too many attempts. {error.detail}") from error
        return super().clean()

    def confirm_login_allowed(self, user: Any) -> None:
        if not is_staff(user):
            raise self.get_invalid_login_error()
