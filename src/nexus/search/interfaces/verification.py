"""What `nexus verify` checks about documents."""

from collections.abc import Iterator

from nexus.platform.verification import Check, Finding
from nexus.search.services.comparing import differences


def stale_documents() -> Iterator[Finding]:
    """Documents that say something else than their product, its prices and its stock."""
    for product_id, detail in differences():
        yield Finding("document differs from its product", {"product": str(product_id)}, detail)


CHECKS = (Check("search: every document equals its product", stale_documents),)
