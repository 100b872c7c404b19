"""What can be done to coupons and batches of them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django import forms
from django.urls import reverse

from nexus.accounts import facade as accounts
from nexus.kernel.ids import parse_id
from nexus.platform.backoffice import Action, Asked, BackOfficeForm, Done, FieldValues, MomentField
from nexus.pricing import facade
from nexus.pricing.contracts.promotion_errors import InvalidCoupon
from nexus.pricing.domain.coupon_drafts import LARGEST_BATCH
from nexus.pricing.models import PromotionRecord

_UNLIMITED: Final = "Empty: as often as the promotion allows."


class TermsForm(BackOfficeForm):
    """When and how often."""

    limit_total = forms.IntegerField(required=False, min_value=1, label="Uses in all", help_text=_UNLIMITED)
    limit_per_buyer = forms.IntegerField(
        required=False, min_value=1, label="Uses for each buyer", help_text=_UNLIMITED
    )
    starts_at = MomentField(required=False, label="From", help_text="Time of the shop.")
    ends_at = MomentField(required=False, label="Until just before", help_text="Time of the shop.")


class CouponForm(TermsForm):
    """Whose it is, besides."""

    email = forms.EmailField(
        required=False,
        label="Only for",
        help_text="E-mail of the buyer whose it is; empty: everybody's.",
    )
    field_order = ("promotion_id", "code", "email", "limit_total", "limit_per_buyer", "starts_at", "ends_at")


class NewCouponForm(CouponForm):
    """A single code."""

    promotion_id = forms.ChoiceField(label="Promotion", help_text="Only those that need a coupon are listed.")
    code = forms.CharField(
        max_length=64, help_text="Letters and digits; case, spaces and dashes do not matter."
    )

    def ask(self) -> None:
        self.fields["promotion_id"].choices = promotion_choices()  # type: ignore[attr-defined]


class NewBatchForm(TermsForm):
    """Codes that nobody can guess."""

    promotion_id = forms.ChoiceField(label="Promotion", help_text="Only those that need a coupon are listed.")
    name = forms.CharField(max_length=120, help_text="For you: where the codes go.")
    size = forms.IntegerField(min_value=1, max_value=LARGEST_BATCH, initial=100, label="How many codes")
    prefix = forms.CharField(
        max_length=16, required=False, help_text="All codes begin with it, as in SUMMER-..."
    )
    field_order = (
        "promotion_id", "name", "size", "prefix", "limit_total", "limit_per_buyer", "starts_at", "ends_at",
    )  # fmt: skip

    def ask(self) -> None:
        self.fields["promotion_id"].choices = promotion_choices()  # type: ignore[attr-defined]
        self.fields["limit_total"].initial = 1
        self.fields["limit_total"].label = "Uses of each code"


def promotion_choices() -> Iterable[tuple[str, str]]:
    """Promotions that need a coupon and can still apply."""
    found = PromotionRecord.objects.filter(needs_coupon=True).exclude(status="archived").order_by("title")
    return [("", "Choose"), *((str(one.pk), f"{one.title} ({one.status})") for one in found[:500])]


def create_coupon(asked: Asked) -> Done:
    data = asked.data
    made = facade.create_coupon(_promotion(data), data["code"], **_owner(data["email"]), **_terms(data))
    return Done(
        message=f"{made.code} is there.", goto=reverse("admin:pricing_couponrecord_change", args=[made.id])
    )


def create_batch(asked: Asked) -> Done:
    data = asked.data
    made = facade.create_coupon_batch(
        _promotion(data), name=data["name"], size=data["size"], prefix=data["prefix"], **_terms(data)
    )
    return Done(
        message=f"{made.size} codes are being made.",
        goto=reverse("admin:pricing_couponbatchrecord_change", args=[made.id]),
    )


def change_coupon(asked: Asked) -> str:
    before, terms = asked.record, _terms(asked.data)
    for name in ("starts_at", "ends_at"):
        terms[name] = _as_before(getattr(before, name), terms[name])
    facade.change_coupon(before.pk, changes={**_owner(asked.data["email"], before), **terms})
    return f"{before.code} is changed."


def switch_off(asked: Asked) -> str:
    facade.change_coupon(asked.record.pk, changes={"is_active": False})
    return f"{asked.record.code} is switched off."


def switch_on(asked: Asked) -> str:
    facade.change_coupon(asked.record.pk, changes={"is_active": True})
    return f"{asked.record.code} can be used again."


def remove(asked: Asked) -> Done:
    facade.delete_coupon(asked.record.pk)
    return Done(
        message=f"{asked.record.code} is deleted.", goto=reverse("admin:pricing_couponrecord_changelist")
    )


def _promotion(data: FieldValues) -> Any:
    found = parse_id(data["promotion_id"])
    if found is None:
        raise InvalidCoupon(errors={"promotion_id": ["Choose a promotion."]})
    return found


def _terms(data: FieldValues) -> dict[str, Any]:
    return {name: data[name] for name in ("limit_total", "limit_per_buyer", "starts_at", "ends_at")}


def _owner(email: str, before: Any = None) -> dict[str, Any]:
    """The account that has the address, so that it stays theirs when they change it; else the address."""
    if before is not None and email == _email_of(before):
        return {}
    known = accounts.find_by_email(email) if email else None
    return {"user_id": known.id, "email": ""} if known else {"user_id": None, "email": email}


def _email_of(record: Any) -> str:
    if record.user_id is None:
        return str(record.email)
    owner = accounts.user(record.user_id)
    return owner.email if owner else ""


def _as_before(was: datetime | None, typed: datetime | None) -> datetime | None:
    """The form shows minutes: what it shows unchanged stays to the second."""
    same = was is not None and typed is not None and MomentField.text_of(was) == MomentField.text_of(typed)
    return was if same else typed


def present(record: Any) -> FieldValues:
    return {
        "limit_total": record.limit_total, "limit_per_buyer": record.limit_per_buyer, "email": _email_of(record),
        "starts_at": MomentField.text_of(record.starts_at), "ends_at": MomentField.text_of(record.ends_at),
    }  # fmt: skip


def _is_on(record: Any) -> bool:
    return bool(record.is_active)


CREATE_COUPON: Final = Action(
    name="create", label="New coupon", run=create_coupon, form=NewCouponForm, rank="owner"
)
CREATE_BATCH: Final = Action(
    name="create", label="New batch", run=create_batch, form=NewBatchForm, rank="owner",
    about="The codes are made in the background; their page shows how far they are, and gives them as a file.",
)  # fmt: skip
COUPON_ACTIONS: Final = (
    Action(name="edit", label="Change or assign", run=change_coupon, form=CouponForm, initial=present, rank="owner"),
    Action(name="off", label="Switch off", run=switch_off, rank="owner", bulk=True, offered=_is_on,
           about="Carts that have it are priced without it from now on."),
    Action(name="on", label="Switch on", run=switch_on, rank="owner", bulk=True, offered=lambda record: not record.is_active),
    Action(name="delete", label="Delete", run=remove, rank="owner", danger=True, about="Only a code that no order used."),
)  # fmt: skip
