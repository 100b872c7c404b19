"""Gift cards and store credit: every movement is written down, and nothing is spent twice."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from nexus.accounts import facade as accounts
from nexus.kernel import clock
from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.platform.tenancy import tenant_scope
from nexus.pricing import facade
from nexus.pricing.contracts import credit_errors as errors
from nexus.pricing.interfaces.verification import balances_that_are_not_their_entries
from nexus.pricing.models import CreditAccountRecord, CreditEntryRecord


def euros(amount: str) -> Money:
    return Money.of(amount, "EUR")


def card(amount: str = "50.00", **facts: Any) -> facade.IssuedGiftCard:
    return facade.issue_gift_cards(euros(amount), **facts)[0]


def book() -> list[tuple[str, int, int]]:
    return [
        (entry.reason, entry.amount_minor, entry.balance_minor)
        for entry in CreditEntryRecord.objects.order_by("created_at", "id")
    ]


def balances() -> list[int]:
    return list(CreditAccountRecord.objects.order_by("id").values_list("balance_minor", flat=True))


def buyer(email: str = "buyer@example.org") -> UUID:
    return accounts.create_user(email, None, verified=True).id


def overdue(card_id: UUID, *, by: timedelta = timedelta(seconds=1)) -> None:
    CreditAccountRecord.objects.filter(pk=card_id).update(expires_at=clock.now() - by)


def test_a_card_is_found_by_its_code_which_nobody_keeps(scope: Any) -> None:
    made = card(note="For Ada")
    found = facade.gift_card(f" {made.code.lower()} ", currency="EUR")
    assert (found.id, found.balance, found.tail) == (made.card.id, euros("50.00"), made.code[-4:])
    kept = CreditAccountRecord.objects.get()
    plain = made.code.replace("-", "")
    assert plain not in f"{kept.code_hash}{kept.code_tail}{kept.note}".upper()
    assert made.code not in repr(made)
    assert book() == [("issued", 5000, 5000)]


def test_a_mistyped_code_is_said_to_be_one(scope: Any) -> None:
    made = card()
    wrong = ("A" if made.code[0] != "A" else "B") + made.code[1:]
    with pytest.raises(errors.GiftCardUnknown) as refused:
        facade.gift_card(wrong)
    assert refused.value.errors == {
        "code": ["There is no gift card with this code: look for a wrong or swapped character."]
    }
    assert made.code not in str(refused.value.facts)


def test_cards_pay_before_store_credit_and_the_order_gets_all_back_once(scope: Any, sql_log: Any) -> None:
    user, order = buyer(), new_id()
    lasting, ending = card("10.00"), card("5.00", expires_at=clock.now() + timedelta(days=2))
    facade.grant_credit(user, euros("20.00"), reason="Sorry for the wait")
    with sql_log() as log:
        spent = facade.spend_credit(
            order, upto=euros("18.00"), codes=[lasting.code], account_ids=[ending.card.id], user_id=user,
            use_store_credit=True,
        )  # fmt: skip
    assert len(log) == 3  # lock, take, write down; the event is written at the end
    assert [(part.kind, str(part.amount)) for part in spent] == [
        ("gift_card", "5.00"),
        ("gift_card", "10.00"),
        ("store_credit", "3.00"),
    ]
    assert sorted(balances()) == [0, 0, 1700]
    overdue(ending.card.id)
    returned = facade.return_credit(order)
    assert sorted(str(part.amount) for part in returned) == ["10.00", "3.00", "5.00"]
    assert facade.return_credit(order) == ()
    assert sorted(balances()) == [500, 1000, 2000]
    assert list(balances_that_are_not_their_entries()) == []
    assert facade.gift_card(ending.code, currency="EUR").balance == euros("5.00")  # good again


def test_what_is_not_wanted_costs_nothing(scope: Any, sql_log: Any) -> None:
    user = buyer()
    with sql_log() as log:
        assert facade.spend_credit(new_id(), upto=euros("5.00"), user_id=user) == ()
        assert facade.plan_credit(euros("5.00"), user_id=user).spent == ()
    assert log == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"is_active": False}, "gift_card_blocked"),
        ({"currency": "USD"}, "gift_card_other_currency"),
        ({"balance_minor": 0}, "gift_card_empty"),
        ({"expires_at": clock.now() - timedelta(days=1)}, "gift_card_expired"),
    ],
)
def test_a_card_that_is_not_good_takes_nothing_from_the_others(
    scope: Any, change: dict[str, Any], code: str
) -> None:
    good, bad = card("10.00"), card("10.00")
    CreditAccountRecord.objects.filter(pk=bad.card.id).update(**change)
    before = balances()
    with pytest.raises(errors.GiftCardRefused) as refused:
        facade.spend_credit(new_id(), upto=euros("30.00"), account_ids=[good.card.id, bad.card.id])
    assert (refused.value.code, refused.value.facts["tail"]) == (code, bad.card.tail)
    assert (balances(), len(book())) == (before, 2)
    plan = facade.plan_credit(euros("30.00"), account_ids=[good.card.id, bad.card.id])
    assert [part.account_id for part in plan.spent] == [good.card.id]
    assert [(one.account_id, one.reason) for one in plan.refused] == [(bad.card.id, code)]
    assert plan.left_of(euros("30.00")) == euros("20.00")


def test_unknown_cards_are_refused(scope: Any) -> None:
    with pytest.raises(errors.GiftCardUnknown):
        facade.spend_credit(new_id(), upto=euros("1.00"), codes=["ABCDE-FGHJK-MNPRS-TVWXY"])
    with pytest.raises(errors.GiftCardUnknown):
        facade.spend_credit(new_id(), upto=euros("1.00"), account_ids=[new_id()])


def test_credit_in_another_currency_stays_where_it_is(scope: Any) -> None:
    user = buyer()
    facade.grant_credit(user, Money.of("9.00", "USD"), reason="Moved")
    assert facade.spend_credit(new_id(), upto=euros("5.00"), user_id=user, use_store_credit=True) == ()
    facade.grant_credit(user, euros("1.00"), reason="More")
    facade.grant_credit(user, euros("2.50"), reason="And more")
    assert [str(one.balance) for one in facade.store_credit(user)] == ["3.50", "9.00"]


def test_grants_need_a_buyer_and_a_reason(scope: Any, other_tenant: Any) -> None:
    with pytest.raises(errors.NoSuchBuyer):
        facade.grant_credit(new_id(), euros("1.00"), reason="Why not")
    with pytest.raises(errors.InvalidCredit) as refused:
        facade.grant_credit(buyer(), euros("1.00"), reason=" ")
    assert list(refused.value.errors) == ["reason"]
    assert book() == []


def test_a_code_of_ones_own_is_taken_once(scope: Any) -> None:
    card(code="old-system-4711-0815")
    assert facade.gift_card("OLDSYSTEM47110815").balance == euros("50.00")
    with pytest.raises(errors.GiftCardCodeTaken):
        card("1.00", code="OLDSYSTEM 4711 0815")
    for code, count, field in (
        ("short", 1, "code"),
        ("ABCDEFGHJKMNÄÖ", 1, "code"),
        ("ABCDEFGHJKMN", 2, "count"),
    ):
        with pytest.raises(errors.InvalidCredit) as refused:
            card(code=code, count=count)
        assert list(refused.value.errors) == [field]
    assert balances() == [5000]


def test_many_cards_cost_as_many_statements_as_one(scope: Any, sql_log: Any) -> None:
    with sql_log() as log:
        made = facade.issue_gift_cards(euros("10.00"), count=100)
    assert len(log) == 2
    assert len({one.code for one in made}) == 100
    assert len(book()) == 100


def test_adjusting_never_goes_below_zero(scope: Any) -> None:
    made = card("10.00")
    assert facade.adjust_credit(made.card.id, euros("-4.00"), reason="Wrong amount") == euros("6.00")
    with pytest.raises(errors.CreditTooLow) as refused:
        facade.adjust_credit(made.card.id, euros("-6.01"), reason="Too much")
    assert refused.value.facts == {"balance": "6.00", "currency": "EUR"}
    with pytest.raises(errors.InvalidCredit):
        facade.adjust_credit(made.card.id, Money.of("1.00", "USD"), reason="Wrong currency")
    with pytest.raises(errors.NoSuchGiftCard):
        facade.adjust_credit(new_id(), euros("1.00"), reason="Nobody's")
    assert book() == [("issued", 1000, 1000), ("adjusted", -400, 600)]


def test_a_blocked_card_pays_again_when_it_is_unblocked(scope: Any) -> None:
    made = card()
    assert facade.block_gift_card(made.card.id).is_active is False
    with pytest.raises(errors.GiftCardBlocked):
        facade.gift_card(made.code, currency="EUR")
    assert facade.block_gift_card(made.card.id, is_active=True).is_active is True
    assert facade.gift_card(made.code, currency="EUR").balance == euros("50.00")


def test_what_is_left_when_time_is_over_is_gone(scope: Any) -> None:
    over, good = card("10.00"), card("20.00", expires_at=clock.now() + timedelta(days=1))
    overdue(over.card.id)
    assert facade.expire_gift_cards() == 1
    assert facade.expire_gift_cards() == 0
    assert sorted(balances()) == [0, 2000]
    assert book()[-1] == ("expired", -1000, 0)
    assert facade.gift_card(good.code, currency="EUR").balance == euros("20.00")


def test_a_balance_that_is_not_the_sum_of_its_entries_is_found(scope: Any) -> None:
    made = card("10.00")
    CreditAccountRecord.objects.update(balance_minor=999)
    (finding,) = balances_that_are_not_their_entries()
    assert finding.ids == {"account": str(made.card.id)}
    assert finding.detail == "balance 9.99 EUR, entries 10.00 EUR"


def test_credit_of_other_shops_is_not_there(tenant: Any, other_tenant: Any) -> None:
    with tenant_scope(tenant.id):
        made, user = card(), buyer()
        facade.grant_credit(user, euros("5.00"), reason="Here")
    with tenant_scope(other_tenant.id):
        for refused in (
            lambda: facade.gift_card(made.code),
            lambda: facade.spend_credit(new_id(), upto=euros("1.00"), codes=[made.code]),
            lambda: facade.spend_credit(new_id(), upto=euros("1.00"), account_ids=[made.card.id]),
        ):
            with pytest.raises(errors.GiftCardUnknown):
                refused()
        assert facade.store_credit(user) == ()
