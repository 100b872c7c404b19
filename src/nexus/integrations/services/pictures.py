"""Pictures that rows name by their address: noted with the rows, fetched when the rows are in."""

from collections.abc import Sequence
from typing import Final

from django.conf import settings

from nexus.catalog import facade as catalog
from nexus.catalog.contracts.imports import PlannedProduct
from nexus.integrations.models import ImportJob
from nexus.kernel.ids import new_id
from nexus.platform import db
from nexus.platform.tenancy import current_tenant

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
