"""The account's first page."""

from django.http import HttpRequest, HttpResponse

from nexus.accounts import facade as accounts
from nexus.notifications.queries import notes
from nexus.notifications.queries.lists import NEWEST as NEWEST_NOTES
from nexus.orders.queries.lists import NEWEST as NEWEST_ORDERS
from nexus.web.storefront.paging import first_page
from nexus.web.storefront.serving import shop_page
from nexus.web.storefront.views.account.frame import account_page, own_id
from nexus.web.storefront.views.account.orders import own_orders

FEW = 3


@shop_page(members=True)
def overview(request: HttpRequest) -> HttpResponse:
    """The last orders, where parcels go, what is unread."""
    user_id = own_id(request)
    book = accounts.addresses(user_id)
    facts = {
        "orders": own_orders(user_id, page=first_page(request, NEWEST_ORDERS, size=FEW)),
        "address": next((one for one in book if one.is_default_shipping), None),
        "has_addresses": bool(book),
        "news": notes(user_id, page=first_page(request, NEWEST_NOTES, size=FEW), unread=True)[:FEW],
    }
    return account_page(request, "overview.html", facts, tab="overview")
