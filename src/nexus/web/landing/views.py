"""Small answers at the root of the site."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static


def icon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it at every page that names no other."""
    return HttpResponseRedirect(static("backoffice/icon.svg"), headers={"Cache-Control": "max-age=86400"})
