"""Why a candidate did not apply."""

from dataclasses import dataclass

from nexus.kernel.money import Money


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """The failed rule's code, its text in the buyer's words, and by how much it failed where that can be said.

    `missing`: money, `missing_quantity`: pieces; `of`: of what ("Shoes"). `is_near`: buying more would help, so that it is worth
    telling everybody; other refusals are told only to who gave a coupon, and to the merchant.
    """

    code: str
    text: str
    missing: Money | None = None
    missing_quantity: int | None = None
    of: str = ""

    @property
    def is_near(self) -> bool:
        return self.missing is not None or self.missing_quantity is not None


BEATEN = Refusal(code="better_offer", text="Another offer of the same kind saves more.")
NOT_IN_BEST = Refusal(code="better_combination", text="Another combination of offers saves more.")
EXCLUDED = Refusal(code="not_combinable", text="It cannot be combined with an offer that saves more.")
NOTHING_LEFT = Refusal(code="nothing_to_reduce", text="There is nothing left to reduce.")
NOTHING_MATCHES = Refusal(code="nothing_matches", text="Nothing in the cart belongs to this offer.")
USED_UP = Refusal(code="used_up", text="This offer has been used up.")
NOT_AVAILABLE = Refusal(code="gift_gone", text="The gift of this offer is not available.")


def more_pieces(code: str, quantity: int, /, *, of: str = "") -> Refusal:
    """So many pieces more, of what buyers call so."""
    pieces = "piece" if quantity == 1 else "pieces"
    text = f"{quantity} more {pieces}{f' of {of}' if of else ''}."
    return Refusal(code=code, text=text, missing_quantity=quantity, of=of)
