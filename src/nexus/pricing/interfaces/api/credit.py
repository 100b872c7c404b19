"""Endpoints of store credit: a buyer's own, and the staff's grants."""

from typing import Any

from nexus.platform.http import (
    KEYSET_QUERY,
    ApiRequest,
    ApiView,
    Response,
    created,
    endpoint,
    keyset_page,
    validated,
)
from nexus.pricing import facade
from nexus.pricing.interfaces.api import credit_forms as forms
from nexus.pricing.interfaces.api.credit_bodies import amount_in, own_entry
from nexus.pricing.queries import credit as queries
from nexus.tenancy import facade as tenancy


class OwnCreditView(ApiView):
    """`/api/credit/`"""

    @endpoint(auth="user", returns={200: forms.OwnCreditAnswer})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """What the shop owes who asks, by currency."""
        owner = request.actor.id
        found = facade.store_credit(owner) if owner else ()
        return {
            "balances": [{"balance": str(one.balance), "currency": one.balance.currency} for one in found]
        }


class OwnEntriesView(ApiView):
    """`/api/credit/entries/`"""

    @endpoint(auth="user", query=KEYSET_QUERY, returns={200: forms.CreditEntriesPage})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """How it came to that, newest first."""
        page, owner = keyset_page(request, queries.NEWEST_ENTRIES), request.actor.id
        return page.answer(
            queries.entries(page, user_id=owner),
            item=own_entry,
            count=lambda: queries.count_entries(user_id=owner),
        )


class GrantsView(ApiView):
    """`/api/credit/grants/`"""

    @endpoint(
        auth="staff", idempotent="honoured", throttle="write", body=forms.GrantForm,
        returns={201: forms.GrantedAnswer}, errors=(404,),
    )  # fmt: skip
    def post(self, request: ApiRequest) -> Response:
        """Give a buyer credit, with a reason."""
        asked = validated(forms.GrantForm, request)
        amount = amount_in(asked["amount"], asked.get("currency") or tenancy.tenant().currency)
        found = facade.grant_credit(asked["user_id"], amount, reason=asked["reason"])
        return created(
            {
                "user_id": found.user_id,
                "balance": str(found.balance),
                "currency": found.balance.currency,
            }
        )
