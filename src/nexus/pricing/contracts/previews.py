"""What trying a promotion tells that is not stored."""

from dataclasses import dataclass

from nexus.kernel.money import Money
from nexus.pricing.contracts.dto import Quote


@dataclass(frozen=True, kw_only=True, slots=True)
class Failed:
    """The rule that kept a promotion from applying, and by how much, where that can be said. See `domain.refusals.Refusal`."""

    code: str
    text: str
    missing: Money | None = None
    missing_quantity: int | None = None
    of: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """A basket with the draft and without it. `failed` is None exactly if the draft applies.

    `amount`: what the draft itself took off; `saved`: by how much the total fell, which is less where the draft took the place of
    another promotion.
    """

    quote: Quote
    without: Quote
    amount: Money
    failed: Failed | None = None

    @property
    def applies(self) -> bool:
        return self.failed is None

    @property
    def saved(self) -> Money:
        return self.without.total - self.quote.total
