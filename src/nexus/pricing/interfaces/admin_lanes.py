"""Lanes in the back office: what promotions of one lane do with each other."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

from nexus.platform.backoffice import (
    Action,
    Asked,
    BackOfficeForm,
    Done,
    Facts,
    FieldValues,
    Figure,
    RecordAdmin,
    Section,
    Table,
    column,
    link_to,
)
from nexus.pricing import facade
from nexus.pricing.infrastructure.strategies import schemas
from nexus.pricing.models import LaneRecord, PromotionRecord


class LaneForm(BackOfficeForm):
    """Name and what its promotions do."""

    name = forms.CharField(max_length=80)
    strategy = forms.ChoiceField(label="Its promotions")

    def ask(self) -> None:
        kinds = [(kind, said["title"]) for kind, said in schemas()["lanes"].items()]
        self.fields["strategy"].choices = kinds  # type: ignore[attr-defined]


class NewLaneForm(LaneForm):
    """And where it stands, once and for all."""

    position = forms.IntegerField(help_text="Lanes apply from the lowest on; it stays as it is.")
    field_order = ("position", "name", "strategy")


def create(asked: Asked) -> Done:
    made = facade.create_lane(**asked.data)
    return Done(message=f"{made.name} is there.", goto=reverse("admin:pricing_lanerecord_changelist"))


def edit(asked: Asked) -> str:
    return f"{facade.change_lane(asked.record.pk, **asked.data).name} is changed."


def remove(asked: Asked) -> Done:
    facade.delete_lane(asked.record.pk)
    return Done(
        message=f"{asked.record.name} is deleted.", goto=reverse("admin:pricing_lanerecord_changelist")
    )


def _present(record: Any) -> FieldValues:
    return {"name": record.name, "strategy": record.strategy}


_ACTIONS: Final = (
    Action(name="edit", label="Change", run=edit, form=LaneForm, initial=_present, rank="owner",
           about="Carts are priced by it from now on."),
    Action(name="delete", label="Delete", run=remove, rank="owner", danger=True, about="Only while no promotion is in it."),
)  # fmt: skip


@admin.register(LaneRecord)
class LaneAdmin(RecordAdmin):
    """In the order in which they apply."""

    list_display = ("name_", "position", "strategy_")
    ordering = ("position",)
    create = Action(name="create", label="New lane", run=create, form=NewLaneForm, rank="owner")
    record_actions = _ACTIONS

    def title_of(self, record: LaneRecord) -> str:
        return record.name

    @column("Lane")
    def name_(self, record: LaneRecord) -> Any:
        return record.name

    @column("Its promotions")
    def strategy_(self, record: LaneRecord) -> Any:
        return schemas()["lanes"].get(record.strategy, {}).get("title", record.strategy)

    def sections(self, request: HttpRequest, record: LaneRecord) -> Iterable[Section]:
        yield Facts(title=record.name, rows=[
            ("Position", Figure(record.position)), ("Its promotions", self.strategy_(record)),
        ])  # fmt: skip
        members = (
            PromotionRecord.objects.filter(lane=record.position).exclude(status="archived").order_by("title")
        )
        yield Table(
            title="In this lane", head=("Promotion", "Status"), empty="No promotion.",
            rows=[(link_to("pricing.promotionrecord", one.pk, one.title), one.status) for one in members[:200]],
        )  # fmt: skip
