"""Who a cart is priced for."""

from nexus.accounts import facade as accounts
from nexus.accounts.contracts.dto import BuyerInfo
from nexus.checkout.domain.cart import CartKey
from nexus.checkout.domain.shopper import Shopper
from nexus.pricing.contracts.dto import DEFAULT_CHANNEL, BuyerFacts, Destination
from nexus.tenancy.facade import tenant


def channels() -> tuple[str, ...]:
    """The shop's channels: its setting `channels`; the web shop is always one. No statement."""
    return tuple(dict.fromkeys((DEFAULT_CHANNEL, *tenant().settings.get("channels", ()))))


def shopper_of(
    key: CartKey,
    /,
    *,
    destination: Destination | None = None,
    channel: str = DEFAULT_CHANNEL,
    shipping_method: str | None = None,
    payment_method: str | None = None,
    email: str = "",
) -> Shopper:
    """One statement for a user, none for a guest. `destination` None: where the user's parcels go by default; `email`: what a
    guest has said, a user's own counts."""
    known = accounts.buyer(key.user_id) if key.user_id else None
    return Shopper(
        buyer=_facts(key, known, email),
        destination=destination or _usual(known),
        channel=channel,
        shipping_method=shipping_method or None,
        payment_method=payment_method or None,
    )


def _facts(key: CartKey, known: BuyerInfo | None, email: str) -> BuyerFacts:
    if known is None:
        return BuyerFacts(user_id=key.user_id, email=email.strip().lower())
    return BuyerFacts(user_id=key.user_id, email=known.email.strip().lower(), groups=known.groups)


def _usual(known: BuyerInfo | None) -> Destination:
    if known is None:
        return Destination()
    return Destination(country=known.country, region=known.region, postal_code=known.postal_code)
