"""What the shop owes one person, how it came to that, and what is left on a gift card."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from nexus.kernel.money import Money
from nexus.pricing import facade as pricing
from nexus.pricing.queries import credit as queries
from nexus.web.storefront.paging import keyset_page
from nexus.web.storefront.serving import shop_page
from nexus.web.storefront.statuses import MOVEMENTS
from nexus.web.storefront.views.account.frame import account_page, own_id
from nexus.web.storefront.why import why

SIZE = 20


@shop_page(members=True)
def mine(request: HttpRequest) -> HttpResponse:
    """Store credit with its movements, newest first."""
    return _page(request)


@shop_page("POST", members=True, rate="codes")
def look_up(request: HttpRequest) -> HttpResponse:
    """What is left on a gift card."""
    code = request.POST.get("gift_code", "").strip()[:100]
    if not code:
        return _page(request, gift_problem=_("Please type the code of your gift card."), status=400)
    try:
        return _page(request, card=pricing.gift_card(code))
    except pricing.GiftCardRefused as error:
        told = why({"code": error.code, "text": error.detail}, "")
        return _page(request, gift_code=code, gift_problem=told, status=400)


def _page(request: HttpRequest, /, *, status: int = 200, **facts: Any) -> HttpResponse:
    """Two statements besides those of the frame."""
    owner, page = own_id(request), keyset_page(request, queries.NEWEST_ENTRIES, size=SIZE)
    balances = [one.balance for one in pricing.store_credit(owner)]
    shown = page.answer(queries.entries(page, user_id=owner), item=_entry)
    return account_page(
        request,
        "credit.html",
        {**shown, "balances": balances, "has_credit": any(balances), **facts},
        tab="credit",
        status=status,
    )


def _entry(row: Any) -> dict[str, Any]:
    return {
        "what": MOVEMENTS[row.reason], "why": row.note, "order_id": row.order_id, "at": row.created_at, "currency": row.currency,
        "amount": str(Money(row.amount_minor, row.currency)), "balance": str(Money(row.balance_minor, row.currency)),
        "is_more": row.amount_minor > 0,
    }  # fmt: skip
