"""One product: what it is, what it costs, what others say."""

from typing import Any, Final
from uuid import UUID

import orjson
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from nexus.catalog import facade as catalog
from nexus.catalog.queries import reviews as review_queries
from nexus.search import facade as search
from nexus.search.queries.related import related
from nexus.vendors import facade as vendors
from nexus.web.storefront import product_page as shown
from nexus.web.storefront.asking import asked
from nexus.web.storefront.language import is_partial
from nexus.web.storefront.missing import missing, moved
from nexus.web.storefront.paging import forgiving_page
from nexus.web.storefront.products import cards
from nexus.web.storefront.rendering import Shop, page
from nexus.web.storefront.review_choice import Choice
from nexus.web.storefront.serving import shop_page
from nexus.web.storefront.spoken import spoken
from nexus.web.storefront.structured import crumbs, crumbs_data, product_data, review_data
from nexus.web.storefront.trees import trail

RELATED: Final = 16
IN_A_ROW: Final = 4
LEAST_IN_A_ROW: Final = 2
REVIEWS: Final = 5
TEMPLATE: Final = "storefront/product.html"


@shop_page(public=True)
def show(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Twelve statements at most. An id and a former slug lead to the slug, a variant that is not (or no longer) sold to the
    product."""
    found = search.public_body(slug)
    if found is None:
        present = catalog.present_slug(slug)
        return (
            moved(request, f"/p/{present}/") if present else missing(request, _("This product is not here"))
        )
    body = spoken(orjson.loads(found))
    if body["slug"] != slug:
        return redirect(f"/p/{body['slug']}/", permanent=True)
    if is_partial(request):
        return page(request, TEMPLATE, _reviews(request, body), part="reviews")
    known, wished = shown.offers(body), asked(request).get("variant", "")
    if wished and wished not in {offer.id for offer in known}:
        return redirect(f"/p/{slug}/")
    return page(request, TEMPLATE, _facts(request, body, known, wished))


def _facts(
    request: HttpRequest, body: dict[str, Any], known: list[shown.Offer], wished: str
) -> dict[str, Any]:
    shop, reviews = Shop(request), _reviews(request, body)
    chosen = shown.chosen_offer(known, wished, body["default_variant_id"])
    path = trail(shop.categories, UUID(body["category"]["id"]))
    steps = crumbs(
        *((branch.category.name, branch.href) for branch in path), (body["title"], f"/p/{body['slug']}/")
    )
    return {
        "product": body,
        "section": path[0].category.slug if path else "",
        "crumbs": steps,
        "data": [
            product_data(shop, body, [offer.body for offer in known]) | review_data(reviews["reviews"]),
            crumbs_data(shop.origin, steps),
        ],
        "offers": known,
        "chosen": chosen,
        "picker": shown.picker(body, known, chosen) if chosen else [],
        "for_script": shown.data_for_script(body, known),
        "paragraphs": shown.paragraphs(body["description"]),
        "attributes": shown.attributes(body, chosen),
        "terms": shown.terms(chosen),
        "seller": vendors.vendor(UUID(body["vendor"]["id"])) if shop.is_marketplace else None,
        **_related(body),
        **reviews,
    }


def _related(body: dict[str, Any]) -> dict[str, Any]:
    """What others bought with it in one row, what could stand in for it in another; one thing alone makes no row."""
    found = cards(related(body["slug"], limit=RELATED))
    together = [item for item in found if item["reason"] == "bought_together"]
    if len(together) < LEAST_IN_A_ROW:
        return {"together": [], "related": found[:IN_A_ROW]}
    others = [item for item in found if item["reason"] != "bought_together"]
    return {"together": together[:IN_A_ROW], "related": others[:IN_A_ROW]}


def _reviews(request: HttpRequest, body: dict[str, Any]) -> dict[str, Any]:
    """A page of reviews; the stars only with the first one. Nothing is asked for where there are none."""
    further = "cursor" in asked(request)
    if not body["review_count"]:
        return {"product": body, "reviews": [], "bars": [], "is_further": further}
    choice = Choice.read(asked(request))
    wanted = forgiving_page(request, choice.order, size=REVIEWS, keep=choice.query())
    alone, product_id = is_partial(request), UUID(body["id"])
    rows = review_queries.reviews_of(product_id, wanted, wish=choice.wish, with_stars=not alone)
    answer = wanted.answer(rows, item=lambda row: row)
    return {
        "product": body,
        "reviews": answer["results"],
        "more": answer["next"],
        "choice": choice,
        "is_further": further,
        "bars": [] if alone else choice.bars(rows[0].stars if rows else review_queries.stars_of(product_id)),
    }
