"""A product under the hands of its seller: the forms, what they showed, and what there is now."""

from dataclasses import dataclass, field
from typing import Any, Final

from django.http import HttpRequest, QueryDict

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.dto import ProductInfo
from nexus.web.components.forms import PageForm
from nexus.web.seller.attributes import Sheet, chosen_type, sheet, typed_values
from nexus.web.seller.forms import ProductForm, Shelves, SoleForm, shelves
from nexus.web.seller.goods import NOTHING, Goods, WrongEntry, goods_of, typed_pieces
from nexus.web.seller.seen import unpacked

REFRESH: Final = "refresh"
"""The button that shows the inputs of another kind of product, without scripts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Editing:
    """`product` None: a new one. `sole`: the form of its only variant, None when it has several.

    `seen`: what the forms showed when they were opened. `status`: the state that the pressed button wishes for; empty: as it
    is. `attributes`: what is told about it, as typed; `wrong`: what of that cannot be, by code.
    """

    product: ProductInfo | None
    form: ProductForm
    sole: SoleForm | None
    goods: Goods = NOTHING
    seen: dict[str, Any] = field(default_factory=dict)
    seen_pieces: int | None = None
    status: str = ""
    shelves: Shelves
    attributes: dict[str, Any] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)
    typed: QueryDict | None = None

    @property
    def sheet(self) -> Sheet:
        """The inputs of what is told about products of the chosen kind."""
        values = self.product.attributes if self.product else {}
        kind = chosen_type(self.shelves.types, str(self.form["product_type"].value() or ""))
        return sheet(self.shelves.definitions, kind, values, typed=self.typed, wrong=self.wrong)

    @property
    def wished_status(self) -> str:
        """The state that the product is to have after saving."""
        return self.status or (self.product.status if self.product else "draft")

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
    goods, known, seen = _goods(product), shelves(), unpacked(request.POST.get("seen", ""))
    judged = None if REFRESH in request.POST else typed
    return Editing(
        product=product,
        form=ProductForm(
            judged,
            shelves=known,
            own_language=_language(request),
            initial=_initial(product) | _as_initial(typed),
        ),
        sole=_sole(request, product, goods, judged, _as_initial(typed)),
        goods=goods,
        shelves=known,
        typed=typed,
        attributes=typed_values(request.POST, known.definitions, _values(seen)),
        seen=seen,
        seen_pieces=_pieces(request.POST.get("seen_stock", "")),
        status=request.POST.get("status", ""),
    )


def _as_initial(typed: QueryDict | None) -> dict[str, Any]:
    """What was typed, where it is only shown again and not judged yet."""
    if typed is None:
        return {}
    return {name: typed.getlist(name) if name == "further" else typed[name] for name in typed}


def _values(seen: dict[str, Any]) -> dict[str, Any]:
    found = seen.get("attributes", {})
    return found if isinstance(found, dict) else {}


def _goods(product: ProductInfo | None) -> Goods:
    if product is None or len(product.variants) != 1:
        return NOTHING
    return goods_of([product.variants[0].id])[product.variants[0].id]


def _sole(
    request: HttpRequest, product: ProductInfo | None, goods: Goods, typed: Any, shown: dict[str, Any]
) -> SoleForm | None:
    currency: str = request.tenant.currency  # type: ignore[attr-defined]
    if product is None:
        return SoleForm(typed, currency=currency, initial=shown)
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
    return SoleForm(typed, currency=currency, initial=initial | shown)


def _initial(product: ProductInfo | None) -> dict[str, Any]:
    if product is None:
        return {}
    facts = catalog.product_facts(product)
    return facts | {
        "category": str(facts["category_id"]),
        "further": [str(one) for one in facts["further_category_ids"]],
        "brand": str(facts["brand_id"] or ""),
        "product_type": str(facts["product_type_id"] or ""),
        "tags": ", ".join(facts["tags"]),
        **{
            f"{name}_{code}": text
            for code, texts in facts["translations"].items()
            for name, text in texts.items()
        },
    }


def _language(request: HttpRequest) -> str:
    return str(request.tenant.locale)[:2]  # type: ignore[attr-defined]


def _pieces(text: str) -> int | None:
    try:
        return typed_pieces(text)
    except WrongEntry:
        return None
