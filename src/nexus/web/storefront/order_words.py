"""Where an order stands, as buyers read it."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazily

_STATUS: Final[dict[str, tuple[str | Promise, str]]] = {
    "pending": (lazily("Waiting for payment"), "badge-warn"),
    "confirmed": (lazily("Confirmed"), "badge-good"),
    "processing": (lazily("Being prepared"), "badge-good"),
    "shipped": (lazily("On its way"), "badge-good"),
    "delivered": (lazily("Delivered"), "badge-good"),
    "returned": (lazily("Returned"), ""),
    "cancelled": (lazily("Cancelled"), "badge-bad"),
    "on_hold": (lazily("On hold"), "badge-warn"),
}


def order_status(status: str, /) -> dict[str, str]:
    """`text` and the `look` of its badge; an unknown status stands for itself."""
    text, look = _STATUS.get(status, (status, ""))
    return {"text": str(text), "look": look}
