"""Pages of what products have in common: attributes, product types, brands, collections. Part of the catalogue's back office."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from nexus.catalog.interfaces import admin_definitions, admin_groupings
from nexus.catalog.interfaces.admin_page import TONES
from nexus.catalog.models import Attribute, Brand, Collection, Product, ProductType
from nexus.catalog.queries import definitions as queries
from nexus.platform.backoffice import Code, Facts, RecordAdmin, Section, Table, Text, choices, column, link_to
from nexus.platform.backoffice.values import badge


@admin.register(Attribute)
class AttributeAdmin(RecordAdmin):
    """In the order in which they are asked for."""

    ordering = ("position", "code")
    list_display = ("code", "name", "kind", "unit", "is_filterable", "position")
    list_filter = (choices("kind", ("text", "number", "boolean", "choice", "measure")),)
    search_help_text = "Code or name (its beginning)"
    create = admin_definitions.CREATE_ATTRIBUTE
    record_actions = admin_definitions.ATTRIBUTE_ACTIONS

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        return queryset.filter(Q(code__startswith=text.lower()) | Q(name__istartswith=text))

    def sections(self, request: HttpRequest, record: Attribute) -> Iterable[Section]:
        found = queries.attribute(str(record.pk))
        names = [f"{language}: {words['name']}" for language, words in record.translations.items()]
        yield Facts(title="Attribute", rows=[
            ("Code", Code(record.code)), ("Name", record.name), ("Translations", ", ".join(names)), ("Kind", record.kind),
            ("Unit", record.unit), ("Shoppers filter by it", record.is_filterable), ("Position", record.position),
            ("Asked for by", ", ".join(queries.types_with(record.pk))),
        ])  # fmt: skip
        if found and found.choices:
            yield Table(title="Choices", head=("Value", "Label", "Translations"), rows=[
                (Code(one.value), one.label, ", ".join(f"{key}: {words['label']}" for key, words in one.translations.items()))
                for one in found.choices
            ])  # fmt: skip


@admin.register(ProductType)
class ProductTypeAdmin(RecordAdmin):
    """By code."""

    ordering = ("code",)
    list_display = ("code", "name")
    search_help_text = "Code or name (its beginning)"
    create = admin_definitions.CREATE_TYPE
    record_actions = admin_definitions.TYPE_ACTIONS

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        return queryset.filter(Q(code__startswith=text.lower()) | Q(name__istartswith=text))

    def sections(self, request: HttpRequest, record: ProductType) -> Iterable[Section]:
        found = queries.product_type(str(record.pk))
        yield Facts(title="Product type", rows=[("Code", Code(record.code)), ("Name", record.name)])
        yield Table(title="Attributes", head=("Attribute", "Needed"), wide=False, empty="None.",
                    rows=[(link_to("catalog.attribute", one.attribute_id, one.code), one.is_required)
                          for one in (found.attributes if found else ())])  # fmt: skip
        yield newest(Product.objects.filter(product_type_id=record.pk))


@admin.register(Brand)
class BrandAdmin(RecordAdmin):
    """By slug."""

    ordering = ("slug",)
    list_display = ("name", "slug")
    search_help_text = "Name or slug (its beginning)"
    create = admin_groupings.CREATE_BRAND
    record_actions = admin_groupings.BRAND_ACTIONS

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        return queryset.filter(Q(slug__startswith=text.lower()) | Q(name__istartswith=text))

    def sections(self, request: HttpRequest, record: Brand) -> Iterable[Section]:
        yield Facts(title=record.name, rows=[("Slug", Code(record.slug)), ("Id", Code(str(record.pk)))])
        yield newest(Product.objects.filter(brand_id=record.pk))
        yield Text(title="Description", text=record.description, empty="None written.")


@admin.register(Collection)
class CollectionAdmin(RecordAdmin):
    """In their order."""

    ordering = ("position", "slug")
    list_display = ("name", "slug", "position", "public")
    search_help_text = "Name or slug (its beginning)"
    create = admin_groupings.CREATE_COLLECTION
    record_actions = admin_groupings.COLLECTION_ACTIONS

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        return queryset.filter(Q(slug__startswith=text.lower()) | Q(name__istartswith=text))

    @column("Shoppers see it")
    def public(self, record: Collection) -> Any:
        return record.is_public

    def sections(self, request: HttpRequest, record: Collection) -> Iterable[Section]:
        yield Facts(title=record.name, rows=[
            ("Slug", Code(record.slug)), ("Position", record.position), ("Shoppers see it", record.is_public),
        ])  # fmt: skip
        found = Product.objects.filter(collection_items__collection_id=record.pk)
        yield _products(
            "Products", found.order_by("collection_items__position", "id")[:100], "None yet: choose some."
        )
        yield Text(title="Description", text=record.description, empty="None written.")


def newest(found: QuerySet[Any], /) -> Section:
    """The newest of the products."""
    return _products("Newest products", found.order_by("-id")[:20], "None.")


def _products(title: str, found: Iterable[Product], empty: str) -> Section:
    return Table(title=title, head=("Product", "Seller", "Status"), empty=empty,
                 rows=[(link_to("catalog.product", one.pk, one.title), one.vendor_name, badge(one.status, TONES))
                       for one in found])  # fmt: skip
