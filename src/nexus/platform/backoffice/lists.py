"""Lists: what Django's change list lacks for tables that grow without bound."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from unfold.views import ChangeList


class PreparedList(ChangeList):
    """Lets the admin look up what a page of rows needs from elsewhere, by one call for all of them."""

    def get_results(self, request: Any) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        self.model_admin.prepare(self.result_list)
        if not (self.query or self.has_active_filters):
            self.full_result_count = self.result_count


def choices(field: str, values: Iterable[Any], /, *, title: str = "") -> type[SimpleListFilter]:
    """A filter over known values; Django's own would read all of a table to find them."""
    known = [(str(value), str(value).replace("_", " ").capitalize()) for value in values]
    heading = title or field.replace("_", " ")

    class Choices(SimpleListFilter):
        title = heading
        parameter_name = field

        def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
            return known

        def value(self) -> str | None:
            """A word that is none of them filters nothing, which is what the box then shows; it never reaches the database."""
            given = super().value()
            return given if any(given == word for word, _ in known) else None

        def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
            return queryset.filter(**{field: self.value()}) if self.value() else queryset

    return Choices
