"""/api/gift-cards/ and /api/credit/"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.test import override_settings
from tests.factories import clients

from nexus.kernel.ids import new_id
from nexus.kernel.money import Money
from nexus.platform.tenancy import tenant_scope
from nexus.pricing import facade
from nexus.pricing.models import CreditAccountRecord, CreditEntryRecord

CARDS, CREDIT, GRANTS = "/api/gift-cards/", "/api/credit/", "/api/credit/grants/"


@pytest.fixture
def staff(api: Any) -> Any:
    return clients.staff(api, role="support")


def issued(staff: Any, **facts: Any) -> dict[str, Any]:
    answer = staff.post(CARDS, {"amount": "50.00", **facts})
    assert answer.status_code == 201, answer.content
    return answer.json()["cards"][0]


@contextmanager
def nothing_changes(api: Any) -> Iterator[None]:
    def state() -> list[Any]:
        with tenant_scope(api.tenant.id):
            return [*CreditAccountRecord.objects.order_by("id").values(), CreditEntryRecord.objects.count()]

    before = state()
    yield
    assert state() == before


def test_a_card_is_issued_and_its_code_told_once(staff: Any, api: Any) -> None:
    card = issued(staff, note="For Ada", expires_at="2090-01-01T00:00:00Z")
    code = card.pop("code")
    assert len(code) == 23
    assert card == {
        "id": card["id"],
        "tail": code[-4:],
        "balance": "50.00",
        "currency": "EUR",
        "is_active": True,
        "expires_at": "2090-01-01T00:00:00Z",
        "note": "For Ada",
    }
    assert staff.get(f"{CARDS}{card['id']}/").json() == card
    assert staff.get(CARDS).json()["results"] == [card]
    assert api.post(f"{CARDS}balance/", {"code": code.lower()}).json() == {
        "tail": code[-4:],
        "balance": "50.00",
        "currency": "EUR",
        "is_active": True,
        "expires_at": "2090-01-01T00:00:00Z",
    }


def test_codes_are_in_no_table_and_no_log(staff: Any, api: Any, capfd: Any) -> None:
    from django.db import connection

    answer = staff.post(CARDS, {"amount": "5.00"}, Idempotency_Key="cards-1")
    code = answer.json()["cards"][0]["code"]
    api.post(f"{CARDS}balance/", {"code": code})
    plain = code.replace("-", "")
    with tenant_scope(api.tenant.id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(e.payload::text || e.metadata::text, '') FROM events_log e WHERE e.tenant_id = %s",
            [api.tenant.id],
        )
        events = str(cursor.fetchone()[0])
        cursor.execute("SELECT count(*) FROM idempotency_key k WHERE k.tenant_id = %s", [api.tenant.id])
        assert cursor.fetchone()[0] == 0
    told = capfd.readouterr()
    for text in (events, told.out, told.err):
        assert code not in text
        assert plain not in text


def test_lists_filter_and_cost_one_statement(staff: Any, sql_log: Any) -> None:
    cards = [issued(staff) for _ in range(3)]
    staff.post(f"{CARDS}{cards[0]['id']}/deactivate/")
    staff.post(f"{CARDS}{cards[1]['id']}/adjustments/", {"amount": "-50.00", "reason": "Spent in the store"})
    found = {
        status: [card["id"] for card in staff.get(f"{CARDS}?status={status}").json()["results"]]
        for status in ("active", "blocked", "empty", "expired")
    }
    assert found == {
        "active": [cards[2]["id"]],
        "blocked": [cards[0]["id"]],
        "empty": [cards[1]["id"]],
        "expired": [],
    }
    assert [c["id"] for c in staff.get(f"{CARDS}?q={cards[2]['tail'].lower()}").json()["results"]] == [
        cards[2]["id"]
    ]
    with sql_log() as log:
        page = staff.get(f"{CARDS}?page_size=2&count=true").json()
    assert (len(page["results"]), page["count"], bool(page["next"])) == (2, 3, True)
    assert sum("pricing_credit" in statement for statement in log) == 2  # the page and the count


def test_history_says_who_did_what(staff: Any) -> None:
    card = issued(staff)
    path = f"{CARDS}{card['id']}/adjustments/"
    first = staff.post(path, {"amount": "-20.00", "reason": "Wrong amount"}, Idempotency_Key="a")
    again = staff.post(path, {"amount": "-20.00", "reason": "Wrong amount"}, Idempotency_Key="a")
    assert (first.status_code, first.json()["balance"], again.json()) == (201, "30.00", first.json())
    entries = staff.get(f"{CARDS}{card['id']}/entries/").json()["results"]
    assert [(e["reason"], e["amount"], e["balance"], e["note"]) for e in entries] == [
        ("adjusted", "-20.00", "30.00", "Wrong amount"),
        ("issued", "50.00", "50.00", ""),
    ]
    assert all(entry["actor"].startswith("user:") for entry in entries)


def test_a_blocked_card_can_be_put_into_use_again(staff: Any, api: Any) -> None:
    card = issued(staff)
    for path, active in (("deactivate", False), ("deactivate", False), ("activate", True)):
        answer = staff.post(f"{CARDS}{card['id']}/{path}/")
        assert (answer.status_code, answer.json()["is_active"]) == (200, active)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"amount": "0"}, "amount"),
        ({"amount": "-1.00"}, "amount"),
        ({"amount": "1.001"}, "amount"),
        ({"amount": "9999999999999.00"}, "amount"),
        ({"amount": 1e20}, "amount"),
        ({"amount": None}, "amount"),
        ({"currency": "XXX"}, "currency"),
        ({"currency": "JPY", "amount": "1.50"}, "amount"),
        ({"count": 0}, "count"),
        ({"count": 501}, "count"),
        ({"count": 2, "code": "ABCDEFGHJKMNPR"}, "count"),
        ({"code": "SHORT"}, "code"),
        ({"expires_at": "2020-01-01T00:00:00Z"}, "expires_at"),
        ({"expires_at": "tomorrow"}, "expires_at"),
        ({"note": "x" * 501}, "note"),
    ],
)
def test_cards_that_cannot_be_are_refused_by_field(
    staff: Any, api: Any, change: dict[str, Any], field: str
) -> None:
    with nothing_changes(api):
        answer = staff.post(CARDS, {"amount": "50.00", **change})
    assert answer.status_code == 400, answer.content
    assert list(answer.json()["errors"]) == [field]


def test_a_code_that_is_taken_is_a_conflict(staff: Any, api: Any) -> None:
    issued(staff, code="OLD-SYSTEM-4711")
    with nothing_changes(api):
        answer = staff.post(CARDS, {"amount": "1.00", "code": "oldsystem4711"})
    assert (answer.status_code, answer.json()["code"]) == (409, "gift_card_code_taken")


def test_more_than_there_is_cannot_be_taken(staff: Any, api: Any) -> None:
    card = issued(staff)
    with nothing_changes(api):
        answer = staff.post(f"{CARDS}{card['id']}/adjustments/", {"amount": "-50.01", "reason": "No"})
    assert (answer.status_code, answer.json()["code"], answer.json()["balance"]) == (
        409,
        "credit_too_low",
        "50.00",
    )


def test_guessing_is_slowed_down_and_tells_nothing(api: Any) -> None:
    with override_settings(NEXUS_THROTTLING=True):
        answers = [api.post(f"{CARDS}balance/", {"code": f"ABCDE-FGHJK-{n:05}"}) for n in range(21)]
    assert [a.status_code for a in answers] == [400] * 20 + [429]
    assert {a.json()["code"] for a in answers[:20]} == {"gift_card_unknown"}
    assert int(answers[20]["Retry-After"]) >= 1


def test_only_the_staff_has_to_do_with_cards(staff: Any, api: Any) -> None:
    card = issued(staff)
    buyer, _ = clients.client(api)
    with nothing_changes(api):
        for client, status in ((api, 401), (buyer, 403)):
            assert client.get(CARDS).status_code == status
            assert client.post(CARDS, {"amount": "5.00"}).status_code == status
            for path in ("deactivate", "activate", "adjustments"):
                answer = client.post(f"{CARDS}{card['id']}/{path}/", {"amount": "1.00", "reason": "Please"})
                assert answer.status_code == status
            assert client.get(f"{CARDS}{card['id']}/entries/").status_code == status
            assert (
                client.post(GRANTS, {"user_id": card["id"], "amount": "5.00", "reason": "x"}).status_code
                == status
            )


def test_a_buyer_sees_their_own_credit_and_nobody_elses(staff: Any, api: Any, sql_log: Any) -> None:
    (ada, ada_id), (bob, _) = clients.client(api), clients.client(api)
    granted = staff.post(GRANTS, {"user_id": str(ada_id), "amount": "7.50", "reason": "Sorry for the wait"})
    assert (granted.status_code, granted.json()) == (
        201,
        {"user_id": str(ada_id), "balance": "7.50", "currency": "EUR"},
    )
    with tenant_scope(api.tenant.id):
        order = new_id()
        facade.spend_credit(order, upto=Money(500, "EUR"), user_id=ada_id, use_store_credit=True)
    assert ada.get(CREDIT).json() == {"balances": [{"balance": "2.50", "currency": "EUR"}]}
    with sql_log() as log:
        entries = ada.get(f"{CREDIT}entries/").json()["results"]
    assert sum("pricing_credit" in statement for statement in log) == 1
    assert [(e["reason"], e["amount"], e["balance"], e["order_id"], e["note"]) for e in entries] == [
        ("spent", "-5.00", "2.50", str(order), ""),
        ("issued", "7.50", "7.50", None, "Sorry for the wait"),
    ]
    assert "actor" not in entries[0]
    assert bob.get(CREDIT).json() == {"balances": []}
    assert bob.get(f"{CREDIT}entries/").json()["results"] == []


def test_credit_for_nobody_is_not_found(staff: Any, api: Any) -> None:
    with nothing_changes(api):
        answer = staff.post(GRANTS, {"user_id": str(new_id()), "amount": "5.00", "reason": "Why not"})
    assert answer.status_code == 404


def test_a_card_of_another_shop_is_not_there(staff: Any, api: Any, other_tenant: Any) -> None:
    with tenant_scope(other_tenant.id):
        (card,) = facade.issue_gift_cards(Money(500, "EUR"))
    assert staff.get(f"{CARDS}{card.card.id}/").status_code == 404
    for path in ("deactivate", "activate", "adjustments"):
        answer = staff.post(f"{CARDS}{card.card.id}/{path}/", {"amount": "1.00", "reason": "Mine"})
        assert answer.status_code == 404
    assert api.post(f"{CARDS}balance/", {"code": card.code}).json()["code"] == "gift_card_unknown"
