"""Synonyms in the back office."""

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
    RecordAdmin,
    Section,
    column,
)
from nexus.search.models import Synonym
from nexus.search.services import synonyms as services


class SynonymForm(BackOfficeForm):
    """A phrase to a line."""

    phrases = forms.CharField(
        widget=forms.Textarea, max_length=2000, help_text="One to a line, up to three words each."
    )
    texts = forms.CharField(
        widget=forms.Textarea, max_length=2000, required=False, label="Find besides",
        help_text="Empty: all phrases mean the same. Else the phrases find these too, but not the other way round.",
    )  # fmt: skip


def create(asked: Asked) -> Done:
    made = services.create_synonym(**_facts(asked))
    return Done(
        message="The search knows them now.", goto=reverse("admin:search_synonym_change", args=[made.pk])
    )


def edit(asked: Asked) -> str:
    services.change_synonym(asked.record.pk, changes=_facts(asked))
    return "The search knows it now."


def remove(asked: Asked) -> Done:
    services.remove_synonym(asked.record.pk)
    return Done(message="Each word finds only itself again.", goto=reverse("admin:search_synonym_changelist"))


def _facts(asked: Asked) -> dict[str, Any]:
    texts = asked.data["texts"].splitlines()
    return {"phrases": asked.data["phrases"].splitlines(), "texts": texts, "is_mutual": not texts}


def _present(record: Any) -> FieldValues:
    return {"phrases": "\n".join(record.phrases), "texts": "\n".join(record.texts)}


ACTIONS: Final = (
    Action(name="edit", label="Edit", run=edit, form=SynonymForm, initial=_present, rank="owner"),
    Action(name="remove", label="Remove", run=remove, rank="owner", danger=True),
)


@admin.register(Synonym)
class SynonymAdmin(RecordAdmin):
    """The newest first."""

    ordering = ("-id",)
    list_display = ("phrases_", "texts_")
    create = Action(name="create", label="New synonyms", run=create, form=SynonymForm, rank="owner")
    record_actions = ACTIONS

    @column("Phrases")
    def phrases_(self, record: Synonym) -> str:
        return ", ".join(record.phrases)

    @column("Find besides")
    def texts_(self, record: Synonym) -> str:
        return ", ".join(record.texts)

    def sections(self, request: HttpRequest, record: Synonym) -> Iterable[Section]:
        rows = [("Phrases", ", ".join(record.phrases)), ("Find besides", ", ".join(record.texts))]
        yield Facts(title="Synonyms", rows=rows)
