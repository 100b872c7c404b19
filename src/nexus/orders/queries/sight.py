"""Who may see what of an order. Everybody who is not named here gets the answer of an order that does not
exist.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol
from uuid import UUID

from nexus.orders.contracts.dto import OrderInfo
from nexus.orders.domain.access import opens
from nexus.orders.domain.errors import OrderNotFound


class Viewer(Protocol):
    """What has to be known of the one who looks; the edge's Actor fits."""

    @property
    def id(self) -> UUID | None: ...
    @property
    def is_staff(self) -> bool: ...
    @property
    def vendor_ids(self) -> frozenset[UUID]: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Sight:
    """In which role somebody looks; a seller sees the parts of `vendor_ids` and nothing else."""

    role: Literal["staff", "buyer", "guest", "seller"]
    vendor_ids: frozenset[UUID] = frozenset()

    @property
    def is_partial(self) -> bool:
        return self.role == "seller"


def sight_of(order: OrderInfo, viewer: Viewer, /, *, token: str | None) -> Sight:
    """The widest sight this viewer has. Raises OrderNotFound without any: the id alone opens nothing."""
    if viewer.is_staff:
        return Sight(role="staff")
    if viewer.id is not None and viewer.id == order.user_id:
        return Sight(role="buyer")
    if opens(token, token_hash=order.access_token_hash):
        return Sight(role="guest")
    if own := viewer.vendor_ids & _vendors(order.vendor_orders):
        return Sight(role="seller", vendor_ids=own)
    raise OrderNotFound


def _vendors(parts: Iterable, /) -> frozenset[UUID]:
    return frozenset(part.vendor_id for part in parts)
