"""Pictures that rows name by their address: noted with the rows, fetched when the rows are in."""

from collections.abc import Sequence
from typing import Final

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
    """Remember what is to be fetched, in the transaction of the rows; one statement, none without pictures."""
    wanted = [
        (product.product_id, product.line, url, place)
        for product in products
        for place, url in enumerate(product.image_urls)
    ]
    if wanted:
        ids, lines, urls, places = (list(column) for column in zip(*wanted, strict=True))
        db.execute(_NOTE, [current_tenant(), job.id, [new_id() for _ in wanted], ids, lines, urls, places])
