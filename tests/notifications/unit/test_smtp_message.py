"""The message that goes to the mail server."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from typing import Any
from uuid import UUID

import pytest

from nexus.notifications.services.smtp import build_message, message_id

TENANT, OTHER = UUID(int=1), UUID(int=2)
AT = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


def _message(**facts: Any) -> Any:
    return build_message(
        **{
            "to": "ada@example.org",
            "subject": "¡Hola! — order 1",
            "text": "Hola ñ\n",
            "html": "<p>Hola ñ</p>",
            "sender": "shop@bazaar.test",
            "shop": 'Bazaar "Zoë", Ltd',
            "identity": "<x@bazaar.test>",
            "at": AT,
            **facts,
        }
    )


def test_it_survives_the_wire() -> None:
    read: Any = message_from_bytes(bytes(_message()), policy=default)

    assert read["Subject"] == "¡Hola! — order 1"
    assert read["To"] == "ada@example.org"
    assert read["From"].addresses[0].display_name == 'Bazaar "Zoë", Ltd'
    assert read["From"].addresses[0].addr_spec == "shop@bazaar.test"
    assert read["Message-ID"] == "<x@bazaar.test>"
    assert read["Date"].datetime == AT
    assert read.get_body(("plain",)).get_content() == "Hola ñ\r\n"
    assert read.get_body(("html",)).get_content().strip() == "<p>Hola ñ</p>"


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": "Hi\r\nBcc: eve@example.org"},
        {"subject": "Hi\nBcc: eve@example.org"},
        {"to": "ada@example.org\r\nBcc: eve@example.org"},
        {"to": "ada@example.org, eve@example.org"},
        {"shop": "Bazaar\r\nBcc: eve@example.org"},
    ],
)
def test_a_header_with_a_line_break_or_two_addresses_cannot_be_made(wrong: dict[str, str]) -> None:
    with pytest.raises((ValueError, IndexError)):
        _message(**wrong)


def test_the_message_id_is_the_same_for_every_attempt_and_only_for_them() -> None:
    first = message_id(TENANT, "welcome:1", "shop@bazaar.test")

    assert first == message_id(TENANT, "welcome:1", "shop@bazaar.test")
    assert first.startswith("<")
    assert first.endswith("@bazaar.test>")
    assert (
        len(
            {
                first,
                message_id(TENANT, "welcome:2", "shop@bazaar.test"),
                message_id(OTHER, "welcome:1", "shop@bazaar.test"),
            }
        )
        == 3
    )
