"""What can be done to a promotion besides editing it."""

from typing import Any, Final

from django.urls import reverse

from nexus.platform.backoffice import Action, Asked, BackOfficeForm, Done
from nexus.pricing import facade
from nexus.pricing.interfaces.editor.warnings import warnings_for


class PublishForm(BackOfficeForm):
    """Nothing to fill in; what the promotion does together with others is told below."""

    def ask(self) -> None:
        if self.record is not None and not self.is_bound:
            self.sections = warnings_for(self.record.pk)


def publish(asked: Asked) -> str:
    facade.set_status(asked.record.pk, "active", version=asked.record.version)
    return f"{asked.record.title} is published."


def pause(asked: Asked) -> str:
    facade.set_status(asked.record.pk, "paused", version=asked.record.version)
    return f"{asked.record.title} is paused. Carts are priced without it from now on."


def archive(asked: Asked) -> str:
    facade.set_status(asked.record.pk, "archived", version=asked.record.version)
    return f"{asked.record.title} is archived."


def remove(asked: Asked) -> Done:
    facade.delete_promotion(asked.record.pk, version=asked.record.version)
    return Done(
        message=f"{asked.record.title} is deleted.", goto=reverse("admin:pricing_promotionrecord_changelist")
    )


def duplicate(asked: Asked) -> Done:
    """A draft that says the same under a code of its own."""
    spec = dict(asked.record.spec)
    taken = {one.code for one in facade.promotions()}
    spec["code"] = next(code for code in _copies(spec["code"]) if code not in taken)
    made = facade.save_promotion(spec)
    return Done(
        message=f"This draft is a copy of {asked.record.title}.",
        goto=reverse("admin:pricing_promotionrecord_edit", args=[made.id]),
    )


def _copies(code: str) -> Any:
    base = code[:56]
    yield f"{base}-copy"
    number = 2
    while True:
        yield f"{base}-copy{number}"
        number += 1


def _may_publish(record: Any) -> bool:
    return record.status in {"draft", "paused"}


PROMOTION_ACTIONS: Final = (
    Action(name="publish", label="Publish", run=publish, form=PublishForm, rank="owner", offered=_may_publish,
           about="It applies from now on, or from the beginning of its period; buyers see it at once."),
    Action(name="pause", label="Pause", run=pause, rank="owner", offered=lambda record: record.status == "active",
           about="Nobody gets it any more until it is published again. Orders keep what they were given."),
    Action(name="duplicate", label="Duplicate", run=duplicate, rank="owner", about="A new draft that says the same."),
    Action(name="archive", label="Archive", run=archive, rank="owner", danger=True,
           offered=lambda record: record.status != "archived",
           about="It never applies again and cannot be changed; orders and reports keep it."),
    Action(name="delete", label="Delete", run=remove, rank="owner", danger=True, offered=lambda record: record.status == "draft",
           about="Only a draft that was never published or used can be deleted."),
)  # fmt: skip
