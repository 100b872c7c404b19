"""What sellers wish for, and what the shop says to it."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from nexus.catalog.models import ChangeProposal, ProposalKind, ProposalStatus
from nexus.catalog.queries import products as queries
from nexus.catalog.services import deciding
from nexus.catalog.services.differing import Names, differences
from nexus.catalog.services.facts import facts_of
from nexus.catalog.services.proposing import plain
from nexus.platform.backoffice import (
    Action,
    Asked,
    BackOfficeForm,
    Facts,
    RecordAdmin,
    Section,
    Table,
    Text,
    choices,
    column,
    link_to,
)
from nexus.platform.backoffice.values import Badge, Tone, badge

TONES: Final[dict[str, Tone]] = {
    "pending": "warn", "approved": "good", "rejected": "bad", "withdrawn": "idle",
}  # fmt: skip
_PIECES: Final[dict[str, Tone]] = {"removed": "bad", "added": "good"}


class ApprovalForm(BackOfficeForm):
    """Asked only where it matters."""

    anyway = forms.BooleanField(required=False, label="I have seen what changed meanwhile")


class RejectionForm(BackOfficeForm):
    """What the seller is told."""

    note = forms.CharField(max_length=2000, widget=forms.Textarea, help_text="The seller reads this.")


def approve(asked: Asked) -> str:
    deciding.approve(asked.record.pk, even_if_outdated=asked.data["anyway"])
    return "It is let in; the seller is told."


def reject(asked: Asked) -> str:
    deciding.reject(asked.record.pk, note=asked.data["note"])
    return "It is not let in; the seller is told why."


def _waits(record: Any) -> bool:
    return bool(record.status == ProposalStatus.PENDING)


ACTIONS: Final = (
    Action(name="approve", label="Let in", run=approve, form=ApprovalForm, offered=_waits, bulk=True),
    Action(name="reject", label="Refuse", run=reject, form=RejectionForm, danger=True, offered=_waits,
           about="Everything stays as it is. A new product goes back to its seller as a draft."),
)  # fmt: skip


@admin.register(ChangeProposal)
class ProposalAdmin(RecordAdmin):
    """Newest first."""

    list_display = ("product_", "vendor", "kind_", "status_", "proposed")
    list_filter = (choices("status", ProposalStatus.values), choices("kind", ProposalKind.values))
    list_select_related = ("product",)
    record_actions = ACTIONS

    @column("Product")
    def product_(self, record: ChangeProposal) -> Any:
        return record.product.title

    @column("Seller")
    def vendor(self, record: ChangeProposal) -> Any:
        return link_to("vendors.vendor", record.product.vendor_id, record.product.vendor_name)

    @column("What")
    def kind_(self, record: ChangeProposal) -> Any:
        return "new product" if record.kind == ProposalKind.NEW else "changes"

    @column("Status")
    def status_(self, record: ChangeProposal) -> Any:
        return badge(record.status, TONES)

    @column("Proposed")
    def proposed(self, record: ChangeProposal) -> Any:
        return record.created_at

    def title_of(self, record: ChangeProposal) -> str:
        return record.product.title

    def sections(self, request: HttpRequest, record: ChangeProposal) -> Iterable[Section]:
        product = queries.products([record.product_id])[record.product_id]
        yield Facts(title=product.title, rows=[
            ("Status", badge(record.status, TONES)), ("What", self.kind_(record)),
            ("Product", link_to("catalog.product", product.id, product.title)),
            ("Seller", link_to("vendors.vendor", product.vendor_id, product.vendor_name)),
            ("Proposed", record.created_at), ("Decided", record.decided_at),
        ])  # fmt: skip
        yield Table(
            title="What it would change", head=("", "Before", "After", "Now"), empty="Nothing.",
            rows=[
                (one["label"], _said(one, "before"), _said(one, "after"), _shown(one.get("now")))
                for one in differences(record, plain(facts_of(product)), Names.load())
            ],
        )  # fmt: skip
        yield Text(title="Note for the seller", text=record.note, empty="None.", wide=False)


def _said(entry: dict[str, Any], side: str) -> Any:
    """A text with what is new or gone marked; else the value."""
    gone = "added" if side == "before" else "removed"
    pieces = [one for one in entry.get("words", ()) if one["what"] != gone]
    if not pieces:
        return _shown(entry[side])
    return tuple(
        Badge(one["text"], _PIECES[one["what"]]) if one["what"] in _PIECES else one["text"] for one in pieces
    )


def _shown(value: Any) -> Any:
    return ", ".join(str(one) for one in value) if isinstance(value, list) else value
