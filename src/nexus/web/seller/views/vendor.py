"""Which of several vendors somebody looks after now."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from nexus.kernel.ids import parse_id
from nexus.web.seller.desk import COOKIE, desk_of
from nexus.web.storefront.serving import shop_page
from nexus.web.storefront.visitors import visitor


@shop_page("POST", members=True)
def choose(request: HttpRequest) -> HttpResponse:
    """Kept in a cookie for as long as the browser is open. 404 for a vendor of somebody else."""
    desk, wished = desk_of(request, visitor(request)), parse_id(request.POST.get("vendor", ""))
    if desk is None or all(one.id != wished for one in desk.own):
        raise Http404
    answer = HttpResponseRedirect(reverse("seller:products"))
    answer.set_cookie(COOKIE, str(wished), httponly=True, samesite="Lax", secure=settings.HTTPS)
    return answer
