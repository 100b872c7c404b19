"""Products on their way from ready JSON to templates."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import orjson
from django.utils.translation import gettext as _

from nexus.search import facade as search
from nexus.web.components.templatetags.components import money, number
from nexus.web.storefront.spoken import title_of


def cards(rows: Sequence[Any], /) -> list[dict[str, Any]]:
    """The entries of a list, as templates read them: the members of the API's product list with the prices of this instant, and
    what a card says."""
    return [card(orjson.loads(row.item)) for row in search.shown(rows)]


def card(item: dict[str, Any], /) -> dict[str, Any]:
    """An entry with the words of its card: address, prices, and how much is saved, in whole percent (0: nothing).

    They are found here because a list has many cards, and what a template looks up costs ten times as much.
    """
    price, currency = item["price"], item["currency"]
    saved, lowest = saving(price, item["compare_at_price"]), item.get("lowest_price_30d")
    return item | {
        "href": f"/p/{item['slug']}/",
        "title": title_of(item),
        "saving": saved,
        "price_text": money(price, currency),
        "before_text": money(item["compare_at_price"], currency) if saved else "",
        "lowest_text": money(lowest, currency) if saved and lowest else "",
        "from_text": _("from") if item["variant_count"] > 1 else "",
        "stock_text": "" if item["in_stock"] else _("Sold out"),
        "rating_text": number(item["rating"]) if item["review_count"] else "",
    }


def saving(price: str | None, before: str | None, /) -> int:
    """Percent off, rounded down: never more is promised than is given."""
    if price is None or before is None or Decimal(before) <= Decimal(price):
        return 0
    return int((1 - Decimal(price) / Decimal(before)) * 100)
