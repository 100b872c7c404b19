"""New gift cards, and credit for a buyer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nexus.kernel.money import Money
from nexus.pricing.application.credit_ports import Announce, CreditBook, Movement
from nexus.pricing.contracts.credit import GiftCard, IssuedGiftCard, StoreCredit
from nexus.pricing.contracts.credit_errors import GiftCardCodeTaken, InvalidCredit, NoSuchBuyer
from nexus.pricing.contracts.events import CreditGranted, CreditMovement, GiftCardsIssued
from nexus.pricing.domain import gift_codes
from nexus.pricing.domain.credit import check_amount, check_issue


@dataclass(frozen=True, kw_only=True, slots=True)
class CardsToIssue:
    """So many cards worth the same; a `code` of one's own for a single card that comes from another system."""

    amount: Money
    count: int = 1
    code: str | None = None
    expires_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class IssueGiftCards:
    """Raises InvalidCredit naming the field, GiftCardCodeTaken."""

    book: CreditBook
    hashed: Callable[[str], str]
    announce: Announce
    now: Callable[[], datetime]

    def __call__(self, command: CardsToIssue, /) -> tuple[IssuedGiftCard, ...]:
        now = self.now()
        check_issue(command.amount, count=command.count, expires_at=command.expires_at, at=now)
        codes = {self.hashed(code): code for code in _codes(command)}
        tails = {key: code[-4:] for key, code in codes.items()}
        opened = self.book.open_cards(
            tails, amount=command.amount, expires_at=command.expires_at, note=command.note, at=now
        )
        if len(opened) != command.count:
            raise GiftCardCodeTaken(errors={"code": ["There is a gift card with this code already."]})
        self._write(command, tuple(opened.values()), now)
        return tuple(_issued(command, opened[key], code) for key, code in codes.items())

    def _write(self, command: CardsToIssue, cards: tuple[UUID, ...], now: datetime) -> None:
        minor = command.amount.minor
        self.book.write(
            [Movement(account_id=card, reason="issued", minor=minor, balance_minor=minor) for card in cards],
            at=now,
        )
        self.announce(GiftCardsIssued(cards=cards, amount=command.amount, expires_at=command.expires_at))


def _codes(command: CardsToIssue) -> list[str]:
    if command.code is None:
        return [gift_codes.new_code() for _ in range(command.count)]
    code = gift_codes.plain(command.code)
    if command.count != 1:
        raise InvalidCredit(errors={"count": ["A code of your own is for one card."]})
    if not (gift_codes.SHORTEST <= len(code) <= gift_codes.LONGEST and code.isascii() and code.isalnum()):
        allowed = f"{gift_codes.SHORTEST} to {gift_codes.LONGEST} letters and digits"
        raise InvalidCredit(errors={"code": [f"Use {allowed}; short codes can be guessed."]})
    return [code]


def _issued(command: CardsToIssue, card_id: UUID, code: str) -> IssuedGiftCard:
    card = GiftCard(
        id=card_id, tail=code[-4:], balance=command.amount, expires_at=command.expires_at, note=command.note
    )
    return IssuedGiftCard(card=card, code=gift_codes.grouped(code) if command.code is None else code)


@dataclass(frozen=True, kw_only=True, slots=True)
class GrantCredit:
    """Raises InvalidCredit naming the field, NoSuchBuyer."""

    book: CreditBook
    knows_buyer: Callable[[UUID], bool]
    announce: Announce
    now: Callable[[], datetime]

    def __call__(self, user_id: UUID, amount: Money, /, *, reason: str) -> StoreCredit:
        check_amount(amount)
        if not reason.strip():
            raise InvalidCredit(errors={"reason": ["Say why: the buyer reads it."]})
        if not self.knows_buyer(user_id):
            raise NoSuchBuyer(user_id=str(user_id))
        now = self.now()
        account_id, balance = self.book.add_for_buyer(user_id, amount, at=now)
        movement = Movement(
            account_id=account_id, reason="issued", minor=amount.minor, balance_minor=balance, note=reason
        )
        self.book.write([movement], at=now)
        left = Money(balance, amount.currency)
        told = CreditMovement(account_id=account_id, amount=amount, balance=left)
        self.announce(CreditGranted(user_id=user_id, movement=told, reason=reason))
        return StoreCredit(user_id=user_id, balance=left)
