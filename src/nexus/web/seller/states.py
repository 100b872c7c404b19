"""What the states of a product are called, and how they look."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from nexus.catalog.contracts.dto import ProductInfo
from nexus.catalog.queries.seller_lists import WAITING


@dataclass(frozen=True, slots=True)
class State:
    """`tone`: the class of its badge."""

    name: str
    label: str | Promise
    tone: str


STATES: Final = {
    state.name: state
    for state in (
        State("draft", gettext_lazy("Draft"), ""),
        State("scheduled", gettext_lazy("Scheduled"), "badge-warn"),
        State("published", gettext_lazy("Published"), "badge-good"),
        State("archived", gettext_lazy("Archived"), ""),
        State(WAITING, gettext_lazy("Waiting for approval"), "badge-warn"),
    )
}


def state_of(product: ProductInfo, /) -> State:
    """A published product that the tenant has not let in waits; nobody but its seller sees it."""
    waits = product.status in ("published", "scheduled") and not product.is_approved
    return STATES[WAITING if waits else product.status]
