"""What clients of the endpoints send and get."""

from typing import Any

from rest_framework import serializers

from nexus.integrations.facade import FORMATS
from nexus.integrations.models import ImportStatus
from nexus.platform.http import IdField, KeysetQuery, PageBody, TextField

STATUSES = ["draft", "scheduled", "published", "archived"]


class MappingField(serializers.DictField):
    """`{"Artikel": "sku", "Bemerkung": ""}`; an empty field: the column is not read."""

    child = TextField(max_length=70, allow_blank=True)
    default_error_messages = {"too_many": "At most 300 columns."}

    def to_internal_value(self, data: Any) -> dict[str, str]:
        if isinstance(data, dict) and len(data) > 300:
            self.fail("too_many")
        return super().to_internal_value(data)


class ImportUpload(serializers.Serializer):
    file = serializers.FileField(help_text="CSV, XLSX or JSON Lines, at most 512 MB and 2,000,000 rows")
    vendor = IdField(
        required=False,
        help_text="whose products; default: the caller's own vendor, for staff all of the shop",
    )
    create_categories = serializers.BooleanField(required=False, default=False)
    create_brands = serializers.BooleanField(required=False, default=False)


class ImportMapping(serializers.Serializer):
    mapping = MappingField()
    create_categories = serializers.BooleanField(required=False)
    create_brands = serializers.BooleanField(required=False)


class ImportsQuery(KeysetQuery):
    status = serializers.ChoiceField(ImportStatus.values, required=False)


class ExportQuery(serializers.Serializer):
    format = serializers.ChoiceField(list(FORMATS), required=False, default="csv")
    vendor = IdField(required=False, help_text="only this vendor's products")
    category = TextField(required=False, max_length=80, help_text="id or slug; with what is below it")
    status = serializers.ChoiceField(STATUSES, required=False)


class ColumnBody(serializers.Serializer):
    header = serializers.CharField()
    field = serializers.CharField(help_text="what it is read as; empty: it is not read")
    examples = serializers.ListField(child=serializers.CharField())


class CountsBody(serializers.Serializer):
    products_created = serializers.IntegerField()
    products_changed = serializers.IntegerField()
    products_unchanged = serializers.IntegerField()
    variants_created = serializers.IntegerField()
    variants_changed = serializers.IntegerField()
    problems = serializers.IntegerField()


class ImportBody(serializers.Serializer):
    id = serializers.UUIDField()
    vendor = serializers.UUIDField(allow_null=True)
    status = serializers.ChoiceField(ImportStatus.values)
    filename = serializers.CharField()
    format = serializers.ChoiceField(list(FORMATS))
    bytes = serializers.IntegerField()
    digest = serializers.CharField(help_text="SHA-256 of the file")
    columns = ColumnBody(many=True)
    create_categories = serializers.BooleanField()
    create_brands = serializers.BooleanField()
    rows = serializers.IntegerField(help_text="0 until the file was checked")
    position = serializers.IntegerField(help_text="rows that are done with")
    percent = serializers.IntegerField()
    counts = CountsBody()
    failure = serializers.CharField()
    created_at = serializers.DateTimeField()
    started_at = serializers.DateTimeField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)


class OneImportBody(ImportBody):
    preview = serializers.ListField(
        child=serializers.DictField(),
        help_text="the first products that would come or change, with before and after",
    )


class ImportsPage(PageBody):
    results = ImportBody(many=True)


class ProblemBody(serializers.Serializer):
    line = serializers.IntegerField()
    column = serializers.CharField()
    value = serializers.CharField()
    reason = serializers.CharField()


class ProblemsPage(PageBody):
    results = ProblemBody(many=True)
