"""A product under the hands of its seller: the forms, what they showed, and what there is now."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.dto import ProductInfo
from nexus.web.components.forms import PageForm
from nexus.web.seller.forms import ProductForm, SoleForm
from nexus.web.seller.goods import NOTHING, Goods, WrongEntry, goods_of, typed_pieces
from nexus.web.seller.seen import unpacked


@dataclass(frozen=True, kw_only=True, slots=True)
class Editing:
    """`product` None: a new one. `sole`: the form of its only variant, None when it has several. `seen`: what the forms
    showed when they were opened. `status`: the state that the pressed button wishes for; empty: as it is.
    """

    product: ProductInfo | None
    form: ProductForm
    sole: SoleForm | None
    goods: Goods = NOTHING
    seen: dict[str, Any] = field(default_factory=dict)
    seen_pieces: int | None = None
    status: str = ""

    @property
    def forms(self) -> tuple[PageForm, ...]:
        return (self.form, self.sole) if self.sole else (self.form,)

    def is_valid(self) -> bool:
        """All forms are judged, so that all errors are told at once."""
        judged = [form.is_valid() for form in self.forms]
        return all(judged)


def opened(request: HttpRequest, product: ProductInfo | None, /) -> Editing:
    """The forms with what was typed, or with what there is."""
    typed = request.POST if request.method == "POST" else None
    goods = _goods(product)
    return Editing(
        product=product,
        form=ProductForm(typed, categories=catalog.categories(), initial=_initial(product)),
        sole=_sole(request, product, goods, typed),
        goods=goods,
        seen=unpacked(request.POST.get("seen", "")),
        seen_pieces=_pieces(request.POST.get("seen_stock", "")),
        status=request.POST.get("status", ""),
    )


def _goods(product: ProductInfo | None) -> Goods:
    if product is None or len(product.variants) != 1:
        return NOTHING
    return goods_of([product.variants[0].id])[product.variants[0].id]


def _sole(request: HttpRequest, product: ProductInfo | None, goods: Goods, typed: Any) -> SoleForm | None:
    currency: str = request.tenant.currency  # type: ignore[attr-defined]
    if product is None:
        return SoleForm(typed, currency=currency)
    if len(product.variants) != 1:
        return None
    variant = product.variants[0]
    initial = {
        "price": goods.price_text,
        "compare_at_price": goods.compare_at_text,
        "stock_quantity": goods.on_hand,
        "sku": variant.sku,
        "barcode": variant.barcode,
        "weight_grams": variant.weight_grams,
    }
    return SoleForm(typed, currency=currency, initial=initial)


def _initial(product: ProductInfo | None) -> dict[str, Any]:
    if product is None:
        return {}
    facts = catalog.product_facts(product)
    return facts | {"category": str(facts["category_id"]), "tags": ", ".join(facts["tags"])}


def _pieces(text: str) -> int | None:
    try:
        return typed_pieces(text)
    except WrongEntry:
        return None
