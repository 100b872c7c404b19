"""The frame of every page of the portal: who is let in, for whom they act, the navigation."""

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from nexus.platform.tenancy import tenant_scope
from nexus.web.seller.desk import Desk, desk_of
from nexus.web.storefront.rendering import page
from nexus.web.storefront.serving import shop_page
from nexus.web.storefront.visitors import visitor

type SellerView = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Tab:
    """An entry of the navigation."""

    name: str
    view: str
    text: str | Promise
    icon: str


TABS: Final = (
    Tab("products", "seller:products", gettext_lazy("Products"), "box"),
    Tab("promotions", "seller:promotions", gettext_lazy("Promotions"), "percent"),
    Tab("reviews", "seller:reviews", gettext_lazy("Reviews"), "star"),
    Tab("imports", "seller:imports", gettext_lazy("Import and export"), "return"),
)


def seller_page(*methods: str, own_scope: bool = False) -> Callable[[SellerView], SellerView]:
    """Declare a view of the portal, called with the request and the Desk. Guests log in first; who sells nothing here is
    told how to begin (403). Writes are counted, and refused to sellers who are not approved. `own_scope`: the view opens
    tenant_scope() itself, around its database work and not around decoding.
    """

    def declare(view: SellerView) -> SellerView:
        @shop_page(*methods, members=True, rate="write", own_scope=own_scope)
        @wraps(view)
        def serve(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            with tenant_scope() if own_scope else nullcontext():
                desk = desk_of(request, visitor(request))
                if desk is None:
                    return page(request, "seller/apply.html", status=403)
            if request.method == "POST":
                desk.require_approval()
            return view(request, desk, *args, **kwargs)

        return serve

    return declare


def portal_page(
    request: HttpRequest,
    desk: Desk,
    template: str,
    facts: Mapping[str, Any] | None = None,
    /,
    *,
    tab: str,
    part: str = "",
    status: int = 200,
) -> HttpResponse:
    """A page with the navigation; the tab it belongs to is marked."""
    shared = {"desk": desk, "tabs": TABS, "tab": tab}
    return page(request, f"seller/{template}", shared | dict(facts or {}), part=part, status=status)
