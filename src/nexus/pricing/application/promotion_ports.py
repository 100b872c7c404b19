"""What keeping promotions and claiming their uses need from outside."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from nexus.pricing.contracts.dto import UsedPromotion
from nexus.pricing.contracts.promotion_events import PromotionChanged, PromotionDeleted
from nexus.pricing.contracts.promotions import PromotionInfo
from nexus.pricing.domain.promotions import Promotion
from nexus.pricing.domain.uses import Claim, Limits


class Promotions(Protocol):
    """Where promotions and their versions are kept."""

    def change_rules(self) -> datetime:
        """What quotes have loaded is void with this transaction; until it ends, nobody else changes rules. The instant at which
        the new rules begin: versions are opened and closed at it, so that receipts find them."""
        ...

    def lock(self, promotion_id: UUID, /) -> PromotionInfo | None:
        """As it is, for the rest of the transaction. Raises Busy."""
        ...

    def add(self, new: PromotionInfo, /) -> None:
        """Raises PromotionCodeTaken."""
        ...

    def replace(self, changed: PromotionInfo, /) -> None:
        """Raises PromotionCodeTaken."""
        ...

    def delete(self, promotion_id: UUID, /) -> None: ...

    def close_version(self, promotion_id: UUID, /, *, at: datetime) -> None:
        """The version that is open ends; nothing happens without one."""
        ...

    def open_version(self, promotion: PromotionInfo, /, *, at: datetime) -> None: ...

    def was_used(self, promotion_id: UUID, /) -> bool:
        """Whether it was ever published, redeemed, or has coupons."""
        ...

    def active_exclusives(self, like: PromotionInfo, /) -> Sequence[PromotionInfo]:
        """Other active promotions of its kind, seller and lane that are exclusive and apply by themselves."""
        ...


class Compile(Protocol):
    """The promotion that a spec says. Raises ValueError (msgspec's among them) naming the field."""

    def __call__(self, spec: Mapping[str, Any], /, *, promotion_id: UUID, version: int) -> Promotion: ...


class UnknownNames(Protocol):
    """What a promotion names and the shop does not have: reasons by field."""

    def __call__(self, promotion: Promotion, /) -> dict[str, list[str]]: ...


class Tell(Protocol):
    """What happened to a promotion, for those who listen and for the record."""

    def __call__(self, fact: PromotionChanged | PromotionDeleted, /) -> None: ...


class Uses(Protocol):
    """How often promotions and coupons were used."""

    def limits(self, promotion_ids: Collection[UUID], coupon_ids: Collection[UUID], /) -> tuple[Limits, ...]:
        """Their limits as they are; until the transaction ends, these stay. Raises Busy."""
        ...

    def take(self, claims: Sequence[Claim], /) -> frozenset[Claim]:
        """Take one use each where one is left; those that were taken. One statement, in the order of the claims. Raises Busy."""
        ...

    def give_back(self, subjects: Iterable[tuple[UUID, str]], /) -> None:
        """One use less of each (subject, buyer) that is counted. Raises Busy."""
        ...

    def recount(self, subject_id: UUID, /, *, before: Limits, after: Limits) -> None:
        """Its limits change: what was not counted until now is counted from the redemptions, what is not limited any more is
        not counted any more."""
        ...


class Redemptions(Protocol):
    """Which orders used what."""

    def add(
        self, order_id: UUID, used: Sequence[UsedPromotion], /, *, buyer: str, email: str, at: datetime
    ) -> None: ...

    def take_back(self, order_id: UUID, /, *, at: datetime) -> Sequence[Any]:
        """Those of the order that were not taken back before, and now are: promotion_id, coupon_id, buyer, email."""
        ...
