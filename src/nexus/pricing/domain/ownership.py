"""Who may keep which promotions: the shop's staff all, a seller those of its own goods, at its own cost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from nexus.pricing.contracts.promotion_errors import ForeignVendor, InvalidPromotion
from nexus.pricing.domain.promotions import Promotion


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes. `vendor_ids`: the sellers that they act for; None: the shop's staff, for everybody."""

    vendor_ids: frozenset[UUID] | None = None

    @property
    def is_staff(self) -> bool:
        return self.vendor_ids is None

    def may_see(self, vendor_id: UUID | None, /) -> bool:
        return self.vendor_ids is None or vendor_id in self.vendor_ids


STAFF: Final = Author()


def author_for(vendor_ids: Iterable[UUID] | None, /) -> Author:
    """Who acts for these sellers; None: the shop's staff."""
    return STAFF if vendor_ids is None else Author(frozenset(vendor_ids))


def owned_spec(spec: Mapping[str, Any], author: Author, /, *, vendor_id: UUID | None) -> Mapping[str, Any]:
    """The spec with its seller, where a seller's author does not say: as it was (`vendor_id`), or the only one that they act
    for. Raises InvalidPromotion."""
    if author.vendor_ids is None or spec.get("vendor_id"):
        return spec
    if vendor_id is not None:
        return {**spec, "vendor_id": str(vendor_id)}
    if len(author.vendor_ids) != 1:
        raise InvalidPromotion(errors={"vendor_id": ["Say for which seller."]})
    return {**spec, "vendor_id": str(next(iter(author.vendor_ids)))}


def check_may_write(promotion: Promotion, author: Author, /) -> None:
    """Raises ForeignVendor, InvalidPromotion."""
    spec = promotion.spec
    if author.vendor_ids is None:
        return
    if spec.vendor_id not in author.vendor_ids:
        raise ForeignVendor(errors={"vendor_id": ["You do not act for this vendor."]})
    if spec.vendor_share not in (None, Decimal(100)):
        reason = "Only the shop's staff can agree to share the cost."
        raise InvalidPromotion(errors={"vendor_share": [reason]})
