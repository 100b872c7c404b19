"""Which pictures still need their smaller copies, and making them: one picture at a time, outside any transaction.

The row is the queue: `render_due_at` says when. Who takes one moves it into the future, so that a killed worker's picture is
taken up again, and counts the attempt, so that one that kills workers is given up.
"""

from datetime import timedelta
from typing import Any, Final

import structlog

from nexus.catalog.models import ProductImage
from nexus.catalog.services.products import announce_change, lock_product
from nexus.catalog.services.renditions import renditions_of
from nexus.catalog.services.stored_files import content_of, put_rendition, remove_files
from nexus.kernel import clock
from nexus.platform import db
from nexus.platform.tenancy import current_tenant, tenant_scope

LEASE: Final = timedelta(minutes=2)
MOST_ATTEMPTS: Final = 5
_log = structlog.get_logger(__name__)

_CLAIM: Final = """
UPDATE catalog_productimage SET render_due_at = %s, render_attempts = render_attempts + 1
WHERE tenant_id = %s AND id = (
  SELECT id FROM catalog_productimage WHERE tenant_id = %s AND render_due_at <= %s
  ORDER BY render_due_at, id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED)
RETURNING id, product_id, file, render_attempts"""


def render_next() -> bool:
    """Make the copies of the picture of the bound tenant that has waited longest; False when none is due."""
    with tenant_scope():
        claimed = db.row(_CLAIM, [clock.now() + LEASE, current_tenant(), current_tenant(), clock.now()])
    if claimed is None:
        return False
    try:
        made = [] if claimed.render_attempts > MOST_ATTEMPTS else _make(claimed)
    except Exception as error:  # noqa: BLE001 - decoders and far storages raise anything; the attempt is counted
        _log.exception(
            "picture_not_rendered", image=str(claimed.id), attempts=claimed.render_attempts, error=repr(error)
        )
        _put_off(claimed)
    else:
        _keep(claimed, made)
    return True


def render_again(*, only_missing: bool) -> int:
    """Ask for the copies of all pictures of the tenant anew, or of those that have none; how many."""
    chosen = ProductImage.objects.filter(renditions=[]) if only_missing else ProductImage.objects.all()
    return chosen.update(render_due_at=clock.now(), render_attempts=0)


def _make(claimed: Any) -> list[dict[str, Any]]:
    made = []
    for one in renditions_of(content_of(claimed.file)):
        put_rendition(claimed.file, one.width, one.format, one.content)
        made.append({"width": one.width, "format": one.format, "bytes": len(one.content)})
    return sorted(made, key=lambda one: (one["width"], one["format"]))


def _keep(claimed: Any, made: list[dict[str, Any]]) -> None:
    """The row tells of the copies from now on; a picture that was removed meanwhile takes them with it."""
    with tenant_scope():
        lock_product(claimed.product_id)
        known = ProductImage.objects.filter(pk=claimed.id).update(render_due_at=None, renditions=made)
        if known:
            announce_change(claimed.product_id)
    if not known:
        remove_files(claimed.file, made)


def _put_off(claimed: Any) -> None:
    """Later, and each time later; in the end its original has to do."""
    last = claimed.render_attempts >= MOST_ATTEMPTS
    due = None if last else clock.now() + timedelta(seconds=10 * 4**claimed.render_attempts)
    with tenant_scope():
        ProductImage.objects.filter(pk=claimed.id).update(render_due_at=due)
