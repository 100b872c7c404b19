"""Use cases with their PostgreSQL parts."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from nexus.accounts import facade as accounts
from nexus.kernel import clock
from nexus.pricing.application.claim_uses import ClaimUses, ReturnUses
from nexus.pricing.application.issue_credit import GrantCredit, IssueGiftCards
from nexus.pricing.application.keep_coupons import KeepCoupons
from nexus.pricing.application.keep_credit import AdjustCredit, BlockGiftCard, ExpireGiftCards
from nexus.pricing.application.keep_lanes import KeepLanes
from nexus.pricing.application.ports import TradeTerms
from nexus.pricing.application.preview_promotion import PreviewPromotion
from nexus.pricing.application.quote_basket import QuoteBasket
from nexus.pricing.application.remember_prices import RememberPrices
from nexus.pricing.application.save_promotion import KeepPromotions
from nexus.pricing.application.set_prices import SetPrices
from nexus.pricing.application.spend_credit import PlanCredit, ReturnCredit, SpendCredit
from nexus.pricing.contracts.dto import Destination
from nexus.pricing.domain.basket import BasketLine
from nexus.pricing.domain.lanes import Offers
from nexus.pricing.infrastructure import coupons, credit_book, promotions, tax_statuses, uses
from nexus.pricing.infrastructure.coupon_book import PostgresCoupons
from nexus.pricing.infrastructure.editions import edition
from nexus.pricing.infrastructure.journal import announce, tell_promotion
from nexus.pricing.infrastructure.lanes import PostgresLanes
from nexus.pricing.infrastructure.named_goods import unknown_names
from nexus.pricing.infrastructure.past_prices import PostgresPastPrices
from nexus.pricing.infrastructure.price_book import PostgresPriceBook
from nexus.pricing.infrastructure.provided import with_provided
from nexus.pricing.infrastructure.redemptions import PostgresRedemptions
from nexus.pricing.infrastructure.rulebook import rulebook
from nexus.pricing.infrastructure.strategies import strategies
from nexus.pricing.infrastructure.terms import StoredTerms
from nexus.pricing.queries import promotions as promotions_read
from nexus.tenancy import facade as tenancy

_BOOK = PostgresPriceBook()
_REMEMBER_PRICES = RememberPrices(past=PostgresPastPrices())
_SET_PRICES = SetPrices(prices=_BOOK, announce=announce)
_USES, _REDEMPTIONS = uses.PostgresUses(), PostgresRedemptions()
_CLAIM_USES = ClaimUses(uses=_USES, redemptions=_REDEMPTIONS)
_RETURN_USES = ReturnUses(uses=_USES, redemptions=_REDEMPTIONS)
_KEEP_COUPONS = KeepCoupons(
    coupons=PostgresCoupons(),
    uses=_USES,
    promotion=promotions_read.promotion,
    knows_buyer=lambda user_id: bool(accounts.user(user_id)),
)
_KEEP_LANES = KeepLanes(lanes=PostgresLanes(), strategies=strategies)
_KEEP_PROMOTIONS = KeepPromotions(
    promotions=promotions.PostgresPromotions(),
    uses=_USES,
    compile=promotions.read,
    unknown_names=unknown_names,
    tell=tell_promotion,
)
_CREDIT = credit_book.PostgresCreditBook()
_TELL = credit_book.announce
issue_gift_cards = IssueGiftCards(book=_CREDIT, hashed=credit_book.hashed, announce=_TELL, now=clock.now)
grant_credit = GrantCredit(
    book=_CREDIT, knows_buyer=lambda user_id: bool(accounts.user(user_id)), announce=_TELL, now=clock.now
)
plan_credit = PlanCredit(book=_CREDIT, now=clock.now)
spend_credit = SpendCredit(book=_CREDIT, announce=_TELL, now=clock.now)
return_credit = ReturnCredit(book=_CREDIT, announce=_TELL, now=clock.now)
adjust_credit = AdjustCredit(book=_CREDIT, announce=_TELL, now=clock.now)
block_gift_card = BlockGiftCard(book=_CREDIT, announce=_TELL, now=clock.now)
expire_gift_cards = ExpireGiftCards(book=_CREDIT, announce=_TELL, now=clock.now)


def quote_basket() -> QuoteBasket:
    shop = tenancy.tenant()
    return QuoteBasket(
        prices=_BOOK,
        terms=_terms,
        find_exemption=tax_statuses.find_exemption,
        offers=_offers,
        find_coupons=coupons.find,
        exhausted=uses.exhausted,
        zone=ZoneInfo(shop.time_zone),
        base_currency=shop.currency,
    )


def preview_promotion() -> PreviewPromotion:
    return PreviewPromotion(quoting=quote_basket(), strategies=strategies())


def _offers(edition: UUID | None, /, *, at: datetime) -> Offers:
    return rulebook(edition, at=at).offers


def set_prices() -> SetPrices:
    return _SET_PRICES


def remember_prices() -> RememberPrices:
    return _REMEMBER_PRICES


def price_book() -> PostgresPriceBook:
    return _BOOK


def _terms(
    edition: UUID | None,
    /,
    *,
    currency: str,
    to: Destination,
    lines: Sequence[BasketLine],
    at: datetime,
) -> TradeTerms:
    stored = rulebook(edition, at=at).terms
    near = stored.narrowed(currency=currency, to=to, at=at)
    return with_provided(stored, near, currency=currency, to=to, lines=lines, at=at)


def terms() -> StoredTerms:
    """Taxes and shipping of the shop as they are now. One statement at most for each transaction; one more when they are new."""
    return rulebook(edition(), at=clock.now()).terms


def keep_promotions() -> KeepPromotions:
    return _KEEP_PROMOTIONS


def keep_lanes() -> KeepLanes:
    return _KEEP_LANES


def keep_coupons() -> KeepCoupons:
    return _KEEP_COUPONS


def claim_uses() -> ClaimUses:
    return _CLAIM_USES


def return_uses() -> ReturnUses:
    return _RETURN_USES
