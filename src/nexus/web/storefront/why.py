"""Why an offer, a coupon or a gift card does not apply, in the visitor's language: by the code of the failed rule, with its
facts."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from nexus.web.components.amounts import spelled

_WORDS: Final[Mapping[str, str | Promise]] = {
    "better_combination": gettext_lazy("Other offers together save more."),
    "better_offer": gettext_lazy("Another offer saves more."),
    "buyer_unknown": gettext_lazy("Log in or give your e-mail address to use this offer."),
    "channel": gettext_lazy("This offer does not hold in this shop."),
    "coupon_expired": gettext_lazy("This code has expired."),
    "coupon_not_yet": gettext_lazy("This code cannot be used yet."),
    "coupon_not_yours": gettext_lazy("This code belongs to somebody else. If it is yours, log in first."),
    "coupon_paused": gettext_lazy("This code cannot be used at the moment."),
    "coupon_same_offer": gettext_lazy("Another code for the same offer is in the cart."),
    "coupon_unknown": gettext_lazy("This shop does not know this code. Is it spelled right?"),
    "coupon_used_by_you": gettext_lazy("You have used this code already."),
    "coupon_used_up": gettext_lazy("This code has been used up."),
    "customer_group": gettext_lazy("This offer is not for your account."),
    "destination": gettext_lazy("This offer does not hold where the goods go."),
    "destination_unknown": gettext_lazy("Say where the goods go to use this offer."),
    "first_order": gettext_lazy("This offer is for a first order."),
    "gift_card_blocked": gettext_lazy("This gift card is blocked. Please ask the shop."),
    "gift_card_empty": gettext_lazy("Nothing is left on this gift card."),
    "gift_card_expired": gettext_lazy("This gift card has expired."),
    "gift_card_other_currency": gettext_lazy("This gift card is in another currency."),
    "gift_card_unknown": gettext_lazy("There is no gift card with this code. Is it spelled right?"),
    "gift_gone": gettext_lazy("The gift of this offer is not available."),
    "hours": gettext_lazy("This offer does not hold at this hour."),
    "max_spend": gettext_lazy("The cart is worth too much for this offer."),
    "no_shipping": gettext_lazy("Nothing ships to this address."),
    "not_combinable": gettext_lazy("It cannot be combined with an offer that saves more."),
    "not_from_all_sellers": gettext_lazy("Not every seller in the cart ships this way."),
    "not_in_this_currency": gettext_lazy("It is not offered in this currency."),
    "not_to_this_address": gettext_lazy("It does not go to this address."),
    "nothing_matches": gettext_lazy("Nothing in the cart belongs to this offer."),
    "nothing_to_reduce": gettext_lazy("There is nothing left to reduce."),
    "nth_order": gettext_lazy("This offer is for another of your orders."),
    "other_currency": gettext_lazy("This offer does not hold in this currency."),
    "payment_method": gettext_lazy("Choose another way of paying to use this offer."),
    "shipping_method": gettext_lazy("Choose another way of shipping to use this offer."),
    "signed_in": gettext_lazy("Log in to use this offer."),
    "too_heavy": gettext_lazy("The goods are too heavy for it."),
    "too_many_coupons": gettext_lazy("The cart holds too many coupons."),
    "too_many_gift_cards": gettext_lazy("The cart holds too many gift cards."),
    "too_many_pieces": gettext_lazy("There are too many pieces for it."),
    "used_up": gettext_lazy("This offer has been used up."),
    "worth_too_much": gettext_lazy("The goods are worth too much for it."),
}


def why(problem: Mapping[str, Any], currency: str, /) -> str:
    """`problem`: `code` of the rule, its English `text`, and where they can be said `missing`, `missing_quantity`, `of`.

    A rule that nobody has words for yet is told by its own text in English, and as it is in other languages: it does not apply.
    """
    if short := shortfall(problem, currency):
        return _("%(what)s, and it applies.") % {"what": short}
    if known := _WORDS.get(problem["code"]):
        return str(known)
    return str(problem["text"]) if get_language() == "en" else _("It does not apply to this cart.")


def shortfall(problem: Mapping[str, Any], currency: str, /) -> str:
    """`€12.00 more of Shoes`; empty when more would not help."""
    goods = problem.get("of", "")
    if "missing" in problem:
        amount = spelled(problem["missing"], currency)
        text = _("%(amount)s more of %(goods)s") if goods else _("%(amount)s more")
        return text % {"amount": amount, "goods": goods}
    if count := problem.get("missing_quantity"):
        text = (
            ngettext("%(count)s more piece of %(goods)s", "%(count)s more pieces of %(goods)s", count)
            if goods
            else ngettext("%(count)s more piece", "%(count)s more pieces", count)
        )
        return text % {"count": count, "goods": goods}
    return ""
