"""Django's authentication backend: who may have a web session."""

from typing import Any, override

from django.contrib.auth.backends import BaseBackend

from nexus.accounts.models import User
from nexus.accounts.services import web_login
from nexus.kernel.ids import parse_id


class TenantBackend(BaseBackend):
    """People of the tenant that the request came to, and operators. A session is worth nothing in another
    tenant:

    the person that it names is looked up in the tenant of the request, where they do not exist.
    """

    @override
    def authenticate(
        self, request: Any, username: str | None = None, password: str | None = None, **others: Any
    ) -> User | None:
        email = username or others.get("email")
        if not email or not password or "\x00" in email:
            return None
        return web_login.user_by_password(email, password)

    @override
    def get_user(self, user_id: Any) -> User | None:
        known = parse_id(user_id)
        return None if known is None else web_login.user_of_web_session(known)
