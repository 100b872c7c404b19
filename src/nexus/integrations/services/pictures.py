"""Pictures that rows name by their address: noted with the rows, fetched when the rows are in."""

import time
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.conf import settings

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.imports import PlannedProduct
from nexus.integrations.contracts.dto import RowProblem
from nexus.integrations.models import ImportJob, ImportStatus, PendingPicture
from nexus.integrations.services.leases import tell
from nexus.kernel.errors import NexusError
from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.tenancy import current_tenant, tenant_scope

_NOTE: Final = """
INSERT INTO integrations_pendingpicture (id, tenant_id, job_id, product_id, line, url, position)
SELECT new.id, %s::uuid, %s::uuid, new.product_id, new.line, new.url, new.position
FROM unnest(%s::uuid[], %s::uuid[], %s::int[], %s::text[], %s::int[]) AS new(id, product_id, line, url, position)
ON CONFLICT (tenant_id, job_id, product_id, url) DO NOTHING"""


def note_pictures(job: ImportJob, products: Sequence[PlannedProduct], /) -> None:
    """Remember what is to be fetched, in the transaction of the rows; two statements, none without pictures."""
    with_pictures = [product for product in products if product.image_urls]
    if not with_pictures:
        return
    known = catalog.picture_addresses([one.product_id for one in with_pictures if one.action != "created"])
    wanted = [
        (product.product_id, product.line, url, place)
        for product in with_pictures
        for place, url in enumerate(product.image_urls)
        if not _is_there(url, known.get(product.product_id, ()))
    ]
    if wanted:
        ids, lines, urls, places = (list(column) for column in zip(*wanted, strict=True))
        db.execute(_NOTE, [current_tenant(), job.id, [new_id() for _ in wanted], ids, lines, urls, places])


def _is_there(url: str, known: Sequence[tuple[str, str]]) -> bool:
    """Fetched from there already, or our own picture that an export named."""
    return any(url == source or url == f"{settings.NEXUS_PUBLIC_URL}{own}" for source, own in known)


def fetch_pictures(job_id: UUID, /, *, seconds: float) -> bool:
    """Fetch what rows of an ended import named, one after the other, outside any transaction; whether some are left.

    One that cannot be fetched becomes a problem of its row. Fetched twice (the worker died in between), it is there once.
    """
    ends_at = time.monotonic() + seconds
    while time.monotonic() < ends_at:
        with tenant_scope():
            pending = (
                PendingPicture.objects.filter(job_id=job_id).order_by("product_id", "position", "id").first()
            )
            known = catalog.picture_addresses([pending.product_id]) if pending else {}
        if pending is None:
            return False
        reason = "" if _is_there(pending.url, known.get(pending.product_id, ())) else _hung(pending)
        _done_with(pending, reason)
    return True


def _hung(pending: PendingPicture) -> str:
    """Why it could not be; empty when it hangs."""
    try:
        picture = catalog.remote_picture(pending.url)
        catalog.hang_picture(pending.product_id, picture, source_url=pending.url)
    except NexusError as error:
        return " ".join(message for found in error.errors.values() for message in found) or error.detail
    return ""


def _done_with(pending: PendingPicture, reason: str) -> None:
    with tenant_scope():
        gone, _ = PendingPicture.objects.filter(pk=pending.pk).delete()
        if not (gone and reason):
            return
        job = ImportJob.objects.select_for_update().get(pk=pending.job_id)
        column = next((one["header"] for one in job.columns if one["field"] == "images"), "images")
        tell(job, [RowProblem(line=pending.line, column=column, value=pending.url, reason=reason)])
        counts = {**job.counts, "problems": job.counts.get("problems", 0) + 1}
        ImportJob.objects.filter(pk=job.pk).update(counts=counts)


def imports_with_pictures() -> tuple[UUID, ...]:
    """Ended imports of the tenant that still have pictures to fetch."""
    ended = ImportJob.objects.filter(status=ImportStatus.DONE, pictures__isnull=False)
    return tuple(ended.order_by("id").values_list("id", flat=True).distinct()[:20])
