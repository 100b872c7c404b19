"""Products on their way from ready JSON to templates."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import orjson

from nexus.web.components.templatetags.components import money, number


def cards(rows: Iterable[Any], /) -> list[dict[str, Any]]:
    """The entries of a list, as templates read them: the members of the API's product list, `href` and `saving`."""
    return [card(orjson.loads(row.item)) for row in rows]


def card(item: dict[str, Any], /) -> dict[str, Any]:
    """An entry with what a card says: address, prices in words, and how much is saved, in whole percent (0: nothing).

    Written here once for each card, because a list has many of them.
    """
    price, currency = item["price"], item["currency"]
    saved = saving(price, item["compare_at_price"])
    return item | {
        "href": f"/p/{item['slug']}/",
        "saving": saved,
        "price_text": money(price, currency),
        "before_text": money(item["compare_at_price"], currency) if saved else "",
        "rating_text": number(item["rating"]) if item["review_count"] else "",
    }


def saving(price: str | None, before: str | None, /) -> int:
    """Percent off, rounded down: never more is promised than is given."""
    if price is None or before is None or Decimal(before) <= Decimal(price):
        return 0
    return int((1 - Decimal(price) / Decimal(before)) * 100)
