"""Changing the tree of categories."""

from typing import Any, Final

from django import forms
from django.urls import reverse

from nexus.catalog import facade
from nexus.catalog.services import categories as services
from nexus.kernel.ids import parse_id
from nexus.platform.backoffice import Action, Asked, BackOfficeForm, Done, FieldValues


class CategoryForm(BackOfficeForm):
    """Name and place."""

    name = forms.CharField(max_length=120)
    parent = forms.ChoiceField(required=False, label="Below")
    slug = forms.CharField(max_length=80, required=False, help_text="Empty: made from the name.")
    position = forms.IntegerField(
        initial=0, min_value=-100_000, max_value=100_000, help_text="Among its siblings, low first."
    )

    def ask(self) -> None:
        self.fields["parent"].choices = [("", "(top level)"), *category_choices()]  # type: ignore[attr-defined]


def category_choices() -> list[tuple[str, str]]:
    """Every category by its path."""
    return [(str(found.id), found.path) for found in facade.categories()]


def create(asked: Asked) -> Done:
    made = facade.create_category(**_facts(asked))
    return Done(
        message=f"{made.path} is there.", goto=reverse("admin:catalog_category_change", args=[made.id])
    )


def edit(asked: Asked) -> str:
    changed = services.change_category(asked.record.pk, changes=_facts(asked))
    return f"{changed.path} is changed."


def remove(asked: Asked) -> Done:
    services.remove_category(asked.record.pk)
    return Done(message=f"{asked.record.path} is removed.", goto=reverse("admin:catalog_category_changelist"))


def _facts(asked: Asked) -> dict[str, Any]:
    data = asked.data
    return {
        "name": data["name"],
        "parent_id": parse_id(data["parent"]),
        "slug": data["slug"],
        "position": data["position"],
    }


def _present(record: Any) -> FieldValues:
    return {
        "name": record.name,
        "parent": str(record.parent_id or ""),
        "slug": record.slug,
        "position": record.position,
    }


CREATE_CATEGORY: Final = Action(
    name="create", label="New category", run=create, form=CategoryForm, rank="owner"
)
CATEGORY_ACTIONS: Final = (
    Action(name="edit", label="Edit", run=edit, form=CategoryForm, initial=_present, rank="owner",
           about="Moving a category moves everything below it; addresses of the shop change with the slug."),
    Action(name="remove", label="Remove", run=remove, rank="owner", danger=True, about="Only an empty category can be removed."),
)  # fmt: skip
