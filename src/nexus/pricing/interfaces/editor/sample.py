"""The cart beside the form on which a draft is tried."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from nexus.accounts import facade as accounts
from nexus.catalog import facade as catalog
from nexus.catalog.contracts.dto import Sellable
from nexus.kernel import clock
from nexus.kernel.ids import parse_id
from nexus.pricing.contracts.dto import NOBODY, BuyerFacts, Destination
from nexus.pricing.facade import line_of, shipping_rates
from nexus.pricing.interfaces.editor.blanks import Choice
from nexus.pricing.interfaces.editor.moments import moment_of
from nexus.pricing.interfaces.editor.reading import Sent
from nexus.pricing.interfaces.editor.shop import currencies, zone

MOST_LINES: Final = 30
FIRST_LINES: Final = 2
BUYERS: Final = (
    ("guest", "A guest"),
    ("first", "Signed in, first order"),
    ("third", "Signed in, third order"),
)
_SIGNED_IN: Final = UUID("00000000-0000-7000-8000-000000000001")


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleLine:
    """Goods of the cart; `goods` None: they are not there any more."""

    variant_id: UUID
    quantity: int
    goods: Sellable | None = None

    @property
    def title(self) -> str:
        return title_of(self.goods) if self.goods else str(self.variant_id)

    @property
    def note(self) -> str:
        return self.goods.sku if self.goods else "not here any more"


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    """What is in the cart, who buys, where it goes and when."""

    lines: tuple[SampleLine, ...]
    currency: str
    buyer: str = "guest"
    group: str = ""
    country: str = ""
    shipping_method: str = ""
    payment_method: str = ""
    coupons: tuple[str, ...] = ()
    gives_code: bool = True
    at: datetime | None = None
    errors: Mapping[str, str] = field(default_factory=dict)

    def facts(self) -> dict[str, Any]:
        """As `facade.preview` asks for them."""
        return {
            "currency": self.currency, "buyer": self._buyer(), "destination": Destination(country=self.country),
            "shipping_method": self.shipping_method, "payment_method": self.payment_method, "coupons": self.coupons,
            "gives_code": self.gives_code, "at": self.at,
        }  # fmt: skip

    def quote_lines(self) -> list[Any]:
        return [line_of(one.goods, quantity=one.quantity) for one in self.lines if one.goods]

    def _buyer(self) -> BuyerFacts:
        groups = frozenset({self.group} if self.group else ())
        if self.buyer == "guest":
            return replace(NOBODY, groups=groups)
        return BuyerFacts(user_id=_SIGNED_IN, groups=groups, orders_before=0 if self.buyer == "first" else 2)


def title_of(goods: Sellable, /) -> str:
    """The product's, with the variant's own."""
    own = goods.title.strip()
    return f"{goods.product_title} ({own})" if own and own != goods.product_title else goods.product_title


def sample_of(sent: Sent, /) -> Sample:
    """What was sent. One statement for the goods."""
    known = currencies()
    currency = sent.text("sample.currency")
    errors: dict[str, str] = {}
    return Sample(
        lines=_with_goods(_sent_lines(sent)), currency=currency if currency in known else known[0],
        buyer=sent.text("sample.buyer") or "guest", group=sent.text("sample.group"),
        country=sent.text("sample.country").upper()[:2],
        shipping_method=sent.text("sample.shipping_method"), payment_method=sent.text("sample.payment_method"),
        coupons=tuple(sent.texts("sample.coupons"))[:10], gives_code=sent.ticked("sample.gives_code"),
        at=_moment(sent, errors), errors=errors,
    )  # fmt: skip


def first_sample(variant_ids: Sequence[UUID] = (), /) -> Sample:
    """A cart to begin with: the first goods of the shop, unless there are better ones."""
    wanted = list(variant_ids) or _first_goods()
    lines = tuple(SampleLine(variant_id=one, quantity=1) for one in wanted[:FIRST_LINES])
    return Sample(lines=_with_goods(lines), currency=currencies()[0])


def sample_choices(sample: Sample, /) -> dict[str, tuple[Choice, ...]]:
    """What selects of the cart offer."""
    options = {
        "currency": [(one, one) for one in currencies()],
        "buyer": list(BUYERS),
        "group": [("", "No group"), *accounts.group_names()],
        "shipping_method": [("", "The shop's first"), *((one.code, one.name) for one in shipping_rates())],
    }
    return {
        name: tuple(
            Choice(value=value, text=text, chosen=value == getattr(sample, name)) for value, text in found
        )
        for name, found in options.items()
    }


def _sent_lines(sent: Sent) -> tuple[SampleLine, ...]:
    found = []
    for text in sent.texts("sample.variants")[:MOST_LINES]:
        variant, quantity = parse_id(text), sent.text(f"sample.quantity.{text}")
        if variant is not None:
            pieces = int(quantity) if quantity.isdecimal() and len(quantity) < 7 else 1
            found.append(SampleLine(variant_id=variant, quantity=max(1, pieces)))
    return tuple(found)


def _with_goods(lines: tuple[SampleLine, ...]) -> tuple[SampleLine, ...]:
    known = catalog.sellables({one.variant_id for one in lines}) if lines else {}
    return tuple(replace(one, goods=known.get(one.variant_id)) for one in lines)


def _first_goods() -> list[UUID]:
    products = catalog.products(catalog.product_ids(limit=FIRST_LINES * 5))
    shown = [one for one in products.values() if one.is_public and one.variants]
    return [
        next((variant.id for variant in one.variants if variant.is_default), one.variants[0].id)
        for one in shown
    ]


def _moment(sent: Sent, errors: dict[str, str]) -> datetime | None:
    try:
        return moment_of(sent.text("sample.at"), zone())
    except ValueError as wrong:
        errors["at"] = str(wrong)
        return None


def moment_for(spec: Mapping[str, Any], sample: Sample, /) -> datetime:
    """The moment that was asked for; else now, or the beginning of a draft that has not begun."""
    now = clock.now()
    if sample.at is not None:
        return sample.at
    try:
        begins = datetime.fromisoformat(str(spec.get("starts_at") or ""))
    except ValueError:
        return now
    return max(now, begins)
