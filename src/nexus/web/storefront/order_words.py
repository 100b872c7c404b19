"""Where an order stands, as buyers read it."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

_STATUS: Final[dict[str, tuple[str | Promise, str]]] = {
    "pending": (gettext_lazy("Waiting for payment"), "badge-warn"),
    "confirmed": (gettext_lazy("Confirmed"), "badge-good"),
    "processing": (gettext_lazy("Being prepared"), "badge-good"),
    "shipped": (gettext_lazy("On its way"), "badge-good"),
    "delivered": (gettext_lazy("Delivered"), "badge-good"),
    "returned": (gettext_lazy("Returned"), ""),
    "cancelled": (gettext_lazy("Cancelled"), "badge-bad"),
    "on_hold": (gettext_lazy("On hold"), "badge-warn"),
}


def order_status(status: str, /) -> dict[str, str]:
    """`text` and the `look` of its badge; an unknown status stands for itself."""
    text, look = _STATUS.get(status, (status, ""))
    return {"text": str(text), "look": look}
