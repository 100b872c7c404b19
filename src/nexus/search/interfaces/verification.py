"""What `nexus verify` checks about documents."""

from collections.abc import Iterator

from nexus.platform.verification import Check, Finding
from nexus.search.services import recounting
from nexus.search.services.comparing import differences


def stale_documents() -> Iterator[Finding]:
    """Documents that say something else than their product, its prices and its stock."""
    for product_id, detail in differences():
        yield Finding("document differs from its product", {"product": str(product_id)}, detail)


def miscounted_companions() -> Iterator[Finding]:
    """Pairs of products that are counted more or less often than they were bought together."""
    for pair in recounting.differences():
        ids = {"product": str(pair.product_id), "other": str(pair.other_id)}
        yield Finding("pair is miscounted", ids, f"bought together {pair.bought}, counted {pair.counted}")


CHECKS = (
    Check("search: every document equals its product", stale_documents),
    Check("search: what is bought together adds up", miscounted_companions),
)
