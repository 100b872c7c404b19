"""The visitor's language: a cookie that lasts a year."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from nexus.web.storefront.language import COOKIE, COOKIE_SECONDS, is_known
from nexus.web.storefront.returning import back_to
from nexus.web.storefront.serving import shop_page


@shop_page("POST", harmless=True)
def choose(request: HttpRequest) -> HttpResponse:
    """Remember it and go back; an unknown one changes nothing."""
    answer = HttpResponseRedirect(back_to(request, request.POST.get("next", "")))
    language = request.POST.get("language", "")
    if is_known(language):
        answer.set_cookie(
            COOKIE, language, max_age=COOKIE_SECONDS, samesite="Lax", httponly=True, secure=settings.HTTPS
        )
    return answer
