"""The shop's pages."""

from pathlib import Path

from nexus.config.settings.media import NEXUS_MEDIA_ORIGIN
from nexus.web.storefront.policy import public_headers

# Addresses of public pages, which are the same for everybody who speaks the language.
NEXUS_CACHED_PAGES = (
    r"/(?:$|(?:b|brands|c|collections|p|sellers|info)/[^/]*/?$"
    r"|products/$|search/|robots\.txt$|sitemap[^/]*\.xml$)"
)
NEXUS_PAGE_VARIANT = "nexus.web.storefront.language.page_variant"
NEXUS_PAGE_QUERY = "nexus.web.storefront.asking.page_query"
NEXUS_PAGE_HEADERS = public_headers(NEXUS_MEDIA_ORIGIN)
CSRF_FAILURE_VIEW = "nexus.web.storefront.views.errors.forged"
LOCALE_PATHS = [Path(__file__).parents[2] / "web" / "locale"]
