"""What all pages of one person share: who it is, the navigation, how much is unread."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nexus.accounts.queries import profile_of
from nexus.kernel.errors import Forbidden
from nexus.notifications import facade as notifications
from nexus.web.storefront.rendering import page
from nexus.web.storefront.visitors import visitor


@dataclass(frozen=True, slots=True)
class Tab:
    """An entry of the navigation: its name, the view, the text, the icon."""

    name: str
    view: str
    text: str | Promise
    icon: str


TABS: Final = (
    Tab("overview", "shop:account", gettext_lazy("Overview"), "home"),
    Tab("orders", "shop:account-orders", gettext_lazy("Orders"), "box"),
    Tab("credit", "shop:account-credit", gettext_lazy("Gift cards and credit"), "card"),
    Tab("notifications", "shop:account-notifications", gettext_lazy("Notifications"), "bell"),
    Tab("addresses", "shop:addresses", gettext_lazy("Addresses"), "pin"),
    Tab("profile", "shop:profile", gettext_lazy("Profile"), "person"),
    Tab("password", "shop:password", gettext_lazy("Password"), "shield"),
)


def own_id(request: HttpRequest, /) -> UUID:
    """Whose pages these are; for views that are declared `members`."""
    found = visitor(request).id
    if found is None:
        raise Forbidden
    return found


def person_of(request: HttpRequest, /) -> dict[str, Any]:
    """The person as they may see themselves. Raises Forbidden for an operator, who is nobody's customer."""
    found = profile_of(own_id(request))
    if found is None:
        raise Forbidden(_("You are logged in as an operator. Operators have no account in a shop."))
    return found


def account_page(
    request: HttpRequest,
    template: str,
    facts: Mapping[str, Any] | None = None,
    /,
    *,
    tab: str,
    status: int = 200,
) -> HttpResponse:
    """A page with the navigation; the tab it belongs to is marked. One statement for the person, one for what is unread."""
    known = dict(facts or {})
    person = known.pop("person", None) or person_of(request)
    unread = notifications.unread_count(person["id"])
    actor = visitor(request)
    sells = actor.is_seller or actor.is_staff
    shared = {"person": person, "tabs": TABS, "tab": tab, "unread": unread, "sells": sells}
    return page(request, f"storefront/account/{template}", shared | known, status=status)
