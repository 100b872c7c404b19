"""What orders in a list look like: their first few lines."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from nexus.platform.db import rows
from nexus.platform.tenancy import current_tenant


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A line's product as it was sold; `image_url` may be empty."""

    title: str
    image_url: str


def pictures(order_ids: Sequence[UUID], /, *, each: int = 4) -> dict[UUID, list[Picture]]:
    """The first `each` lines of every order, by one statement; an order without lines is absent."""
    found = rows(
        "SELECT order_id, title, image_url FROM orders_line "
        "WHERE tenant_id = %s AND order_id = ANY(%s::uuid[]) AND position < %s ORDER BY order_id, position",
        [current_tenant(), list(order_ids), each],
    )
    shown: dict[UUID, list[Picture]] = defaultdict(list)
    for line in found:
        shown[line.order_id].append(Picture(title=line.title, image_url=line.image_url))
    return dict(shown)
