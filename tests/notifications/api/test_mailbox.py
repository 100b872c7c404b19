"""The mailbox over HTTP: for staff, and secrets for owners."""

from typing import Any
from uuid import uuid4

import pytest

from nexus.notifications.contracts.dto import Letter
from nexus.notifications.services.outbox import write_letters
from nexus.platform.tenancy import tenant_scope

BOX = "/api/notifications/mailbox/"


@pytest.fixture
def written(tenant: Any) -> dict[str, str]:
    """Kind to id of three mails."""
    found = {}
    for kind, to in (
        ("welcome", "ada@example.org"),
        ("order_placed", "guest@example.org"),
        ("password_reset", "ada@example.org"),
    ):
        with tenant_scope(tenant.id):
            letter = Letter(
                key=kind,
                to=to,
                kind=kind,
                subject=f"About {kind}",
                text=f"link {kind}",
                html=f"<a>{kind}</a>",
            )
            found[kind] = str(write_letters([letter])[0])
    return found


def test_staff_read_the_mailbox(api: Any, written: Any, make_person: Any) -> None:
    staff = api.as_user(make_person("sue@example.org", roles=("support",)).access)

    body = staff.get(BOX).json()

    assert [mail["kind"] for mail in body["results"]] == ["password_reset", "order_placed", "welcome"]
    assert {**body["results"][2], "created_at": "-"} == {
        "id": written["welcome"], "to": "ada@example.org", "kind": "welcome", "subject": "About welcome",
        "status": "mailbox", "created_at": "-", "sent_at": None, "error": "",
    }  # fmt: skip
    one = staff.get(f"{BOX}{written['welcome']}/").json()
    assert (one["text"], one["html"]) == ("link welcome", "<a>welcome</a>")


def test_the_mailbox_can_be_searched(api: Any, written: Any, make_person: Any) -> None:
    staff = api.as_user(make_person("sue@example.org", roles=("support",)).access)

    def kinds(query: str) -> list[str]:
        return [mail["kind"] for mail in staff.get(BOX + query).json()["results"]]

    assert kinds("?to=Guest@example.org") == ["order_placed"]
    assert kinds("?to=ada@example.org&kind=welcome") == ["welcome"]
    assert kinds("?status=queued") == []
    assert staff.get(f"{BOX}?status=mailbox&count=true").json()["count"] == 3
    assert staff.get(f"{BOX}?from=x").status_code == 400


def test_a_password_link_is_shown_to_owners_only(api: Any, written: Any, make_person: Any) -> None:
    support = api.as_user(make_person("sue@example.org", roles=("support",)).access)
    owner = api.as_user(make_person("olga@example.org", roles=("owner",)).access)
    path = f"{BOX}{written['password_reset']}/"

    assert (support.get(path).json()["text"], support.get(path).json()["html"]) == ("", "")
    assert owner.get(path).json()["text"] == "link password_reset"


def test_nobody_else_reads_it(
    api: Any, written: Any, ada: Any, make_person: Any, tenant: Any, other_tenant: Any
) -> None:
    from nexus.accounts import facade

    seller = make_person("sam@example.org")
    with tenant_scope(tenant.id):
        facade.grant_role(seller.id, "seller", subject_id=uuid4())
    foreign = type(api)(other_tenant).as_user(
        make_person("olga@example.org", of=other_tenant, roles=("owner",)).access
    )

    for path in (BOX, f"{BOX}{written['welcome']}/"):
        assert api.get(path).status_code == 401
        assert api.as_user(ada.access).get(path).status_code == 403
        assert api.as_user(seller.access).get(path).status_code == 403
    assert foreign.get(BOX).json()["results"] == []
    assert foreign.get(f"{BOX}{written['welcome']}/").status_code == 404
    assert foreign.get(f"{BOX}{uuid4()}/").status_code == 404
