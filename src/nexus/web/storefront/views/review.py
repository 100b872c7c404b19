"""What a member says about a product. Personal, so it has a page of its own beside the public one."""

from typing import Any, Final

import orjson
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.errors import InvalidProduct, UnknownProduct
from nexus.catalog.queries import reviews as queries
from nexus.kernel.ids import parse_id
from nexus.platform.http import Actor
from nexus.search.queries import details
from nexus.web.storefront.rendering import page
from nexus.web.storefront.serving import shop_page
from nexus.web.storefront.visitors import visitor

_WRONG: Final = {
    "rating": gettext_lazy("Choose one to five stars."),
    "title": gettext_lazy("At most 120 characters."),
    "comment": gettext_lazy("Write between 1 and 5,000 characters."),
}


@shop_page("GET", "POST", members=True)
def say(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Write, change or take back one's review; the rules are those of the API."""
    body, actor = _product(slug), visitor(request)
    own = queries.of_author(_id(body), actor.id) if actor.id else None
    hindrance = _hindrance(actor, body, own)
    if request.method == "GET" or hindrance:
        status = 403 if hindrance and request.method == "POST" else 200
        return _form(request, body, own, hindrance=hindrance, status=status)
    if "delete" in request.POST:
        catalog.take_back_review(slug, author_id=_author(actor))
        messages.success(request, _("Your review was deleted."))
        return redirect(f"/p/{body['slug']}/review/")
    return _said(request, actor, body, own)


def _said(request: HttpRequest, actor: Actor, body: dict[str, Any], own: Any) -> HttpResponseBase:
    typed = {name: request.POST.get(name, "") for name in ("rating", "title", "comment")}
    try:
        new = catalog.say_about(
            body["slug"],
            author_id=_author(actor),
            vendor_ids=actor.vendor_ids,
            rating=_number(typed["rating"]),
            title=typed["title"],
            comment=typed["comment"],
        )
    except InvalidProduct as error:
        wrong = {name: str(_WRONG[name]) for name in error.errors if name in _WRONG}
        return _form(request, body, own, typed=typed, errors=wrong, status=400)
    messages.success(request, _thanks(new, queries.of_author(_id(body), _author(actor))))
    return redirect(f"/p/{body['slug']}/review/")


def _thanks(new: bool, own: Any) -> str:
    if own is not None and own.status == "pending":
        return _("Thank you. We read your review before everybody sees it.")
    return _("Thank you. Your review is published.") if new else _("Your review was changed.")


def _hindrance(actor: Actor, body: dict[str, Any], own: Any) -> str:
    """Why nothing can be written; what was written once can always be changed."""
    if actor.id is None or own is not None:
        return ""
    if parse_id(body["vendor"]["id"]) in actor.vendor_ids:
        return "own_product"
    return "" if actor.is_verified or actor.is_staff else "unverified"


def _form(
    request: HttpRequest,
    body: dict[str, Any],
    own: Any,
    /,
    *,
    typed: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    hindrance: str = "",
    status: int = 200,
) -> HttpResponse:
    known = {"rating": str(own.rating), "title": own.title, "comment": own.comment} if own else {}
    said = typed or known
    facts = {
        "product": body,
        "own": own,
        "said": said,
        "errors": errors or {},
        "hindrance": hindrance,
        "stars": [(number, str(number) == said.get("rating")) for number in range(5, 0, -1)],
    }
    return page(request, "storefront/review.html", facts, status=status)


def _product(slug: str) -> dict[str, Any]:
    found = details.document(slug)
    if found is None or not found.is_public:
        raise UnknownProduct(product=slug)
    body: dict[str, Any] = orjson.loads(found.body)
    return body


def _id(body: dict[str, Any]) -> Any:
    return parse_id(body["id"])


def _author(actor: Actor) -> Any:
    return actor.id


def _number(typed: str) -> int | None:
    """One digit, or nothing that could be stars."""
    return int(typed) if typed in {"0", "1", "2", "3", "4", "5"} else None
