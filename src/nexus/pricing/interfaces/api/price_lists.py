"""Endpoints of price lists, for the staff and for sellers."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from nexus.kernel.money import InvalidAmount, Money
from nexus.platform.http import (
    KEYSET_QUERY,
    ApiRequest,
    ApiView,
    Response,
    created,
    endpoint,
    keyset_page,
    no_content,
    validated,
    validated_query,
)
from nexus.pricing import facade
from nexus.pricing.contracts.price_lists import InvalidPriceList, PriceEntry, PriceListInfo, UnknownPriceList
from nexus.pricing.interfaces.api import price_list_forms as forms
from nexus.pricing.interfaces.api.reach import may_read, may_write
from nexus.pricing.queries import price_lists as queries

_SELLING: Final = ("seller", "staff")
_HUNDRED: Final = 100


class PriceListsView(ApiView):
    """`/api/pricing/price-lists/`"""

    @endpoint(auth=_SELLING, query=forms.PriceListsQuery, returns={200: forms.PriceListsPage})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """Price lists, newest first: a seller's own, for staff all."""
        asked = validated_query(forms.PriceListsQuery, request)
        wanted = queries.ListFilter(
            vendor_ids=may_read(request.actor), group=asked.get("group", ""), currency=asked.get("currency", ""),
            text=asked.get("q", ""),
        )  # fmt: skip
        page = keyset_page(request, queries.NEWEST)
        return page.answer(queries.listed(page, wanted), item=asdict, count=lambda: queries.count(wanted))

    @endpoint(
        auth=_SELLING, throttle="write", idempotent="honoured", body=forms.NewPriceListForm,
        returns={201: forms.PriceListBody}, errors=(409,),
    )  # fmt: skip
    def post(self, request: ApiRequest) -> Response:
        """Make a list; a seller's is about their own goods alone. Its prices come after it."""
        asked = validated(forms.NewPriceListForm, request)
        made = facade.create_price_list(asked, for_vendors=may_write(request.actor))
        return created(asdict(made), location=f"/api/pricing/price-lists/{made.id}/")


class OnePriceListView(ApiView):
    """`/api/pricing/price-lists/<id>/`"""

    @endpoint(auth=_SELLING, returns={200: forms.PriceListBody}, errors=(404,))
    def get(self, request: ApiRequest, list_id: UUID) -> dict[str, Any]:
        """One list without its prices."""
        return asdict(_seen(request, list_id))

    @endpoint(
        auth=_SELLING, throttle="write", body=forms.PriceListChanges, returns={200: forms.PriceListBody},
        errors=(404, 409),
    )  # fmt: skip
    def patch(self, request: ApiRequest, list_id: UUID) -> dict[str, Any]:
        """Change what is stated; it holds at once."""
        asked = validated(forms.PriceListChanges, request)
        return asdict(facade.change_price_list(list_id, asked, for_vendors=may_write(request.actor)))

    @endpoint(auth=_SELLING, throttle="write", returns={204: None}, errors=(404,))
    def delete(self, request: ApiRequest, list_id: UUID) -> Response:
        """Remove it with its prices; orders keep what they were placed at."""
        facade.delete_price_list(list_id, for_vendors=may_write(request.actor))
        return no_content()


class PriceEntriesView(ApiView):
    """`/api/pricing/price-lists/<id>/entries/`"""

    @endpoint(auth=_SELLING, query=KEYSET_QUERY, returns={200: forms.EntriesPage}, errors=(404,))
    def get(self, request: ApiRequest, list_id: UUID) -> dict[str, Any]:
        """The prices of the list in the order in which they came."""
        known = _seen(request, list_id)
        page = keyset_page(request, queries.OLDEST)
        return page.answer(
            queries.entries(page, list_id),
            item=lambda row: _entry_body(row, known.currency),
            count=lambda: queries.count_entries(list_id),
        )

    @endpoint(
        auth=_SELLING,
        throttle="write",
        body=forms.EntriesForm,
        returns={200: forms.EntriesAnswer},
        errors=(404,),
    )
    def post(self, request: ApiRequest, list_id: UUID) -> dict[str, Any]:
        """Write up to some thousands of prices, all or none; those without amount and percent are taken out."""
        asked = validated(forms.EntriesForm, request)
        known = _seen(request, list_id)
        entries = _entries(asked["entries"], known.currency)
        return {"changed": facade.put_prices(list_id, entries, for_vendors=may_write(request.actor))}


def _seen(request: ApiRequest, list_id: UUID) -> PriceListInfo:
    found = facade.price_list(list_id, for_vendors=may_read(request.actor))
    if found is None:
        raise UnknownPriceList(price_list=str(list_id))
    return found


def _entries(asked: Sequence[Mapping[str, Any]], currency: str) -> list[PriceEntry]:
    """Raises InvalidPriceList for amounts that the currency does not have."""
    errors: dict[str, list[str]] = {}
    found = []
    for place, one in enumerate(asked):
        minor, percent = None, None
        try:
            minor = None if one.get("amount") is None else Money.of(one["amount"], currency).minor
        except InvalidAmount:
            errors[f"entries.{place}.amount"] = [f"Too many decimal digits for {currency}."]
        try:
            percent = _hundredths(one.get("percent"))
        except ValueError:
            errors[f"entries.{place}.percent"] = ["At most two decimal digits."]
        found.append(
            PriceEntry(
                variant_id=one.get("variant_id"), product_id=one.get("product_id"),
                min_quantity=one.get("min_quantity", 1), minor=minor, percent=percent,
            )
        )  # fmt: skip
    if errors:
        raise InvalidPriceList(errors=errors)
    return found


def _hundredths(percent: Decimal | None) -> int | None:
    if percent is None:
        return None
    found = percent * _HUNDRED
    if found != found.to_integral_value():
        raise ValueError("too exact")
    return int(found)


def _entry_body(row: Any, currency: str) -> dict[str, Any]:
    return {
        "variant_id": row.variant_id,
        "product_id": row.product_id,
        "min_quantity": row.min_quantity,
        "amount": None if row.amount_minor is None else str(Money(row.amount_minor, currency)),
        "percent": None if row.percent is None else f"{Decimal(row.percent) / _HUNDRED:.2f}",
    }
