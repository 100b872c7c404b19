"""What holds on every page: readable for everybody, nothing from elsewhere, no sideways scrolling, little to load."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser.storefront.conftest import Opened
from tests.browser.storefront.shelves import Item, shelve
from tests.browser.storefront.steps import fill_address, put_into_cart
from tests.browser.window import Window
from tests.live.client import expect as answered
from tests.live.purchase import new_email
from tests.live.seed import PASSWORD
from tests.live.shop import Shop

LIMIT = 100 * 1024
"""Bytes of HTML, styles and scripts of one page, compressed."""

PUBLIC = (
    "/", "/products/", "/products/?sort=price&reduced=true", "/c/things/", "/search/?q=mug", "/search/?q=zeppelin",
    "/sellers/", "/sellers/seller-of-calm/", "/brands/", "/b/clay-co/", "/collections/", "/collections/slow-mornings/",
    "/info/about/", "/info/contact/", "/info/shipping/", "/info/privacy/", "/info/terms/",
    "/info/accessibility/", "/account/login/", "/account/register/", "/account/forgot-password/", "/account/activate/x/y/",
    "/account/reset-password/x/y/", "/cart/",
)  # fmt: skip
MEMBERS = (
    "/account/", "/account/profile/", "/account/password/", "/account/addresses/", "/account/addresses/add/",
    "/account/orders/", "/account/credit/", "/account/notifications/", "/account/notifications/settings/", "/account/delete/",
)  # fmt: skip


@pytest.fixture(scope="module")
def _shelf() -> dict[str, Item]:
    return {}


@pytest.fixture
def item(_shelf: dict[str, Item], shop: Shop) -> Item:
    """One product for all tests of this module."""
    if not _shelf:
        stands = {"brands": "Clay & Co", "collections": "Slow mornings"}
        slugs = {kind: answered(shop.owner.post(f"/api/catalog/{kind}/", {"name": name}), 201)["slug"]
                 for kind, name in stands.items()}  # fmt: skip
        mug = shelve(shop, sizes=("S", "M"), compare_at_price="15.00", brand=slugs["brands"])
        members = f"/api/catalog/collections/{slugs['collections']}/products/"
        answered(shop.owner.post(members, {"products": [mug.id]}), 204)
        _shelf["mug"] = mug
    return _shelf["mug"]


def sound(window: Window, what: str) -> None:
    """Nothing that axe, a ruler or the console finds: in light at the narrowest phone's width, in dark on a desktop."""
    for width, theme in ((320, "light"), (1280, "dark")):
        window.page.set_viewport_size({"width": width, "height": 900})
        window.page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        window.page.evaluate(
            "new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
            ".then(() => Promise.allSettled(document.getAnimations().map((moving) => moving.finished)))"
        )
        assert (what, width, theme, window.violations()) == (what, width, theme, [])
        assert (what, window.width()) == (what, (width, width))
    assert (what, window.troubles) == (what, [])


def test_public_pages(window: Window, item: Item) -> None:
    for path in (*PUBLIC, item.path):
        status = 400 if path.startswith("/account/reset-password") else None
        answer = window.page.goto(f"{window.base}{path}")
        assert answer is not None
        assert answer.status == 200 or answer.status == status, f"{path}: {answer.status}"
        sound(window, path)


def test_pages_of_a_member(window: Window, shop: Shop) -> None:
    log_in(window, shop.made["owner"])
    for path in MEMBERS:
        window.go(path)
        sound(window, path)


def test_pages_of_a_purchase(window: Window, item: Item) -> None:
    page = window.page
    put_into_cart(window, item)
    sound(window, "product with the word that it is in")
    for what, step in _purchase(page):
        step()
        sound(window, what)


def _purchase(page: Page) -> list[tuple[str, Callable[[], object]]]:
    def typed() -> None:
        page.get_by_label("E-mail").fill(new_email())
        fill_address(page)
        page.get_by_role("button", name="Order and pay").click()
        page.wait_for_url("**/payments/sandbox/**")

    def approved() -> None:
        page.get_by_role("button", name=re.compile("^Approve The bank")).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Your order is confirmed")

    origin = page.url.partition("/p/")[0]
    return [
        ("cart", lambda: page.goto(f"{origin}/cart/")),
        ("checkout", lambda: page.goto(f"{origin}/checkout/")),
        ("checkout with errors", lambda: page.get_by_role("button", name="Order and pay").click()),
        ("bank", typed),
        ("order", approved),
    ]


def test_refusals(window: Window) -> None:
    for path, status in (
        ("/no/such/page/", 404),
        ("/p/no-such-thing/", 404),
        ("/cart/add/", 405),
        ("/p/%00/", 400),
    ):
        window.go(path, status=status)
        sound(window, path)


def test_little_is_loaded_and_only_from_here(open_window: Opened, item: Item) -> None:
    window = open_window()
    sizes: dict[str, int] = {}

    def weigh(request: object) -> None:
        kind = request.resource_type  # type: ignore[attr-defined]
        if kind in {"document", "stylesheet", "script"}:
            sizes[request.url] = request.sizes()["responseBodySize"]  # type: ignore[attr-defined]

    window.page.on("requestfinished", weigh)
    for path in ("/", "/products/", item.path, "/cart/", "/account/login/"):
        sizes.clear()
        window.go(path)
        window.page.wait_for_load_state("networkidle")
        assert len(sizes) >= 5
        assert sum(sizes.values()) <= LIMIT, (path, sizes)
        # The browser keeps what is immutable: without its memory every page has to stand by itself.
        window.page.context.clear_cookies()
    assert window.troubles == []


def test_nothing_jumps_while_pictures_load(window: Window, item: Item) -> None:
    for path in ("/", "/products/", item.path):
        window.page.add_init_script(
            "window.shifts = 0; new PerformanceObserver((list) => { for (const one of list.getEntries())"
            " if (!one.hadRecentInput) window.shifts += one.value; }).observe({type: 'layout-shift', buffered: true});"
        )
        window.go(path)
        window.page.wait_for_load_state("networkidle")
        window.page.mouse.wheel(0, 3000)
        window.page.wait_for_timeout(300)
        assert window.page.evaluate("window.shifts") <= 0.01, path


def test_filters_follow_the_address_and_back_works(window: Window, item: Item, shop: Shop) -> None:
    page = window.page
    gone = shelve(shop, name="Vase", stock=0)
    window.go("/c/things/")
    expect(page.get_by_role("link", name=gone.title)).to_be_visible()

    page.get_by_label("In stock only").check()

    expect(page).to_have_url(re.compile("in_stock=true"))
    expect(page.get_by_role("link", name=gone.title)).to_have_count(0)
    page.go_back()
    expect(page.get_by_role("link", name=gone.title)).to_be_visible()
    expect(page.get_by_label("In stock only")).not_to_be_checked()
    page.go_forward()
    expect(page.get_by_role("link", name=gone.title)).to_have_count(0)
    assert window.troubles == []


def test_everything_can_be_reached_by_keyboard(window: Window, item: Item) -> None:
    page = window.page
    window.go(item.path)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText.trim()") == "Add to cart":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_text("In your cart")).to_be_visible()


def log_in(window: Window, email: str) -> None:
    window.go("/account/login/")
    window.page.get_by_label("E-mail").fill(email)
    window.page.get_by_label("Password").fill(PASSWORD)
    window.page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(window.page).to_have_url(re.compile("/account/$"))
