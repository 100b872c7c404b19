"""Ready answers with the prices of this instant. Only products that a rule is about are decoded and written anew."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

import orjson

from nexus.accounts import facade as accounts
from nexus.catalog import facade as catalog
from nexus.kernel.clock import iso
from nexus.platform import db
from nexus.platform.http import InvalidRequest
from nexus.platform.http.actor import GUEST, Actor
from nexus.platform.tenancy import current_tenant
from nexus.pricing import facade as pricing
from nexus.pricing.contracts.shelf import ShownPrice
from nexus.search.services.documents import shelf_facts
from nexus.search.services.offers import announced_offers, current_offers
from nexus.tenancy import facade as tenancy

type Found = Mapping[str, ShownPrice]
type Body = dict[str, Any]
_FACTS: Final = (
    "SELECT id, facts::text AS facts FROM search_document WHERE tenant_id = %s AND id = ANY(%s::uuid[])"
)
_UNKNOWN: Final = "{}"
_KEPT: Final = 5_000
"""Entries with their price that a process keeps: about 20 MB."""


def prices_for(actor: Actor = GUEST, /, *, currency: str | None = None) -> pricing.Prices:
    """One small statement; one more for somebody who may have prices of their own."""
    rules = pricing.price_rules()
    if actor.id is None or actor.kind != "user" or not rules.is_personal:
        return rules.prices(currency=currency)
    buyer = pricing.BuyerFacts(user_id=actor.id, groups=accounts.groups_of(actor.id))
    return rules.prices(buyer=buyer, currency=currency)


def wanted_currency(given: str | None, /) -> str | None:
    """The currency that is asked for; None: the shop's own. One statement for another one. Raises InvalidRequest."""
    if not given or given == tenancy.tenant().currency:
        return None
    if given not in (known := pricing.currencies()):
        message = f"This shop's prices are in {', '.join(known)}."
        raise InvalidRequest("Unknown currency.", errors={"currency": [message]})
    return given


def shown(rows: Sequence[Any], prices: pricing.Prices, /) -> Sequence[Any]:
    """Rows of `id` and `item` (JSON text) with the present prices in the items. No statement while products cost what is kept
    with them; one for what prices depend on unless the rows have it (`facts`), one more while price lists or another currency
    matter."""
    if prices.is_plain or not rows:
        return rows
    known = _facts_of(rows)
    shelf = prices.shelf(list(known.values()))
    with_price = _with_price_kept if shelf.is_lasting else _with_price
    return [
        row._replace(item=with_price(row.item, known[row.id], shelf, prices.currency))
        if row.id in known else row
        for row in rows
    ]  # fmt: skip


def shown_list(entries: str, prices: pricing.Prices, /) -> str:
    """The same for a list of short entries (JSON text) that say a price and nothing it is compared with."""
    if prices.is_plain or entries == "[]":
        return entries
    known = orjson.loads(entries)
    found = prices_of([UUID(entry["id"]) for entry in known], prices)
    for entry in known:
        if (shown := found.get(UUID(entry["id"]))) is not None:
            cheapest = _cheapest(shown)
            entry["price"] = cheapest and str(cheapest.price)
            entry["currency"] = prices.currency
    return orjson.dumps(known).decode()


def shown_body(body: str, prices: pricing.Prices, /) -> str:
    """A detail (JSON text) with the present prices of the product and its variants."""
    if prices.is_plain:
        return body
    known = orjson.loads(body)
    product_id = UUID(known["id"])
    found = prices_of([product_id], prices).get(product_id)
    if found is None:
        return body
    changed = _priced(known, _cheapest(found), prices.currency) | {
        "variants": [
            _priced(variant, found.get(variant["id"]), prices.currency) for variant in known["variants"]
        ]
    }
    return orjson.dumps(changed).decode()


def shown_offers(variant_ids: Collection[UUID], /) -> dict[UUID, catalog.OfferInfo]:
    """What everybody may know of variants now. Three statements; three more while products do not cost what is kept with them."""
    offers, prices = current_offers(variant_ids), prices_for()
    if prices.is_plain:
        return offers
    found = prices_of(set(catalog.products_by_variant(set(variant_ids)).values()), prices)
    priced = {UUID(variant): one for shown in found.values() for variant, one in shown.items()}
    return {
        variant: replace(
            offer, price=priced[variant].price, compare_at=priced[variant].compare_at,
            lowest_before=priced[variant].lowest_before,
        ) if variant in priced else offer
        for variant, offer in offers.items()
    }  # fmt: skip


def prices_of(product_ids: Collection[UUID], prices: pricing.Prices, /) -> dict[UUID, Found]:
    """By product, prices by variant; products that cost what is kept with them are left out."""
    known = _with_anew({row.id: row.facts for row in db.rows(_FACTS, [current_tenant(), list(product_ids)])})
    shelf = prices.shelf(list(known.values()))
    found = {product_id: shelf.shown(facts) for product_id, facts in known.items()}
    return {product_id: shown for product_id, shown in found.items() if shown is not None}


def _facts_of(rows: Sequence[Any]) -> dict[UUID, str]:
    if not hasattr(rows[0], "facts"):
        rows = db.rows(_FACTS, [current_tenant(), [row.id for row in rows]])
    return _with_anew({row.id: row.facts for row in rows})


def _with_anew(known: dict[UUID, str]) -> dict[UUID, str]:
    unknown = [product_id for product_id, facts in known.items() if facts == _UNKNOWN]
    return known | _read_anew(unknown) if unknown else known


def _read_anew(product_ids: Collection[UUID]) -> dict[UUID, str]:
    """Of documents that were written before they kept it."""
    products, currency = catalog.products(product_ids), tenancy.tenant().currency
    offers = announced_offers([variant.id for product in products.values() for variant in product.variants])
    return {
        one.id: orjson.dumps(shelf_facts(one, offers, currency=currency)).decode()
        for one in products.values()
    }


def _with_price(item: str, facts: str, shelf: pricing.ShopShelf, currency: str) -> str:
    """Pure."""
    found = shelf.shown(facts)
    if found is None:
        return item
    return orjson.dumps(_priced(orjson.loads(item), _cheapest(found), currency)).decode()


@lru_cache(maxsize=_KEPT)
def _with_price_kept(item: str, facts: str, shelf: pricing.ShopShelf, currency: str) -> str:
    """As long as the same promotions hold, a product that is shown again costs nothing."""
    return _with_price(item, facts, shelf, currency)


def _cheapest(found: Found) -> ShownPrice | None:
    return min(found.values(), key=lambda one: one.price, default=None)


def _priced(body: Body, shown: ShownPrice | None, currency: str) -> Body:
    """`promotion` and `tiers` only where there are any."""
    if shown is None:
        return body | {
            "price": None, "compare_at_price": None, "lowest_price_30d": None, "currency": currency,
        }  # fmt: skip
    changed = body | {
        "price": str(shown.price),
        "compare_at_price": None if shown.compare_at is None else str(shown.compare_at),
        "lowest_price_30d": None if shown.lowest_before is None else str(shown.lowest_before),
        "currency": currency,
    }
    if promotion := shown.promotion:
        ends_at = promotion.ends_at and iso(promotion.ends_at)
        changed["promotion"] = {"title": promotion.title, "ends_at": ends_at}
    if shown.tiers:
        changed["tiers"] = _tiers(shown.tiers)
    return changed


def _tiers(tiers: Iterable[tuple[int, Any]]) -> list[Body]:
    return [{"min_quantity": quantity, "price": str(price)} for quantity, price in tiers]
