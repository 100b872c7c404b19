"""The variants of a product as one table, and the options that make them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.dto import ProductInfo
from nexus.kernel.errors import NexusError
from nexus.web.seller.desk import Desk
from nexus.web.seller.frame import portal_page, seller_page
from nexus.web.seller.goods import WrongEntry, goods_of, typed_price
from nexus.web.seller.matrix import (
    Cells,
    Plan,
    Row,
    packed_cells,
    plan,
    rows_of,
    seen_cells,
    typed_cells,
)
from nexus.web.seller.options import made, missing, options_of, typed_options
from nexus.web.seller.refused import at_field, in_words
from nexus.web.seller.states import state_of

_COLUMN_OF: Final = {"price": "price", "compare_at_price": "before", "stock_quantity": "stock", "sku": "sku"}


@seller_page("GET", "POST")
def table(request: HttpRequest, desk: Desk, product_id: UUID) -> HttpResponse:
    """All or nothing of what was typed is saved; what is wrong stands at its cell."""
    product = desk.product(product_id)
    rows = rows_of(product, goods_of([variant.id for variant in product.variants]))
    if request.method != "POST":
        return _page(request, desk, product, rows)
    typed, seen = typed_cells(request.POST), seen_cells(request.POST.get("seen", ""))
    wished = plan(rows, typed, seen, currency=request.tenant.currency)  # type: ignore[attr-defined]
    errors, general = _saved(product, wished)
    if errors or general:
        shown = [_as_typed(row, typed, errors) for row in rows]
        return _page(request, desk, product, shown, {"general": general}, seen=rows, status=400)
    messages.success(request, _told(len(wished.changed)))
    return HttpResponseRedirect(reverse("seller:variants", args=[product_id]))


def _saved(product: ProductInfo, wished: Plan) -> tuple[Mapping[UUID, Cells], str]:
    """What kept it from being saved: by cell, and what belongs to none."""
    if wished.errors or not wished.changed:
        return wished.errors, ""
    try:
        with transaction.atomic():
            catalog.change_variants(product.id, changed=wished.changed)
    except NexusError as error:
        return _blamed(product, error)
    return {}, ""


def _blamed(product: ProductInfo, error: NexusError) -> tuple[dict[UUID, Cells], str]:
    if error.code == "below_reserved":
        return {UUID(str(error.facts["variant_id"])): {"stock": in_words(error)}}, ""
    by_id = {str(variant.id): variant.id for variant in product.variants}
    errors: dict[UUID, Cells] = {}
    rest: list[str] = []
    for name, texts in error.errors.items():
        _, key, field = (*name.split("."), "", "")[:3]
        if key in by_id:
            errors.setdefault(by_id[key], {})[_COLUMN_OF.get(field, field)] = at_field(field, texts)
        else:
            rest.append(at_field(name, texts))
    return errors, " ".join(rest) or ("" if errors else in_words(error))


def _as_typed(row: Row, typed: Mapping[UUID, Cells], errors: Mapping[UUID, Cells]) -> Row:
    own = typed.get(row.variant.id)
    if own is None:
        return row
    return replace(row, cells=row.cells | own, errors=errors.get(row.variant.id, {}), is_changed=True)


def _told(number: int) -> str:
    if not number:
        return _("Nothing was changed.")
    return ngettext("One variant was changed.", "%(number)s variants were changed.", number) % {
        "number": number
    }


@seller_page("POST")
def extend(request: HttpRequest, desk: Desk, product_id: UUID) -> HttpResponse:
    """Add options and values: only the variants that are missing are made."""
    product = desk.product(product_id)
    rows = rows_of(product, goods_of([variant.id for variant in product.variants]))
    try:
        number = _extended(request, product, rows)
    except (WrongEntry, NexusError) as error:
        facts = {"options_error": in_words(error), "typed": request.POST}
        return _page(request, desk, product, rows, facts, status=400)
    messages.success(request, _made(number))
    return HttpResponseRedirect(reverse("seller:variants", args=[product_id]))


def _extended(request: HttpRequest, product: ProductInfo, rows: list[Row]) -> int:
    currency: str = request.tenant.currency  # type: ignore[attr-defined]
    wanted = missing(product, typed_options(request.POST, options_of(product)))
    price = typed_price(request.POST.get("price", ""), currency) or rows[0].goods.price
    if price is None and wanted.choices:
        raise WrongEntry(_("State the price of the new variants."))
    if wanted.changed or wanted.choices:
        new = made(wanted.choices, price=price) if price is not None else ()
        with transaction.atomic():
            catalog.change_variants(product.id, changed=wanted.changed, new=new)
    return len(wanted.choices)


def _made(number: int) -> str:
    if not number:
        return _("All of these variants are there already.")
    return ngettext("One variant was made.", "%(number)s variants were made.", number) % {"number": number}


def _page(
    request: HttpRequest,
    desk: Desk,
    product: ProductInfo,
    rows: list[Row],
    more: dict[str, Any] | None = None,
    /,
    *,
    seen: list[Row] | None = None,
    status: int = 200,
) -> HttpResponse:
    known = options_of(product)
    facts = {
        "product": product,
        "state": state_of(product),
        "section": "variants",
        "rows": rows,
        "wrong": sum(len(row.errors) for row in rows),
        "options": list(known.items()),
        "free": range(len(known), min(len(known) + 2, 5)),
        "seen": packed_cells(seen or rows),
        "price": rows[0].goods.price_text,
    }
    return portal_page(request, desk, "variants.html", facts | (more or {}), tab="products", status=status)
