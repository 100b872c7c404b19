"""The in-app list over HTTP."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from nexus.notifications.contracts.dto import Note
from nexus.notifications.contracts.kinds import CHANNELS, CHOOSABLE_KINDS
from nexus.notifications.services.outbox import write_notes
from nexus.platform.tenancy import tenant_scope

LIST, ALL, UNREAD, CHOICES = (
    "/api/notifications/",
    "/api/notifications/read-all/",
    "/api/notifications/unread-count/",
    "/api/notifications/preferences/",
)


@pytest.fixture
def tell(tenant: Any) -> Callable[..., list[str]]:
    def write(person: Any, *titles: str, of: Any = None) -> list[str]:
        ids = []
        for title in titles:
            with tenant_scope((of or tenant).id):
                note = Note(
                    key=title,
                    user_id=person.id,
                    kind="order_placed",
                    title=title,
                    body="b",
                    link="/orders/1/",
                )
                ids += [str(note_id) for note_id, _ in write_notes([note])]
        return ids

    return write


def test_the_list_is_newest_first_with_the_number_of_unread(api: Any, ada: Any, tell: Any) -> None:
    ids = tell(ada, "one", "two")
    own = api.as_user(ada.access)

    body = own.get(LIST).json()

    assert [note["title"] for note in body["results"]] == ["two", "one"]
    assert (body["next"], body["previous"], body["unread"]) == (None, None, 2)
    assert "count" not in body
    assert {**body["results"][1], "created_at": "-"} == {
        "id": ids[0],
        "kind": "order_placed",
        "title": "one",
        "body": "b",
        "link": "/orders/1/",
        "created_at": "-",
        "read_at": None,
    }
    assert body["results"][0]["created_at"].endswith("Z")


def test_pages_follow_each_other_without_gap_or_repeat(api: Any, ada: Any, tell: Any) -> None:
    tell(ada, *[f"n{number}" for number in range(7)])
    own, path, seen = api.as_user(ada.access), f"{LIST}?page_size=3&count=true", []
    while path:
        body = own.get(path).json()
        seen += [note["title"] for note in body["results"]]
        assert body["count"] == 7
        path = body["next"]

    assert seen == [f"n{number}" for number in reversed(range(7))]


def test_reading_one_and_all(api: Any, ada: Any, tell: Any) -> None:
    first, _, _ = tell(ada, "one", "two", "three")
    own = api.as_user(ada.access)

    read = own.post(f"{LIST}{first}/read/").json()
    assert read["read_at"].endswith("Z")
    assert own.post(f"{LIST}{first}/read/").json() == read
    assert [note["title"] for note in own.get(f"{LIST}?unread=true").json()["results"]] == ["three", "two"]
    assert [note["title"] for note in own.get(f"{LIST}?unread=false").json()["results"]] == ["one"]
    assert own.get(UNREAD).json() == {"unread": 2}
    assert own.post(ALL).json() == {"updated": 2}
    assert own.post(ALL).json() == {"updated": 0}
    assert own.get(LIST).json()["unread"] == 0


def test_other_peoples_notes_do_not_exist(
    api: Any, ada: Any, tell: Any, make_person: Any, other_tenant: Any
) -> None:
    (note_id,) = tell(ada, "mine")
    neighbour = api.as_user(make_person("eve@example.org", roles=("owner",)).access)
    abroad = type(api)(other_tenant).as_user(make_person("eve@example.org", of=other_tenant).access)

    for stranger in (neighbour, abroad):
        assert stranger.post(f"{LIST}{note_id}/read/").status_code == 404
        assert stranger.post(ALL).json() == {"updated": 0}
        assert stranger.get(LIST).json()["results"] == []
    for path in (LIST, UNREAD, CHOICES):
        assert api.get(path).status_code == 401
    assert api.as_user(ada.access).get(UNREAD).json() == {"unread": 1}
    assert api.as_user(ada.access).post(f"{LIST}{uuid4()}/read/").status_code == 404


def test_unknown_and_bad_parameters_are_refused(api: Any, ada: Any) -> None:
    own = api.as_user(ada.access)

    for query in ("?unred=true", "?unread=perhaps", "?page_size=101", "?cursor=x"):
        assert own.get(LIST + query).status_code == 400, query


def test_the_list_costs_four_statements_whatever_its_length(
    api: Any, ada: Any, tell: Any, sql_log: Any
) -> None:
    own = api.as_user(ada.access)
    own.get(LIST)
    for titles in (["a"], [f"n{number}" for number in range(20)]):
        tell(ada, *titles)
        with sql_log() as statements:
            own.get(LIST)
        assert len(statements) == 4, statements  # enter the tenant, who is it, the page, the number of unread


def test_preferences_start_open_and_change_one_by_one(api: Any, ada: Any) -> None:
    own = api.as_user(ada.access)
    before = own.get(CHOICES).json()["preferences"]
    assert [(one["kind"], one["channel"]) for one in before] == [
        (kind, channel) for kind in CHOOSABLE_KINDS for channel in CHANNELS
    ]
    assert {one["enabled"] for one in before} == {True}

    changed = own.patch(
        CHOICES, {"preferences": [{"kind": "order_shipped", "channel": "email", "enabled": False}]}
    )

    off = [one for one in changed.json()["preferences"] if not one["enabled"]]
    assert off == [{"kind": "order_shipped", "channel": "email", "enabled": False}]
    assert own.get(CHOICES).json() == changed.json()
    own.patch(CHOICES, {"preferences": [{"kind": "order_shipped", "channel": "email", "enabled": True}]})
    assert own.get(CHOICES).json()["preferences"] == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "password_reset"},
        {"kind": "nothing"},
        {"channel": "pigeon"},
        {"enabled": "x"},
        {"enabled": None},
    ],
)
def test_what_cannot_be_switched_is_refused(api: Any, ada: Any, wrong: dict[str, Any]) -> None:
    own = api.as_user(ada.access)
    choice = {"kind": "order_placed", "channel": "email", "enabled": False} | wrong

    assert own.patch(CHOICES, {"preferences": [choice]}).status_code == 400
    assert {one["enabled"] for one in own.get(CHOICES).json()["preferences"]} == {True}


def test_a_flood_of_preferences_is_counted_and_not_looked_at(api: Any, ada: Any) -> None:
    refused = api.as_user(ada.access).patch(CHOICES, {"preferences": [{"kind": 1}] * 10_000})
    assert refused.status_code == 400
    assert refused.json()["errors"] == {"preferences": ["Ensure this field has no more than 100 elements."]}
