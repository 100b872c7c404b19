"""Products as lines of the seller's list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from nexus.catalog.contracts.dto import ProductInfo, VariantInfo
from nexus.web.seller.goods import NOTHING, Goods, goods_of
from nexus.web.seller.states import State, state_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """`sole`: its only variant, whose price and stock can be changed in the list; None when there are several.

    `price`, `pieces`: what was typed and refused, else what there is.
    """

    product: ProductInfo
    state: State
    sole: VariantInfo | None
    goods: Goods
    lowest: str
    pieces: int
    price: str = ""
    stock: str = ""
    error: str = ""
    saved: bool = False

    @property
    def image(self) -> str:
        return self.product.images[0].url if self.product.images else ""


def lines_of(products: Sequence[ProductInfo], /) -> list[Line]:
    """Two statements for any number of products."""
    known = goods_of([variant.id for product in products for variant in product.variants])
    return [line_of(product, known) for product in products]


def line_of(product: ProductInfo, known: Mapping[UUID, Goods], /) -> Line:
    active = [known.get(one.id, NOTHING) for one in product.variants if one.is_active]
    prices = [goods.price for goods in active if goods.price is not None]
    sole = product.variants[0] if len(product.variants) == 1 else None
    goods = known.get(sole.id, NOTHING) if sole else NOTHING
    return Line(
        product=product,
        state=state_of(product),
        sole=sole,
        goods=goods,
        lowest=str(min(prices)) if prices else "",
        pieces=sum(one.on_hand for one in active),
        price=goods.price_text,
        stock=str(goods.on_hand),
    )
