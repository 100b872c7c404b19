"""The orders of one person."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from nexus.kernel.money import Money
from nexus.orders.queries.lists import NEWEST, Filter, orders
from nexus.orders.queries.pictures import pictures
from nexus.platform.http.keysets import KeysetPage
from nexus.web.storefront.paging import keyset_page
from nexus.web.storefront.serving import shop_page
from nexus.web.storefront.views.account.frame import account_page, own_id

SIZE = 10


@shop_page(members=True)
def mine(request: HttpRequest) -> HttpResponse:
    """Newest first, whatever else the person may see as staff or seller."""
    shown = own_orders(own_id(request), page=keyset_page(request, NEWEST, size=SIZE))
    return account_page(request, "orders.html", shown, tab="orders")


def own_orders(user_id: UUID, /, *, page: KeysetPage) -> dict[str, Any]:
    """`results`, `next` and `previous`; two statements for any number of orders."""
    body = page.answer(orders(Filter(user_id=user_id), page=page), item=_entry)
    seen = pictures([entry["id"] for entry in body["results"]])
    for entry in body["results"]:
        entry["pictures"] = seen.get(entry["id"], [])
    return body


def _entry(found: Any) -> dict[str, Any]:
    return {
        "id": found.id,
        "placed_at": found.placed_at,
        "number": found.number,
        "status": found.status,
        "item_count": found.item_count,
        "total": _major(found),
        "currency": found.currency,
    }


def _major(found: Any) -> str:
    return str(Money(found.total_minor, found.currency))
