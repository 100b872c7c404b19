"""The life of a product: draft, scheduled, published, archived; and the sweep that publishes what is due."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from nexus.catalog.contracts.errors import IllegalTransition
from nexus.catalog.contracts.events import ProductsPublished
from nexus.catalog.services import assembly
from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.events import append
from nexus.platform.tenancy import current_tenant

STREAM: Final = "catalog.publication"
LEADS_TO: Final[Mapping[str, tuple[str, ...]]] = {
    "draft": ("scheduled", "published", "archived"),
    "scheduled": ("draft", "published", "archived"),
    "published": ("draft", "archived"),
    "archived": ("draft", "published"),
}
"""Where each status leads. What is for sale is taken off before it waits for an hour, so that nobody does so by mistake."""

_DUE: Final = """
SELECT id FROM catalog_product WHERE tenant_id = %s AND status = 'scheduled' AND publish_at <= %s
ORDER BY publish_at, id LIMIT %s FOR NO KEY UPDATE SKIP LOCKED"""
_PUBLISH: Final = """
UPDATE catalog_product SET status = 'published', publish_at = NULL, updated_at = %s
WHERE tenant_id = %s AND id = ANY(%s::uuid[])"""


def status_now(status: str, publish_at: datetime | None, /) -> str:
    """A scheduled product is published when its hour comes, whether or not a sweep has said so."""
    is_due = status == "scheduled" and publish_at is not None and publish_at <= clock.now()
    return "published" if is_due else status


def next_state(before: Any, changes: Mapping[str, Any], /) -> dict[str, Any]:
    """`status` and `publish_at` after the changes; empty when these name neither. `before`: the locked row.

    Raises IllegalTransition, InvalidProduct.
    """
    if changes.keys().isdisjoint(("status", "publish_at")):
        return {}
    current = status_now(before.status, before.publish_at)
    wanted = changes.get("status", current)
    if wanted != current and wanted not in LEADS_TO[current]:
        raise IllegalTransition(current, to=wanted, legal=LEADS_TO[current])
    known = before.publish_at if current == "scheduled" else None
    at = changes.get("publish_at", known if wanted == "scheduled" else None)
    errors: assembly.Errors = defaultdict(list)
    assembly.check_hour(wanted, at, errors, known=known)
    assembly.refuse(errors)
    return {"status": wanted, "publish_at": at}


def publish_due(*, limit: int) -> int:
    """Publish what is due in the bound tenant, the longest waiting first; how many there were (at most `limit`).

    What somebody else is changing or publishing right now is left to them, or to the next sweep.
    """
    at, tenant_id = clock.now(), current_tenant()
    ids = [entry.id for entry in db.rows(_DUE, [tenant_id, at, limit])]
    if ids:
        db.execute(_PUBLISH, [at, tenant_id, ids])
        fact = ProductsPublished(batch_id=new_id(), product_ids=tuple(ids))
        append(STREAM, fact.batch_id, [fact], expected_version=0)
    return len(ids)
