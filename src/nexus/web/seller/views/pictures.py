"""Pictures of a product: adding, ordering, describing and removing them."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.dto import ImageInfo, ProductInfo
from nexus.kernel.errors import NexusError
from nexus.kernel.ids import parse_id
from nexus.platform.tenancy import tenant_scope
from nexus.web.components.forms import one_line
from nexus.web.seller.desk import Desk
from nexus.web.seller.frame import portal_page, seller_page
from nexus.web.seller.options import options_of
from nexus.web.seller.refused import at_field, in_words
from nexus.web.seller.states import state_of
from nexus.web.storefront.language import is_partial

MOST_AT_ONCE: Final = 30
MOST_BYTES: Final = 10 * 1024 * 1024


@seller_page()
def gallery(request: HttpRequest, desk: Desk, product_id: UUID) -> HttpResponse:
    return _page(request, desk, desk.product(product_id))


@seller_page("POST", own_scope=True)
def add(request: HttpRequest, desk: Desk, product_id: UUID) -> HttpResponse:
    """Each file by itself: a bad one does not keep the others out. Scripts send them one by one and get the list, or the
    reason as plain text.
    """
    with tenant_scope():
        desk.product(product_id)
    files, url = request.FILES.getlist("file")[:MOST_AT_ONCE], request.POST.get("url", "").strip()[:2000]
    refused = [why for file in files if (why := _refusal(product_id, file))]
    if url:
        files, refused = [*files, url], [*refused, *_not_fetched(product_id, url)]
    if not is_partial(request):
        return _told(request, product_id, len(files) - len(refused), refused)
    if refused or not files:
        why = refused[0] if refused else _("Choose at least one picture.")
        return HttpResponse(why, status=400, content_type="text/plain; charset=utf-8")
    with tenant_scope():
        return _page(request, desk, desk.product(product_id))


def _refusal(product_id: UUID, file: Any) -> str:
    """Why a file cannot be kept; empty when it is."""
    try:
        if file.size > MOST_BYTES:
            return f"{file.name}: {_('The file is larger than 10 MB.')}"
        catalog.hang_picture(product_id, catalog.verified_picture(file.read()))
    except NexusError as error:
        return f"{one_line(file.name)[:80]}: {in_words(error)}"
    return ""


def _not_fetched(product_id: UUID, url: str) -> list[str]:
    """Why there is no picture to be had from the address; the guard reaches only public ones."""
    try:
        catalog.hang_picture(product_id, catalog.remote_picture(url), source_url=url)
    except NexusError as error:
        return [f"{url[:80]}: {at_field('url', [error.detail])}"]
    return []


def _told(request: HttpRequest, product_id: UUID, kept: int, refused: list[str]) -> HttpResponse:
    if kept:
        messages.success(request, _("The pictures are kept."))
    elif not refused:
        messages.error(request, _("Choose at least one picture."))
    for why in refused:
        messages.error(request, why)
    return HttpResponseRedirect(reverse("seller:pictures", args=[product_id]))


@seller_page("POST")
def order(request: HttpRequest, desk: Desk, product_id: UUID) -> HttpResponse:
    """`order`: all ids, as they were dragged; or `move` one picture `by` a place."""
    product = desk.product(product_id)
    try:
        catalog.order_images(product_id, _wished_order(request, product))
    except NexusError as error:
        return _answer(request, desk, product_id, in_words(error))
    return _answer(request, desk, product_id)


def _wished_order(request: HttpRequest, product: ProductInfo) -> list[UUID]:
    if "order" in request.POST:
        return [found for text in request.POST["order"].split(",") if (found := parse_id(text))]
    ids = [image.id for image in product.images]
    moved, step = parse_id(request.POST.get("move", "")), -1 if request.POST.get("by") == "-1" else 1
    if moved in ids:
        place = ids.index(moved)
        ids.insert(max(place + step, 0), ids.pop(place))
    return ids


@seller_page("POST")
def change(request: HttpRequest, desk: Desk, product_id: UUID, image_id: UUID) -> HttpResponse:
    """Text, focal point, and the choice that the picture shows."""
    product = desk.product(product_id)
    try:
        catalog.change_image(product_id, image_id, changes=_described(request, product))
    except NexusError as error:
        return _answer(request, desk, product_id, in_words(error))
    return _answer(request, desk, product_id, saved=image_id)


def _described(request: HttpRequest, product: ProductInfo) -> dict[str, Any]:
    """What is no option of the product, and a point outside the picture, is left out."""
    known = options_of(product)
    chosen = {name: request.POST.get(f"option-{number}", "") for number, name in enumerate(known)}
    return {
        "alt": one_line(request.POST.get("alt", ""))[:200],
        "focal_x": _percent(request.POST.get("focal_x", "")),
        "focal_y": _percent(request.POST.get("focal_y", "")),
        "options": {name: value for name, value in chosen.items() if value in known[name]},
    }


def _percent(text: str) -> int:
    return min(int(text), 100) if text.isascii() and text.isdigit() and len(text) <= 4 else 50


@seller_page("POST")
def remove(request: HttpRequest, desk: Desk, product_id: UUID, image_id: UUID) -> HttpResponse:
    desk.product(product_id)
    try:
        catalog.remove_image(product_id, image_id)
    except NexusError as error:
        return _answer(request, desk, product_id, in_words(error))
    return _answer(request, desk, product_id)


def _answer(
    request: HttpRequest, desk: Desk, product_id: UUID, error: str = "", *, saved: UUID | None = None
) -> HttpResponse:
    if is_partial(request):
        facts = {"error": error, "saved": saved}
        return _page(request, desk, desk.product(product_id), facts, status=400 if error else 200)
    if error:
        messages.error(request, error)
    return HttpResponseRedirect(reverse("seller:pictures", args=[product_id]))


def _page(
    request: HttpRequest,
    desk: Desk,
    product: ProductInfo,
    more: dict[str, Any] | None = None,
    /,
    *,
    status: int = 200,
) -> HttpResponse:
    options = options_of(product)
    facts = {
        "product": product,
        "state": state_of(product),
        "section": "pictures",
        "pictures": [(image, _choices(image, options)) for image in product.images],
    }
    return portal_page(
        request, desk, "pictures.html", facts | (more or {}), tab="products", part="list", status=status
    )


def _choices(image: ImageInfo, options: dict[str, list[str]]) -> list[tuple[str, list[tuple[str, bool]]]]:
    """Options with their values, and which of them the picture shows."""
    return [
        (name, [(value, image.options.get(name) == value) for value in values])
        for name, values in options.items()
    ]
