"""A product as its page shows it: from the ready document to what the template repeats nowhere."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from nexus.kernel.money import Money
from nexus.pricing import facade as pricing
from nexus.web.components.templatetags.components import money, number
from nexus.web.storefront.products import saving
from nexus.web.storefront.swatches import swatch_of
from nexus.web.storefront.told import definitions_of, name_of, value_of

type Body = dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """A variant that can be bought, in words. `saving` in whole percent; `image`: place in the gallery, None: any."""

    id: str
    title: str
    options: dict[str, str]
    price: str
    before: str
    saving: int
    saved: str
    lowest: str
    in_stock: bool
    image: int | None
    body: Body

    @property
    def tiers(self) -> list[tuple[int, str]]:
        """From how many pieces on a piece costs less, and what."""
        currency = self.body["currency"]
        return [
            (tier["min_quantity"], money(tier["price"], currency)) for tier in self.body.get("tiers", ())[1:]
        ]

    @property
    def saving_text(self) -> str:
        return f"−{self.saving} %" if self.saving else ""


def offers(body: Body, /) -> list[Offer]:
    """Variants that have a price, in their order."""
    return [_offer(body, variant) for variant in body["variants"] if variant["price"] is not None]


def _offer(body: Body, variant: Body) -> Offer:
    price, before, currency = variant["price"], variant["compare_at_price"], variant["currency"]
    saved, lowest = saving(price, before), variant.get("lowest_price_30d")
    return Offer(
        id=variant["id"],
        title=variant["title"] or " / ".join(variant["options"].values()) or variant["sku"],
        options=variant["options"],
        price=money(price, currency),
        before=money(before, currency) if saved else "",
        saving=saved,
        saved=money(str(Money.of(before, currency) - Money.of(price, currency)), currency) if saved else "",
        lowest=money(lowest, currency) if saved and lowest else "",
        in_stock=variant["in_stock"],
        image=_picture_of(variant, body["images"]),
        body=variant,
    )


def _picture_of(variant: Body, images: list[Body]) -> int | None:
    """The first picture that is of the variant's choice; else the first whose description names it, unless all do."""
    for place, image in enumerate(images):
        if image["options"] and image["options"].items() <= variant["options"].items():
            return place
    for value in variant["options"].values():
        named = [place for place, image in enumerate(images) if value.casefold() in image["alt"].casefold()]
        if named and len(named) < len(images):
            return named[0]
    return None


def chosen_offer(known: list[Offer], wished: str, default: str, /) -> Offer | None:
    """The wished variant; else the default one, or the first that is there when it is sold out; None: nothing is for sale."""
    by_id = {offer.id: offer for offer in known}
    if wished in by_id:
        return by_id[wished]
    usual = by_id.get(default) or next(iter(known), None)
    if usual is None or usual.in_stock:
        return usual
    return next((offer for offer in known if offer.in_stock), usual)


def picker(body: Body, known: list[Offer], chosen: Offer, /) -> list[dict[str, Any]]:
    """Options with their values; only where there is something to pick."""
    if len(known) < 2 or any(set(offer.options) != set(chosen.options) for offer in known):
        return []
    return [
        {"name": option["name"], "values": [
            {"value": value, "chosen": chosen.options.get(option["name"]) == value, "swatch": swatch_of(option["name"], value)}
            for value in option["values"]
            if any(offer.options.get(option["name"]) == value for offer in known)
        ]}
        for option in body["options"]
    ]  # fmt: skip


def data_for_script(body: Body, known: list[Offer], /) -> dict[str, Any]:
    """What product.js needs to follow a choice. Names, values and prices are stated once and then meant by their place: some
    products have hundreds of versions. `offers`: id, places of the values (None: has none), of the price, in stock, picture.
    """
    options = [
        (option["name"], {value: at for at, value in enumerate(option["values"])})
        for option in body["options"]
    ]
    prices: dict[tuple[str, ...], int] = {}
    packed = []
    for offer in known:
        words = (offer.price, offer.before, offer.saving_text, offer.saved, offer.lowest)
        price = prices.setdefault(words, len(prices))
        places = [values.get(offer.options.get(name, "")) for name, values in options]
        packed.append([offer.id, places, price, offer.in_stock, offer.image])
    told = [
        dict(zip(("price", "before", "saving", "saved", "lowest"), price, strict=True)) for price in prices
    ]
    return {
        "names": [name for name, _ in options],
        "values": [list(v) for _, v in options],
        "prices": told,
        "offers": packed,
    }


def attributes(body: Body, chosen: Offer | None, /) -> list[tuple[str, str]]:
    """Names and values of everything that is known besides the description, in the merchant's order. One statement at most."""
    values = body["attributes"]
    known = definitions_of(values)
    said = [
        (name_of(code, known), value_of(code, values[code], known))
        for code in dict.fromkeys([*known, *values])
    ]
    if chosen is not None and (grams := chosen.body["weight_grams"]):
        said.append((_("Weight"), f"{number(grams / 1000)} kg" if grams >= 1000 else f"{grams} g"))
    return said


def paragraphs(text: str, /) -> list[str]:
    """Blocks between empty lines."""
    return [block.strip() for block in text.replace("\r\n", "\n").split("\n\n") if block.strip()]


def terms(chosen: Offer | None, /) -> dict[str, Any]:
    """What is said about taxes and shipping, from what pricing will charge. No statement."""
    if chosen is None:
        return {}
    worth = Money.of(chosen.body["price"], chosen.body["currency"])
    ways = [
        {"name": way.name, "price": money(str(way.price), way.price.currency) if way.price else ""}
        for way in pricing.shipping_options(worth)
    ]
    return {"words": _terms_in_words(is_free=all(not way["price"] for way in ways)), "shipping": ways}


def _terms_in_words(*, is_free: bool) -> str:
    """What a price does not say by itself; nothing where it is all that is paid."""
    known = {
        "included": (_("Price includes taxes."), _("Price includes taxes, shipping is added.")),
        "added": (_("Taxes are added at the checkout."), _("Taxes and shipping are added at the checkout.")),
        "none": ("", _("Shipping is added.")),
    }
    free, added = known[pricing.taxes_shown()]
    return free if is_free else added
