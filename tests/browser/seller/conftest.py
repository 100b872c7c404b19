"""Windows as the storefront's tests have them."""

from tests.browser.storefront.conftest import open_window, window

__all__ = ["open_window", "window"]
