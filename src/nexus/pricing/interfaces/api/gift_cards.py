"""Endpoints of gift cards: the staff issues and keeps them, everybody may ask what is left on one whose code they know."""

from typing import Any
from uuid import UUID

from nexus.kernel import clock
from nexus.platform.http import (
    KEYSET_QUERY,
    ApiRequest,
    ApiView,
    Response,
    created,
    endpoint,
    keyset_page,
    validated,
    validated_query,
)
from nexus.pricing import facade
from nexus.pricing.contracts.credit import GiftCard
from nexus.pricing.contracts.credit_errors import NoSuchGiftCard
from nexus.pricing.interfaces.api import credit_forms as forms
from nexus.pricing.interfaces.api.credit_bodies import amount_in, balance_body, card_body, staff_entry
from nexus.pricing.queries import credit as queries
from nexus.tenancy import facade as tenancy


class GiftCardsView(ApiView):
    """`/api/gift-cards/`"""

    @endpoint(auth="staff", query=forms.GiftCardsQuery, returns={200: forms.GiftCardsPage})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """Gift cards, newest first."""
        asked, page, now = (
            validated_query(forms.GiftCardsQuery, request),
            keyset_page(request, queries.NEWEST),
            clock.now(),
        )
        tail = asked.get("q")
        wanted = queries.CardFilter(
            status=asked.get("status"), currency=asked.get("currency"), tail=tail and tail.upper()
        )
        return page.answer(
            queries.cards(wanted, page, at=now),
            item=lambda row: card_body(queries.gift_card(row)),
            count=lambda: queries.count_cards(wanted, at=now),
        )

    @endpoint(
        auth="staff", throttle="write", body=forms.IssueForm, returns={201: forms.IssuedCardsAnswer},
        errors=(409,),
    )  # fmt: skip
    def post(self, request: ApiRequest) -> Response:
        """Issue gift cards. Their codes are in this answer and are never told again; so no idempotency key is honoured, which
        would keep the answer: cards whose codes were lost are to be blocked."""
        asked = validated(forms.IssueForm, request)
        issued = facade.issue_gift_cards(
            amount_in(asked["amount"], asked.get("currency") or tenancy.tenant().currency),
            count=asked["count"],
            code=asked.get("code"),
            expires_at=asked.get("expires_at"),
            note=asked.get("note", ""),
        )
        return created({"cards": [{**card_body(one.card), "code": one.code} for one in issued]})


class OneGiftCardView(ApiView):
    """`/api/gift-cards/<id>/`"""

    @endpoint(auth="staff", returns={200: forms.GiftCardAnswer}, errors=(404,))
    def get(self, request: ApiRequest, card_id: UUID) -> dict[str, Any]:
        """One gift card."""
        return card_body(_found(card_id))


class BlockView(ApiView):
    """`/api/gift-cards/<id>/deactivate/`"""

    @endpoint(auth="staff", throttle="write", returns={200: forms.GiftCardAnswer}, errors=(404,))
    def post(self, request: ApiRequest, card_id: UUID) -> dict[str, Any]:
        """Take it out of use; its balance stays. Twice changes nothing."""
        return card_body(facade.block_gift_card(card_id))


class UnblockView(ApiView):
    """`/api/gift-cards/<id>/activate/`"""

    @endpoint(auth="staff", throttle="write", returns={200: forms.GiftCardAnswer}, errors=(404,))
    def post(self, request: ApiRequest, card_id: UUID) -> dict[str, Any]:
        """Put it into use again. Twice changes nothing."""
        return card_body(facade.block_gift_card(card_id, is_active=True))


class AdjustmentsView(ApiView):
    """`/api/gift-cards/<id>/adjustments/`"""

    @endpoint(
        auth="staff", idempotent="honoured", throttle="write", body=forms.AdjustForm,
        returns={201: forms.GiftCardAnswer}, errors=(404, 409),
    )  # fmt: skip
    def post(self, request: ApiRequest, card_id: UUID) -> Response:
        """Put more on it, or take some off, with a reason."""
        asked = validated(forms.AdjustForm, request)
        amount = amount_in(asked["amount"], _found(card_id).balance.currency)
        facade.adjust_credit(card_id, amount, reason=asked["reason"])
        return created(card_body(_found(card_id)))


class EntriesView(ApiView):
    """`/api/gift-cards/<id>/entries/`"""

    @endpoint(auth="staff", query=KEYSET_QUERY, returns={200: forms.StaffEntriesPage}, errors=(404,))
    def get(self, request: ApiRequest, card_id: UUID) -> dict[str, Any]:
        """What was ever booked on it, newest first."""
        page = keyset_page(request, queries.NEWEST_ENTRIES)
        _found(card_id)
        return page.answer(
            queries.entries(page, account_id=card_id),
            item=staff_entry,
            count=lambda: queries.count_entries(account_id=card_id),
        )


class BalanceView(ApiView):
    """`/api/gift-cards/balance/`"""

    @endpoint(
        auth="public",
        throttle="codes",
        body=forms.CodeForm,
        returns={200: forms.BalanceAnswer},
        errors=(400,),
    )
    def post(self, request: ApiRequest) -> dict[str, Any]:
        """What is left on a gift card, for who knows its code."""
        return balance_body(facade.gift_card(validated(forms.CodeForm, request)["code"]))


def _found(card_id: UUID) -> GiftCard:
    found = queries.card(card_id)
    if found is None:
        raise NoSuchGiftCard(id=str(card_id))
    return found
