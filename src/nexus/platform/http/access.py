"""Who may call an endpoint: the role check at the edge. What a row allows is decided further in."""

from collections.abc import Callable
from typing import Final

from nexus.kernel.errors import Forbidden, Unauthenticated
from nexus.platform.http.actor import Actor
from nexus.platform.http.declaration import Endpoint


class EmailNotVerified(Forbidden):
    """The account exists and is logged in; only its e-mail address is not confirmed yet."""

    code = "email_not_verified"
    title = "Confirm your e-mail address first"


_MEETS: Final[dict[str, Callable[[Actor], bool]]] = {
    "public": lambda actor: True,
    "user": lambda actor: actor.is_authenticated,
    "verified": lambda actor: actor.is_authenticated and (actor.is_verified or actor.is_staff),
    "seller": lambda actor: actor.is_seller and actor.is_verified,
    "staff": lambda actor: actor.is_staff,
    "owner": lambda actor: actor.is_owner,
    "operator": lambda actor: actor.is_operator,
}


def check_access(actor: Actor, declared: Endpoint, /) -> None:
    """Raises Unauthenticated for guests, EmailNotVerified when only that is missing, Forbidden otherwise."""
    if any(_MEETS[requirement](actor) for requirement in declared.auth):
        return
    if not actor.is_authenticated:
        raise Unauthenticated("Log in, or send an access token or an API key.")
    if _lacks_only_verification(actor, declared):
        raise EmailNotVerified("This needs a confirmed e-mail address.")
    raise Forbidden("Your role does not allow this.")


def _lacks_only_verification(actor: Actor, declared: Endpoint) -> bool:
    wants_seller = "seller" in declared.auth and actor.is_seller
    return not actor.is_verified and ("verified" in declared.auth or wants_seller)
