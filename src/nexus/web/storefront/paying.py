"""Ways to pay in the buyer's words."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from nexus.payments import facade as payments


@dataclass(frozen=True, slots=True)
class WayToPay:
    code: str
    name: str
    note: str


_WORDS: Final = {
    "manual": (_("Bank transfer"), _("We send the details by mail and keep your things for a week.")),
    "in_store": (_("Pay in the store"), _("When you collect it.")),
    "sandbox": (_("Card"), _("On the test bank's page: no money moves.")),
}


def ways_to_pay() -> list[WayToPay]:
    """Online first: whoever pays at once has the order confirmed at once."""
    offered = sorted(payments.providers(), key=lambda provider: not provider.is_online)
    return [_way(provider.code, provider.title) for provider in offered]


def way_called(code: str, /) -> str:
    """The name of one of them."""
    return _way(code, payments.provider(code).title).name


def _way(code: str, title: str) -> WayToPay:
    name, note = _WORDS.get(code, (title, ""))
    return WayToPay(code, str(name), str(note))
