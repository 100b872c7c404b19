"""Customer groups in the back office."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from nexus.accounts import queries
from nexus.accounts.contracts.groups import InvalidMember
from nexus.accounts.models import CustomerGroup, GroupMembership
from nexus.accounts.services import groups as services
from nexus.kernel import clock
from nexus.platform.backoffice import (
    Action,
    Asked,
    BackOfficeForm,
    Code,
    Done,
    Facts,
    FieldValues,
    MomentField,
    RecordAdmin,
    Section,
    Table,
    column,
    link_to,
)

_SHOWN: Final = 200


class NameForm(BackOfficeForm):
    name = forms.CharField(max_length=100)


class NewGroupForm(NameForm):
    code = forms.SlugField(max_length=60, help_text="Price lists and promotions name it; it stays.")
    field_order = ("code", "name")


class MemberForm(BackOfficeForm):
    """Somebody, by the address."""

    email = forms.EmailField(label="E-mail")
    ends_at = MomentField(
        required=False, label="Until just before", help_text="Time of the shop; empty: until taken out."
    )


class LeaverForm(BackOfficeForm):
    email = forms.EmailField(label="E-mail")


def create(asked: Asked) -> Done:
    made = services.create_group(code=asked.data["code"], name=asked.data["name"])
    url = reverse("admin:accounts_customergroup_change", args=[made.id])
    return Done(message=f"{made.name} is there.", goto=url)


def rename(asked: Asked) -> str:
    return f"{services.rename_group(asked.record.pk, name=asked.data['name']).name} is kept."


def put_in(asked: Asked) -> str:
    services.put_into_group(asked.record.pk, _person(asked), ends_at=asked.data["ends_at"])
    return f"{asked.data['email']} is in {asked.record.name}."


def take_out(asked: Asked) -> str:
    services.take_out_of_group(asked.record.pk, _person(asked))
    return f"{asked.data['email']} is not in {asked.record.name} any more."


def remove(asked: Asked) -> Done:
    services.remove_group(asked.record.pk)
    url = reverse("admin:accounts_customergroup_changelist")
    return Done(message=f"{asked.record.name} is deleted.", goto=url)


def _person(asked: Asked) -> Any:
    found = queries.user_by_email(asked.data["email"])
    if found is None:
        raise InvalidMember(errors={"email": ["There is no such account."]})
    return found.id


def _present(record: Any) -> FieldValues:
    return {"name": record.name}


@admin.register(CustomerGroup)
class GroupAdmin(RecordAdmin):
    """By their codes."""

    list_display = ("code_", "name_", "since")
    ordering = ("code",)
    search_help_text = "Part of code or name"
    create = Action(name="create", label="New customer group", run=create, form=NewGroupForm, rank="owner")
    record_actions = (
        Action(name="put-in", label="Put somebody in", run=put_in, form=MemberForm, rank="owner"),
        Action(name="take-out", label="Take somebody out", run=take_out, form=LeaverForm, rank="owner"),
        Action(name="rename", label="Rename", run=rename, form=NameForm, initial=_present, rank="owner"),
        Action(name="delete", label="Delete", run=remove, rank="owner", danger=True,
               about="Price lists and promotions that name it hold for nobody any more."),
    )  # fmt: skip

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        return queryset.filter(Q(code__icontains=text) | Q(name__icontains=text))

    def title_of(self, record: CustomerGroup) -> str:
        return record.name

    @column("Code", order="code")
    def code_(self, record: CustomerGroup) -> Any:
        return Code(record.code)

    @column("Name", order="name")
    def name_(self, record: CustomerGroup) -> Any:
        return record.name

    @column("Since", order="created_at")
    def since(self, record: CustomerGroup) -> Any:
        return record.created_at

    def sections(self, request: HttpRequest, record: CustomerGroup) -> Iterable[Section]:
        yield Facts(title="Customer group", rows=[("Code", Code(record.code)), ("Since", record.created_at)])
        now = clock.now()
        members = (
            GroupMembership.objects.filter(group_id=record.pk)
            .filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now))
            .select_related("user")
            .order_by("-pk")[: _SHOWN + 1]
        )
        yield Table(
            title="Members" if len(members) <= _SHOWN else f"The last {_SHOWN} members",
            head=("Person", "Since", "Until just before"), empty="Nobody.",
            rows=[
                (link_to("accounts.user", one.user_id, one.user.email), one.joined_at, one.ends_at)
                for one in members[:_SHOWN]
            ],
        )  # fmt: skip
