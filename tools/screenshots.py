"""Pictures of the demo shops' pages, to look at: python -m tools.screenshots [--only home] [--readme].

Uses the product that runs here and starts it when none does. Writes var/screenshots/<page>-<width>-<theme>.png; with --readme
also the pictures that README.md shows.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from nexus.cli.home import locate
from nexus.cli.state import read

PASSWORD = "nexus-demo-1"
OUT = Path("var/screenshots")
SHOWN = Path("docs/images")
WIDTHS = (390, 1280)
THEMES = ("light", "dark")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_QUIET = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking")


@dataclass(frozen=True, slots=True)
class Scene:
    """A page, and what to do before it is what it should be."""

    name: str
    path: str
    prepare: Callable[[Page, str], None] | None = None
    shop: str = "bazaar"


def main() -> None:
    asked = _asked()
    port = _running_port()
    OUT.mkdir(parents=True, exist_ok=True)
    with _browser() as browser:
        for scene in SCENES:
            if asked.only in ("", scene.name):
                _take(browser, scene, port)
        if asked.readme:
            _show(browser, port)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.screenshots", description=__doc__)
    parser.add_argument("--only", default="", help="one page: " + ", ".join(scene.name for scene in SCENES))
    parser.add_argument("--readme", action="store_true", help="also write docs/images")
    return parser.parse_args()


def _running_port() -> int:
    """`up` says so and changes nothing when the product runs already."""
    subprocess.run([str(Path(sys.executable).parent / "nexus"), "up", "--detach"], stdout=subprocess.DEVNULL)
    state = read(locate().state)
    port = urlsplit(state.address).port if state else None
    if port is None:
        raise SystemExit("Nexus does not run here: `make up` says why.")
    return port


@contextmanager
def _browser() -> Iterator[Browser]:
    program = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    if program is None:
        raise SystemExit("No browser here: install Debian's chromium (apt-get install chromium).")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=program, args=list(_QUIET))


def _take(browser: Browser, scene: Scene, port: int) -> None:
    base = f"http://{scene.shop}.localhost:{port}"
    for width in WIDTHS:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="en-GB")
        page = context.new_page()
        if scene.prepare:
            scene.prepare(page, base)
        if scene.path:
            page.goto(base + scene.path)
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            _settle(page)
            target = OUT / f"{scene.name}-{width}-{theme}.png"
            page.screenshot(path=target, full_page=True, caret="initial", animations="disabled")
        context.close()
    print(scene.name)


def _settle(page: Page) -> None:
    """Pictures are loaded as they come into sight: scroll through once."""
    page.evaluate(
        "async () => { for (let y = 0; y < document.body.scrollHeight; y += 600) { scrollTo(0, y);"
        " await new Promise((done) => setTimeout(done, 40)); } scrollTo(0, 0); }"
    )
    page.wait_for_load_state("networkidle")


_FETCH = "(path) => fetch(path).then((answer) => answer.json())"
_ADD = """async (variants) => { for (const id of variants) await fetch("/cart/add/", {
  method: "POST", body: new URLSearchParams({variant_id: id, quantity: "1"})}); }"""


def _ask(page: Page, base: str, path: str) -> list[dict[str, str]]:
    """From within the shop, so that the browser finds its host and keeps its cookies."""
    page.goto(f"{base}/info/about/")
    found: list[dict[str, str]] = page.evaluate(_FETCH, path)["results"]
    return found


def _put_in(page: Page, base: str) -> None:
    found = _ask(page, base, "/api/catalog/products/?in_stock=true&sort=best_selling&page_size=3")
    page.evaluate(_ADD, [item["default_variant_id"] for item in found])


def _log_in(page: Page, base: str, *, who: str = "buyer") -> None:
    page.goto(f"{base}/account/login/")
    page.get_by_label("E-mail").fill(f"{who}@{base.partition('//')[2].partition('.')[0]}.test")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in").click()


def _sell(page: Page, base: str) -> None:
    _log_in(page, base, who="seller")
    page.wait_for_url("**/account/")


def _own_product(part: str) -> Callable[[Page, str], None]:
    """The seller's newest product with several variants, one of its pages."""

    def opened(page: Page, base: str) -> None:
        _sell(page, base)
        page.goto(f"{base}/seller/products/")
        row = page.locator("#list li", has_text="variants").first
        address = row.get_by_role("link").get_attribute("href")
        page.goto(f"{base}{address}{part}")

    return opened


def _first_product(page: Page, base: str) -> None:
    [item] = _ask(page, base, "/api/catalog/products/?in_stock=true&sort=best_selling&page_size=1")
    page.goto(f"{base}/p/{item['slug']}/")


def _first_category(page: Page, base: str) -> None:
    [item] = _ask(page, base, "/api/catalog/categories/?depth=1&page_size=1")
    page.goto(f"{base}/c/{item['slug']}/")


def _first_seller(page: Page, base: str) -> None:
    page.goto(f"{base}/sellers/")
    page.get_by_role("main").get_by_role("link").first.click()


def _refused_checkout(page: Page, base: str) -> None:
    _put_in(page, base)
    page.goto(f"{base}/checkout/")
    page.get_by_role("button", name="Order and pay").click()


def _at_the_bank(page: Page, base: str) -> None:
    _put_in(page, base)
    page.goto(f"{base}/checkout/")
    page.get_by_label("E-mail").fill("ada@example.com")
    for label, value in (("Full name", "Ada Lovelace"), ("Street and house number", "1 Main Street"),
                         ("Postal code", "10115"), ("City", "Berlin")):  # fmt: skip
        page.get_by_label(label).first.fill(value)
    page.get_by_role("button", name="Order and pay").click()
    page.wait_for_url("**/payments/sandbox/**")


def _confirmed(page: Page, base: str) -> None:
    _at_the_bank(page, base)
    page.get_by_role("button", name="Approve").first.click()
    page.get_by_role("heading", name="Your order is confirmed").wait_for()


SCENES = (
    Scene("home", "/"),
    Scene("home-atelier", "/", shop="atelier"),
    Scene("products", "/products/"),
    Scene("category", "", _first_category),
    Scene("search", "/search/?q=lamp"),
    Scene("search-empty", "/search/?q=zeppelin"),
    Scene("product", "", _first_product),
    Scene("sellers", "/sellers/"),
    Scene("seller", "", _first_seller),
    Scene("cart-empty", "/cart/"),
    Scene("cart", "/cart/", _put_in),
    Scene("checkout", "/checkout/", _put_in),
    Scene("checkout-refused", "", _refused_checkout),
    Scene("bank", "", _at_the_bank),
    Scene("order", "", _confirmed),
    Scene("login", "/account/login/"),
    Scene("register", "/account/register/"),
    Scene("account", "/account/", _log_in),
    Scene("orders", "/account/orders/", _log_in),
    Scene("addresses", "/account/addresses/", _log_in),
    Scene("notifications", "/account/notifications/", _log_in),
    Scene("seller-products", "/seller/products/", _sell),
    Scene("seller-product", "", _own_product("")),
    Scene("seller-variants", "", _own_product("variants/")),
    Scene("seller-pictures", "", _own_product("pictures/")),
    Scene("seller-imports", "/seller/imports/", _sell),
    Scene("about", "/info/about/"),
    Scene("not-found", "/no/such/page/"),
    Scene("styleguide", "/styleguide/"),
)


def _show(browser: Browser, port: int) -> None:
    """The front page as README.md shows it: the upper part, at twice the density, as WebP."""
    SHOWN.mkdir(parents=True, exist_ok=True)
    page = browser.new_page(viewport={"width": 1280, "height": 860}, locale="en-GB", device_scale_factor=1.5)
    page.goto(f"http://bazaar.localhost:{port}/")
    page.wait_for_load_state("networkidle")
    Image.open(BytesIO(page.screenshot(caret="initial"))).save(
        SHOWN / "storefront.webp", quality=82, method=6
    )
    page.close()


if __name__ == "__main__":
    main()
