"""Refusals of accounts."""

from nexus.kernel.errors import Conflict, NotFound, RuleBroken, Unauthenticated


class EmailTaken(Conflict):
    """Only for callers that may know: staff, the demo. The public registration never says so."""

    code = "email_taken"
    title = "An account with this address exists"


class UnknownRole(RuleBroken):
    code = "unknown_role"
    title = "There is no such role, or it needs (or refuses) a subject"


class InvalidCredentials(Unauthenticated):
    """Unknown address, wrong password or closed account: the answer is the same."""

    code = "invalid_credentials"
    title = "E-mail and password do not match an active account"


class TokenNotValid(Unauthenticated):
    """Malformed, expired, revoked, spent, or of another tenant."""

    code = "token_not_valid"
    title = "The token is not valid"


class LinkNotValid(RuleBroken):
    """The uid and token do not belong together, were used, or are too old."""

    code = "link_not_valid"
    title = "The link is not valid any more"


class WrongPassword(RuleBroken):
    code = "wrong_password"
    title = "The current password is not right"


class WeakPassword(RuleBroken):
    """The messages are under `errors`."""

    code = "weak_password"
    title = "The password is too weak"


class AddressNotFound(NotFound):
    title = "No such address in your book"


class TooManyAddresses(RuleBroken):
    """Fact `limit`."""

    code = "too_many_addresses"
    title = "The address book is full"
