"""What a buyer says besides goods: how two carts' terms become one."""

from nexus.checkout.domain.cart import CartTerms, merged_terms
from nexus.kernel.ids import new_id

FIRST, SECOND = new_id(), new_id()


def test_each_coupon_and_card_is_carried_once_in_the_order_in_which_it_was_given() -> None:
    mine = CartTerms(coupons=("A", "B"), gift_cards=(FIRST,))
    theirs = CartTerms(coupons=("B", "C"), gift_cards=(SECOND, FIRST), use_credit=True)
    assert merged_terms(mine, theirs) == CartTerms(
        coupons=("A", "B", "C"), gift_cards=(FIRST, SECOND), use_credit=True
    )


def test_the_users_own_currency_counts_and_the_guests_when_there_is_none() -> None:
    assert merged_terms(CartTerms(currency="USD"), CartTerms(currency="JPY")).currency == "USD"
    assert merged_terms(CartTerms(), CartTerms(currency="JPY")).currency == "JPY"


def test_more_coupons_than_a_cart_may_hold_are_cut_from_the_end() -> None:
    mine = CartTerms(coupons=tuple(f"M{n}" for n in range(9)))
    theirs = CartTerms(coupons=("X", "Y"))
    assert merged_terms(mine, theirs).coupons == (*mine.coupons, "X")
