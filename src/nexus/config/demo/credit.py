"""A gift card whose code is known, and some store credit for the first buyer."""

from contextlib import suppress
from typing import Final

from nexus.accounts import facade as accounts
from nexus.kernel.money import Money
from nexus.pricing import facade as pricing
from nexus.pricing.contracts.credit_errors import GiftCardCodeTaken
from nexus.tenancy.contracts.dto import TenantInfo

GIFT_CODE: Final = "DEMO-GIFT-CARD-50"  # printed in the documentation on purpose


def give_credit(tenant: TenantInfo, /) -> None:
    """Safe to run again: the card is known by its code, credit is only granted to who has none. Inside the tenant's scope."""
    with suppress(GiftCardCodeTaken):
        pricing.issue_gift_cards(Money.of(50, tenant.currency), code=GIFT_CODE, note="Demo")
    buyer = accounts.find_by_email(f"buyer@{tenant.slug}.test")
    if buyer and not pricing.store_credit(buyer.id):
        amount = Money.of(25, tenant.currency)
        pricing.grant_credit(buyer.id, amount, reason="Sorry for the late parcel in spring")
