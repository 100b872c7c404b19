"""Who looks at a page: a guest, or whoever Django's session names in this tenant."""

from django.conf import settings
from django.http import HttpRequest

from nexus.accounts import facade as accounts
from nexus.platform.http.actor import GUEST, Actor

_KEPT = "_nexus_visitor"


def visitor(request: HttpRequest, /) -> Actor:
    """Read once for each request, inside its scope. No cookie of a session: no statement."""
    if not hasattr(request, _KEPT):
        known = settings.SESSION_COOKIE_NAME in request.COOKIES
        setattr(request, _KEPT, (accounts.actor_of_web_session(request.session) if known else None) or GUEST)
    found: Actor = getattr(request, _KEPT)
    return found


def forget_visitor(request: HttpRequest, /) -> None:
    """After somebody logged in or out within the request."""
    if hasattr(request, _KEPT):
        delattr(request, _KEPT)
