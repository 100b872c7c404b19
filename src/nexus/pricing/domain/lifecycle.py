"""What a promotion may become, and what happens to its versions then."""

from collections.abc import Mapping
from typing import Final

from nexus.pricing.contracts.promotion_errors import IllegalPromotionStatus

DRAFT: Final = "draft"
ACTIVE: Final = "active"
PAUSED: Final = "paused"
ARCHIVED: Final = "archived"
STATUSES: Final = (DRAFT, ACTIVE, PAUSED, ARCHIVED)
_NEXT: Final[Mapping[str, tuple[str, ...]]] = {
    DRAFT: (ACTIVE, ARCHIVED),
    ACTIVE: (PAUSED, ARCHIVED),
    PAUSED: (ACTIVE, ARCHIVED),
    ARCHIVED: (),
}


def check_move(before: str, after: str, /) -> None:
    """Staying what it is, is no move. Raises IllegalPromotionStatus with what it may become."""
    if after != before and after not in _NEXT[before]:
        raise IllegalPromotionStatus(status=before, legal=list(_NEXT[before]))


def check_editable(status: str, /) -> None:
    """What is archived stays as it was. Raises IllegalPromotionStatus."""
    if status == ARCHIVED:
        raise IllegalPromotionStatus("An archived promotion cannot be changed.", status=status, legal=[])
