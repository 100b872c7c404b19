"""Lists of products: everything, a category, what a text finds."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from nexus.catalog.queries.slugs import present_slug_of_category
from nexus.kernel.ids import parse_id
from nexus.web.storefront.asking import asked
from nexus.web.storefront.lists.pages import list_page
from nexus.web.storefront.missing import missing, moved
from nexus.web.storefront.rendering import Shop
from nexus.web.storefront.serving import shop_page
from nexus.web.storefront.structured import crumbs, crumbs_data
from nexus.web.storefront.trees import Branch, trail


@shop_page(public=True)
def everything(request: HttpRequest) -> HttpResponse:
    """All products."""
    shop = Shop(request)
    return list_page(request, {"title": _("Everything"), "section": "all", "children": shop.categories})


@shop_page(public=True)
def category(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A category with everything below it. An id and a former slug lead to the slug; an unknown one to what there is."""
    shop = Shop(request)
    path = trail(shop.categories, parse_id(slug) or slug)
    if not path and (present := present_slug_of_category(slug)):
        return moved(request, f"/c/{present}/")
    if not path:
        return missing(request, _("There is no such category"), tiles=shop.categories)
    if path[-1].category.slug != slug:
        return redirect(path[-1].href, permanent=True)
    return list_page(
        request, _heading(shop, path), shelf={"category_id": path[-1].category.id}, fixed=("category",)
    )


@shop_page(public=True)
def found(request: HttpRequest) -> HttpResponse:
    """What a text finds; without one everything."""
    text = asked(request).get("q", "")[:200]
    title = _("“%(text)s”") % {"text": text} if text else _("Everything")
    return list_page(request, {"title": title, "is_found": True})


def _heading(shop: Shop, path: tuple[Branch, ...]) -> dict[str, object]:
    steps = crumbs(*((branch.category.name, branch.href) for branch in path))
    here = path[-1]
    siblings = path[-2].children if len(path) > 1 else ()
    return {
        "title": here.category.name,
        "section": path[0].category.slug,
        "crumbs": steps,
        "data": [crumbs_data(shop.origin, steps)],
        "lists_products": True,
        "children": here.children or siblings,
        "category": here.category,
    }
