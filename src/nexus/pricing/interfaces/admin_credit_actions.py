"""Issuing, blocking and correcting gift cards and store credit by hand."""

from datetime import timedelta
from typing import Any, Final

from django import forms
from django.urls import reverse

from nexus.accounts import facade as accounts
from nexus.kernel import clock
from nexus.platform.backoffice import Action, AmountField, Asked, BackOfficeForm, Done, Text
from nexus.pricing import facade
from nexus.pricing.contracts.credit_errors import InvalidCredit, NoSuchBuyer
from nexus.pricing.domain.credit import MOST_CARDS
from nexus.tenancy import facade as tenancy


class _AmountForm(BackOfficeForm):
    """Amounts in the shop's currency, or in that of the record."""

    amount = AmountField(max_length=20)

    def ask(self) -> None:
        currency = self.record.currency if self.record else tenancy.tenant().currency
        field = self.fields["amount"]
        field.currency = currency  # type: ignore[attr-defined]
        field.label = f"Amount ({currency})"


class IssueForm(_AmountForm):
    """New gift cards, all worth the same."""

    count = forms.IntegerField(initial=1, min_value=1, max_value=MOST_CARDS, label="Number of cards")
    days = forms.IntegerField(
        required=False, min_value=1, max_value=36_500, label="Expires after (days)", help_text="Empty: never."
    )
    note = forms.CharField(required=False, max_length=500, help_text="For the staff.")


class GrantForm(_AmountForm):
    """Credit for a buyer."""

    email = forms.EmailField(label="Buyer's e-mail")
    reason = forms.CharField(max_length=500, help_text="The buyer reads it.")


class AdjustForm(_AmountForm):
    """How much more or less."""

    reason = forms.CharField(max_length=500, help_text="Kept in the history for ever.")

    def ask(self) -> None:
        super().ask()
        self.fields["amount"].help_text = "What is added, or taken with a minus."


def issue(asked: Asked) -> Done:
    """The only moment in which the codes can be read."""
    data = asked.data
    expires_at = clock.now() + timedelta(days=data["days"]) if data["days"] else None
    issued = facade.issue_gift_cards(
        data["amount"], count=data["count"], expires_at=expires_at, note=data["note"]
    )
    shown = Text(title="The codes", text="\n".join(one.code for one in issued))
    return Done(message="Copy the codes now: they are shown once and stored nowhere.", show=shown)


def grant(asked: Asked) -> Done:
    buyer = accounts.find_by_email(asked.data["email"])
    if buyer is None:
        raise NoSuchBuyer(errors={"email": ["Nobody with this address has an account here."]})
    found = facade.grant_credit(buyer.id, asked.data["amount"], reason=asked.data["reason"])
    told = f"{buyer.email} has {found.balance} {found.balance.currency} of store credit now."
    return Done(message=told, goto=reverse("admin:pricing_creditaccountrecord_changelist"))


def adjust(asked: Asked) -> str:
    if asked.id is None:
        raise InvalidCredit
    left = facade.adjust_credit(asked.id, asked.data["amount"], reason=asked.data["reason"])
    return f"{left} {left.currency} on it now."


def block(asked: Asked) -> str:
    facade.block_gift_card(asked.record.pk)
    return f"The card that ends in {asked.record.code_tail} pays nothing any more; its balance stays."


def unblock(asked: Asked) -> str:
    facade.block_gift_card(asked.record.pk, is_active=True)
    return f"The card that ends in {asked.record.code_tail} pays again."


def _is_card(record: Any, *, active: bool) -> bool:
    return record.kind == "gift_card" and record.is_active is active


ISSUE: Final = Action(
    name="issue", label="Issue gift cards", run=issue, form=IssueForm,
    about="Each card has a code of its own, which is shown once. Whoever has the code can spend the card.",
)  # fmt: skip
GRANT: Final = Action(
    name="grant", label="Grant store credit", run=grant, form=GrantForm,
    about="Pays the buyer's next orders; it can be spent in this shop only.",
)  # fmt: skip
CREDIT_ACTIONS: Final = (
    Action(name="adjust", label="Correct the balance", run=adjust, form=AdjustForm,
           about="For mistakes, and for what was paid with it outside the shop. Never below zero."),
    Action(name="block", label="Block", run=block, danger=True, offered=lambda record: _is_card(record, active=True),
           about="The card pays nothing until it is unblocked. Its balance stays."),
    Action(name="unblock", label="Unblock", run=unblock, offered=lambda record: _is_card(record, active=False)),
)  # fmt: skip
