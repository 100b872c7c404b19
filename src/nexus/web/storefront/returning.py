"""Where a form leads afterwards."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def back_to(request: HttpRequest, wished: str, /, *, default: str = "/") -> str:
    """The wished address when it is one of this host, so that no form of ours sends people elsewhere."""
    own = url_has_allowed_host_and_scheme(
        wished, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wished if own else default
