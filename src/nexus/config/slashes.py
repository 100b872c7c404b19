"""The missing slash at the end of a path."""

from django.http import HttpResponsePermanentRedirect
from django.middleware.common import CommonMiddleware


class _SameRequestAgain(HttpResponsePermanentRedirect):
    # After a 301 clients turn a POST into a GET: a new order without the slash would have become a list of orders.
    status_code = 308


class SlashMiddleware(CommonMiddleware):
    """Django's, with a redirect that keeps method and body."""

    response_redirect_class = _SameRequestAgain
