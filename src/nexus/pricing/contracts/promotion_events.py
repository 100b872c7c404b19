"""What happened to promotions."""

from datetime import datetime
from uuid import UUID

from nexus.kernel.events import DomainEvent, event


@event("pricing.promotion_changed.v1")
class PromotionChanged(DomainEvent):
    """A promotion is new or different: its status, whose it is and when it holds. What it says in full is kept by version."""

    promotion_id: UUID
    version: int
    code: str
    title: str
    status: str
    vendor_id: UUID | None
    starts_at: datetime | None
    ends_at: datetime | None


@event("pricing.promotion_deleted.v1")
class PromotionDeleted(DomainEvent):
    """A draft that was never published or used is gone."""

    promotion_id: UUID
    code: str
