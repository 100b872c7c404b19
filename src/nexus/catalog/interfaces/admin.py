"""The catalogue in the back office. Everything is changed through the services, so that prices, stock and search follow."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest

from nexus.catalog.interfaces import admin_products, admin_proposals, admin_tree
from nexus.catalog.interfaces.admin_assortment import newest
from nexus.catalog.interfaces.admin_page import TONES, product_sections, variant_sections
from nexus.catalog.models import (
    Category,
    Product,
    ProductCategory,
    ProductImage,
    ProductStatus,
    Review,
    ReviewReport,
    ReviewStatus,
    Variant,
)
from nexus.catalog.queries.media_urls import media_url
from nexus.catalog.services.offers import offers_of
from nexus.kernel.ids import parse_id
from nexus.platform.backoffice import (
    Code,
    Facts,
    Figure,
    Link,
    Picture,
    RecordAdmin,
    Section,
    Table,
    Text,
    choices,
    column,
    link_to,
)
from nexus.platform.backoffice.values import badge

__all__ = ["admin_proposals"]  # imported for its page


@admin.register(Category)
class CategoryAdmin(RecordAdmin):
    """The tree, in path order."""

    ordering = ("path", "id")
    list_display = ("path", "name", "position")
    search_help_text = "Beginning of a path or name"
    create = admin_tree.CREATE_CATEGORY
    record_actions = admin_tree.CATEGORY_ACTIONS

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        return queryset.filter(Q(path__startswith=text.lower()) | Q(name__istartswith=text))

    def sections(self, request: HttpRequest, record: Category) -> Iterable[Section]:
        parent = record.parent_id and link_to("catalog.category", record.parent_id, record.parent.path)
        yield Facts(title="Category", rows=[
            ("Name", record.name), ("Path", Code(record.path)), ("Below", parent), ("Position", record.position),
        ])  # fmt: skip
        below = Category.objects.filter(parent_id=record.pk).order_by("position", "name")
        yield Table(title="Categories below", head=("Name", "Path"), wide=False, empty="None.",
                    rows=[(link_to("catalog.category", one.pk, one.name), one.path) for one in below])  # fmt: skip
        further = ProductCategory.objects.filter(category_id=record.pk).values("product_id")
        yield newest(Product.objects.filter(Q(category_id=record.pk) | Q(pk__in=further)))


@admin.register(Product)
class ProductAdmin(RecordAdmin):
    """Newest first."""

    list_display = ("picture", "__str__", "vendor", "category_", "status_", "reviews", "changed")
    list_display_links = ("picture", "__str__")
    list_filter = (choices("status", ProductStatus.values),)
    list_select_related = ("category",)
    search_help_text = "Words of the title, slug, SKU or id"
    create = admin_products.CREATE_PRODUCT
    record_actions = admin_products.PRODUCT_ACTIONS

    def get_queryset(self, request: HttpRequest | None) -> QuerySet[Any]:
        first = (
            ProductImage.objects.filter(product_id=OuterRef("pk"))
            .order_by("position", "id")
            .values("file")[:1]
        )
        return Product.objects.annotate(first_image=Subquery(first)).order_by("-id")

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        if known := parse_id(text):
            return queryset.filter(pk=known)
        by_sku = Variant.objects.filter(sku=text).values("product_id")
        return queryset.filter(Q(title__icontains=text) | Q(slug=text) | Q(pk__in=by_sku))

    @column("")
    def picture(self, record: Any) -> Any:
        return Picture(media_url(record.first_image), record.title) if record.first_image else "·"

    @column("Seller")
    def vendor(self, record: Product) -> Any:
        return link_to("vendors.vendor", record.vendor_id, record.vendor_name)

    @column("Category")
    def category_(self, record: Product) -> Any:
        return record.category.path

    @column("Status")
    def status_(self, record: Product) -> Any:
        return badge(record.status, TONES)

    @column("Rating")
    def reviews(self, record: Product) -> Any:
        return (
            f"{record.rating_sum / record.review_count:.1f} ({record.review_count})"
            if record.review_count
            else None
        )

    @column("Changed")
    def changed(self, record: Product) -> Any:
        return record.updated_at

    def sections(self, request: HttpRequest, record: Product) -> Iterable[Section]:
        return product_sections(record)


@admin.register(Variant)
class VariantAdmin(RecordAdmin):
    """What is bought; price and stock next to it."""

    list_display = ("sku_", "product_", "title", "price", "free", "active")
    list_select_related = ("product",)
    search_help_text = "SKU (its beginning), barcode or id"
    record_actions = admin_products.VARIANT_ACTIONS

    def prepare(self, records: list[Any]) -> None:
        known = offers_of([record.pk for record in records])
        for record in records:
            record.offer = known.get(record.pk)

    def search_records(self, queryset: QuerySet[Any], text: str, /) -> QuerySet[Any]:
        if known := parse_id(text):
            return queryset.filter(pk=known)
        return queryset.filter(Q(sku__startswith=text) | Q(barcode=text))

    @column("Product")
    def product_(self, record: Variant) -> Any:
        return link_to("catalog.product", record.product_id, record.product.title)

    @column("SKU", order="sku")
    def sku_(self, record: Variant) -> Any:
        return record.sku

    @column("Active")
    def active(self, record: Variant) -> Any:
        return record.is_active

    @column("Price")
    def price(self, record: Any) -> Any:
        return Figure(record.offer.price if record.offer else None)

    @column("Free")
    def free(self, record: Any) -> Any:
        return Figure(record.offer.available if record.offer else None)

    def sections(self, request: HttpRequest, record: Variant) -> Iterable[Section]:
        return variant_sections(record)


@admin.register(ProductImage)
class ImageAdmin(RecordAdmin):
    """Pictures; most people come here from the product."""

    list_display = ("picture", "product_", "described", "size", "position")
    list_select_related = ("product",)
    record_actions = admin_products.IMAGE_ACTIONS

    @column("")
    def picture(self, record: ProductImage) -> Any:
        return Picture(media_url(record.file), record.alt)

    @column("Describes itself as")
    def described(self, record: ProductImage) -> Any:
        return record.alt

    @column("Product")
    def product_(self, record: ProductImage) -> Any:
        return link_to("catalog.product", record.product_id, record.product.title)

    def title_of(self, record: ProductImage) -> str:
        return record.alt or f"Picture of {record.product.title}"

    @column("Size")
    def size(self, record: ProductImage) -> Any:
        return f"{record.width} × {record.height} pixels"

    def sections(self, request: HttpRequest, record: ProductImage) -> Iterable[Section]:
        yield Facts(title="Picture", rows=[
            ("Picture", Link(Picture(media_url(record.file), record.alt), media_url(record.file))),
            ("Product", link_to("catalog.product", record.product_id, record.product.title)), ("Describes itself as", record.alt),
            ("Size", f"{record.width} × {record.height} pixels"), ("Position", record.position), ("File", Code(record.file)),
            ("Focal point", f"{record.focal_x} % from the left, {record.focal_y} % from the top"),
            ("Shows", ", ".join(f"{name}: {value}" for name, value in record.options.items())),
            ("Copies", _copies(record)), ("Fetched from", record.source_url),
        ])  # fmt: skip


def _copies(record: ProductImage) -> str:
    widths = sorted({one["width"] for one in record.renditions})
    waiting = "" if record.render_due_at is None else "being made"
    return f"{', '.join(map(str, widths))} pixels wide, as AVIF, WebP and JPEG" if widths else waiting


@admin.register(Review)
class ReviewAdmin(RecordAdmin):
    """Opinions, newest first."""

    list_display = (
        "stars",
        "product_",
        "author_name",
        "title",
        "status_",
        "reports",
        "verified_purchase",
        "created",
    )
    list_filter = (
        choices("status", ReviewStatus.values),
        choices("rating", (1, 2, 3, 4, 5), title="stars"),
    )
    list_select_related = ("product",)
    record_actions = admin_products.REVIEW_ACTIONS

    @column("Stars")
    def stars(self, record: Review) -> Any:
        return "★" * record.rating

    @column("Product")
    def product_(self, record: Review) -> Any:
        return link_to("catalog.product", record.product_id, record.product.title)

    @column("Status")
    def status_(self, record: Review) -> Any:
        return badge(record.status, {"published": "good", "pending": "warn", "rejected": "idle"})

    @column("Reports")
    def reports(self, record: Review) -> Any:
        return Figure(record.report_count or None)

    @column("Written")
    def created(self, record: Review) -> Any:
        return record.created_at

    def sections(self, request: HttpRequest, record: Review) -> Iterable[Section]:
        yield Facts(title="Review", rows=[
            ("Stars", "★" * record.rating), ("Title", record.title), ("By", record.author_name),
            ("Account", link_to("accounts.user", record.author_id, record.author_name)),
            ("Product", link_to("catalog.product", record.product_id, record.product.title)),
            ("Bought it", record.verified_purchase), ("Written", record.created_at), ("Changed", record.updated_at),
        ])  # fmt: skip
        yield Text(title="What it says", text=record.comment, wide=False)
        yield Text(title="The seller's answer", text=record.answer, wide=False, empty="None.")
        yield Facts(title="Judged", rows=[
            ("Status", record.status), ("Decided", record.decided_at), ("By", _staff_member(record)), ("Reason", record.reason),
            ("Found helpful by", record.helpful_count), ("Not by", record.unhelpful_count), ("Reports open", record.report_count),
        ])  # fmt: skip
        said = ReviewReport.objects.filter(review_id=record.pk).order_by("-id")[:50]
        yield Table(title="Reports", head=("When", "Account", "Why"), empty="None.",
                    rows=[(one.created_at, link_to("accounts.user", one.reporter_id, "reader"), one.reason)
                          for one in said])  # fmt: skip


def _staff_member(record: Review) -> Any:
    return link_to("accounts.user", record.decided_by, "staff") if record.decided_by else None
