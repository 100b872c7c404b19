"""Counting and adjusting stock by hand."""

from typing import Final

from django import forms

from nexus.inventory import facade
from nexus.inventory.domain.demand import MOST_PIECES
from nexus.platform.backoffice import Action, Asked, BackOfficeForm, FieldValues

REASONS: Final = (("damaged", "Damaged"), ("lost", "Lost or stolen"), ("found", "Found"), ("returned", "Returned by a buyer"),
                  ("delivery", "Delivery from the supplier"), ("correction", "Correction"))  # fmt: skip


class AdjustForm(BackOfficeForm):
    """Add or take pieces."""

    delta = forms.IntegerField(
        label="Change",
        min_value=-MOST_PIECES,
        max_value=MOST_PIECES,
        help_text="Pieces to add, or to take with a minus.",
    )
    reason = forms.ChoiceField(choices=REASONS)
    note = forms.CharField(
        required=False, max_length=200, help_text="Stands behind the reason in the list of adjustments."
    )


class CountForm(BackOfficeForm):
    """Set what is on hand."""

    on_hand = forms.IntegerField(
        label="Counted", min_value=0, max_value=MOST_PIECES, help_text="Promised pieces included."
    )
    note = forms.CharField(required=False, max_length=200)


def adjust(asked: Asked) -> str:
    level = facade.adjust(
        asked.record.variant_id, asked.data["delta"], _reason(asked.data["reason"], asked.data["note"])
    )
    return f"{asked.data['delta']:+d}: {level.on_hand} on hand now, {level.available} free."


def count(asked: Asked) -> str:
    level = facade.set_level(
        asked.record.variant_id, asked.data["on_hand"], reason=_reason("count", asked.data["note"])
    )
    return f"Counted: {level.on_hand} on hand, {level.available} free."


def release_expired(asked: Asked) -> str:
    """Nothing depends on it; it makes the figures look like what buyers see."""
    freed = facade.release_expired()
    return f"{freed} pieces are free again." if freed else "No promise has run out."


def _reason(word: str, note: str) -> str:
    return f"{word}: {note.strip()}" if note and note.strip() else word


def _counted(record: object) -> FieldValues:
    return {"on_hand": getattr(record, "on_hand", 0)}


LEVEL_ACTIONS: Final = (
    Action(name="adjust", label="Adjust", run=adjust, form=AdjustForm,
           about="Pieces that came or went other than by a sale. The new level may not fall below what is promised to orders."),
    Action(name="count", label="Set to a count", run=count, form=CountForm, initial=_counted,
           about="After an inventory: what lies on the shelf, promised pieces included."),
)  # fmt: skip
RELEASE_EXPIRED: Final = Action(
    name="release-expired", label="Release expired promises", run=release_expired,
    about="Takes back pieces whose promise has run out. Buyers can have them already; only the figures here change.",
)  # fmt: skip
