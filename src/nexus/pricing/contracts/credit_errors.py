"""Why gift cards and store credit are refused. No error carries a card's code: `tail` says which one is meant."""

from typing import ClassVar

from nexus.kernel.errors import Conflict, NotFound, RuleBroken


class GiftCardRefused(RuleBroken):
    """A gift card does not pay. Fact `tail`: the end of its code."""

    title: ClassVar[str] = "This gift card cannot be used"


class GiftCardUnknown(GiftCardRefused):
    """No card has this code, or it is another shop's."""

    code: ClassVar[str] = "gift_card_unknown"
    title: ClassVar[str] = "There is no gift card with this code"


class GiftCardExpired(GiftCardRefused):
    """Its time is over. Fact `expires_at`."""

    code: ClassVar[str] = "gift_card_expired"
    title: ClassVar[str] = "This gift card has expired"


class GiftCardEmpty(GiftCardRefused):
    """Nothing is left on it."""

    code: ClassVar[str] = "gift_card_empty"
    title: ClassVar[str] = "Nothing is left on this gift card"


class GiftCardBlocked(GiftCardRefused):
    """The shop has taken it out of use."""

    code: ClassVar[str] = "gift_card_blocked"
    title: ClassVar[str] = "This gift card is blocked"


class GiftCardOtherCurrency(GiftCardRefused):
    """It pays in another currency. Fact `currency`: which."""

    code: ClassVar[str] = "gift_card_other_currency"
    title: ClassVar[str] = "This gift card is in another currency"


class GiftCardCodeTaken(Conflict):
    """A card with the wanted code exists already."""

    code: ClassVar[str] = "gift_card_code_taken"
    title: ClassVar[str] = "There is a gift card with this code already"


class NoSuchGiftCard(NotFound):
    """No card with this id."""

    title: ClassVar[str] = "No such gift card"


class NoSuchBuyer(NotFound):
    """Nobody with this id has an account here."""

    title: ClassVar[str] = "No such buyer"


class CreditTooLow(Conflict):
    """More is taken away than there is. Fact `balance`."""

    code: ClassVar[str] = "credit_too_low"
    title: ClassVar[str] = "There is less on it"


class InvalidCredit(RuleBroken):
    """An amount, a date, a number of cards or a code that cannot be. `errors` names the field."""

    code: ClassVar[str] = "invalid_credit"
    title: ClassVar[str] = "Not a possible credit"
