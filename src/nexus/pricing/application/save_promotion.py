"""Write a promotion: a new one, another version of it, or another status."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from nexus.kernel.ids import new_id
from nexus.pricing.application.promotion_ports import Compile, Promotions, Tell, UnknownNames, Uses
from nexus.pricing.contracts.promotion_errors import (
    InvalidPromotion,
    PromotionInUse,
    StalePromotion,
    UnknownPromotion,
)
from nexus.pricing.contracts.promotion_events import PromotionChanged, PromotionDeleted
from nexus.pricing.contracts.promotions import PromotionInfo
from nexus.pricing.domain.drafting import blank_promotion, overlaps, with_spec
from nexus.pricing.domain.lifecycle import ACTIVE, DRAFT, check_editable, check_move
from nexus.pricing.domain.ownership import Author, check_may_write, owned_spec
from nexus.pricing.domain.promotions import Promotion
from nexus.pricing.domain.uses import Limits


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """What a promotion shall be. None: stays as it is (a new one: a draft). `version`: the one that the author has read."""

    author: Author
    at: datetime
    spec: Mapping[str, Any] | None = None
    description: str | None = None
    status: str | None = None
    version: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class KeepPromotions:
    """Raises InvalidPromotion, UnknownPromotion, PromotionCodeTaken, StalePromotion, IllegalPromotionStatus, PromotionInUse,
    ForeignVendor."""

    promotions: Promotions
    uses: Uses
    compile: Compile
    unknown_names: UnknownNames
    tell: Tell

    def add(self, wish: Wish, /) -> PromotionInfo:
        """A new promotion; a draft, if nothing else is wished."""
        status = wish.status or DRAFT
        check_move(DRAFT, status)
        blank = blank_promotion(new_id(), description=wish.description or "", status=status, at=wish.at)
        owned = owned_spec(wish.spec or {}, wish.author, vendor_id=None)
        new = with_spec(blank, self._compiled(owned, blank, wish.author))
        began = self.promotions.change_rules() if new.status == ACTIVE else None
        if began:
            self._check_publishable(new)
        self.promotions.add(new)
        if began:
            self.promotions.open_version(new, at=began)
        self.tell(_changed(new))
        return new

    def change(self, promotion_id: UUID, wish: Wish, /) -> PromotionInfo:
        """Another version of it; nothing happens when nothing would differ."""
        before = self._locked(promotion_id, wish)
        check_move(before.status, wish.status or before.status)
        if wish.spec is not None or wish.description is not None:
            check_editable(before.status)
        after = self._next(before, wish)
        if replace(after, version=before.version, updated_at=before.updated_at) == before:
            return before
        self._store(before, after, at=wish.at)
        return after

    def delete(self, promotion_id: UUID, wish: Wish, /) -> None:
        """Only a draft that was never published or used."""
        before = self._locked(promotion_id, wish)
        if before.status != DRAFT or self.promotions.was_used(promotion_id):
            raise PromotionInUse(status=before.status)
        self.promotions.delete(promotion_id)
        self.tell(PromotionDeleted(promotion_id=promotion_id, code=before.code))

    def _locked(self, promotion_id: UUID, wish: Wish) -> PromotionInfo:
        found = self.promotions.lock(promotion_id)
        if found is None or not wish.author.may_see(found.vendor_id):
            raise UnknownPromotion(promotion=str(promotion_id))
        if wish.version is not None and wish.version != found.version:
            raise StalePromotion(
                "Somebody changed this promotion in the meantime; read it again.", version=found.version
            )
        return found

    def _next(self, before: PromotionInfo, wish: Wish) -> PromotionInfo:
        """What is not wished otherwise is not looked at: a promotion whose strategy is gone can still be paused."""
        as_before = replace(
            before,
            description=before.description if wish.description is None else wish.description,
            status=wish.status or before.status,  # type: ignore[arg-type]
            version=before.version + 1,
            updated_at=wish.at,
        )
        if wish.spec is None:
            return as_before
        owned = owned_spec(wish.spec, wish.author, vendor_id=before.vendor_id)
        return with_spec(as_before, self._compiled(owned, as_before, wish.author))

    def _compiled(self, spec: Mapping[str, Any], of: PromotionInfo, author: Author) -> Promotion:
        promotion = self.compile(spec, promotion_id=of.id, version=of.version)
        check_may_write(promotion, author)
        if errors := self.unknown_names(promotion):
            raise InvalidPromotion(errors=errors)
        return promotion

    def _store(self, before: PromotionInfo, after: PromotionInfo, *, at: datetime) -> None:
        began = self.promotions.change_rules() if ACTIVE in (before.status, after.status) else at
        if after.status == ACTIVE:
            self._check_publishable(after)
        self.promotions.replace(after)
        self.uses.recount(after.id, before=_limits(before), after=_limits(after))
        if before.status == ACTIVE:
            self.promotions.close_version(after.id, at=began)
        if after.status == ACTIVE:
            self.promotions.open_version(after, at=began)
        self.tell(_changed(after))

    def _check_publishable(self, new: PromotionInfo) -> None:
        """Other changes of rules wait by now, so two promotions cannot be published past each other."""
        promotion = self.compile(new.spec, promotion_id=new.id, version=new.version)
        errors = self.unknown_names(promotion)
        if promotion.spec.exclusive and not promotion.spec.needs_coupon:
            rivals = [other.code for other in self.promotions.active_exclusives(new) if overlaps(other, new)]
            if rivals:
                reason = f"{', '.join(sorted(rivals))} is exclusive in this lane at the same time."
                errors["exclusive"] = [reason]
        if errors:
            raise InvalidPromotion(errors=errors)


def _changed(promotion: PromotionInfo) -> PromotionChanged:
    return PromotionChanged(
        promotion_id=promotion.id,
        version=promotion.version,
        code=promotion.code,
        title=promotion.title,
        status=promotion.status,
        vendor_id=promotion.vendor_id,
        starts_at=promotion.starts_at,
        ends_at=promotion.ends_at,
    )


def _limits(promotion: PromotionInfo) -> Limits:
    return Limits(
        subject_id=promotion.id,
        name=promotion.code,
        total=promotion.limit_total,
        per_buyer=promotion.limit_per_buyer,
    )
