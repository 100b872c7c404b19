"""One thing done to several products of a list."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.dto import ProductInfo
from nexus.kernel.errors import NexusError
from nexus.kernel.ids import parse_id
from nexus.web.seller.desk import Desk
from nexus.web.seller.goods import WrongEntry
from nexus.web.seller.refused import in_words

MOST: Final = 50


def done_to(desk: Desk, asked: QueryDict, /) -> tuple[str, list[str]]:
    """What was done, in words, and a line for each product that it could not be done to. Each by itself: one that is refused
    does not keep the others from being done.
    """
    change = _CHANGES.get(asked.get("action", ""))
    ids = [found for text in asked.getlist("ids")[:MOST] if (found := parse_id(text))]
    if change is None or not ids:
        return "", [_("Choose products, and what to do with them.")]
    refused = [why for product_id in dict.fromkeys(ids) if (why := _refusal(desk, product_id, change, asked))]
    done = len(set(ids)) - len(refused)
    return _told(done) if done else "", refused


def _told(done: int) -> str:
    return ngettext("One product was changed.", "%(number)s products were changed.", done) % {"number": done}


def _refusal(desk: Desk, product_id: UUID, change: Any, asked: QueryDict) -> str:
    title = ""
    try:
        with transaction.atomic():
            product = desk.product(product_id)
            title = f"{product.title}: "
            change(product, asked)
    except (NexusError, WrongEntry) as error:
        return title + in_words(error)
    return ""


def _publish(product: ProductInfo, asked: QueryDict) -> None:
    if product.status != "published":
        catalog.change_product(product.id, changes={"status": "published"})


def _unpublish(product: ProductInfo, asked: QueryDict) -> None:
    if product.status != "draft":
        catalog.change_product(product.id, changes={"status": "draft"})


def _archive(product: ProductInfo, asked: QueryDict) -> None:
    catalog.archive_product(product.id)


def _tag(product: ProductInfo, asked: QueryDict) -> None:
    word = asked.get("tag", "").strip()
    if not word:
        raise WrongEntry(_("Write the tag to add."))
    if word.casefold() not in product.tags:
        catalog.change_product(product.id, changes={"tags": [*product.tags, word]})


_CHANGES: Final[dict[str, Callable[[ProductInfo, QueryDict], None]]] = {
    "publish": _publish,
    "draft": _unpublish,
    "archive": _archive,
    "tag": _tag,
}
