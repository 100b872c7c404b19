"""What clients of the catalog endpoints get (documentation; views return plain data)."""

from rest_framework import serializers

from nexus.platform.http import IdField, MoneyField, PageBody


class VendorName(serializers.Serializer):
    id = IdField()
    name = serializers.CharField()


class NameAndSlug(serializers.Serializer):
    id = IdField()
    name = serializers.CharField()
    slug = serializers.CharField()


class CategoryName(serializers.Serializer):
    id = IdField()
    name = serializers.CharField()
    slug = serializers.CharField()


class CategoryWithPath(CategoryName):
    path = serializers.CharField()


class PictureFacts(serializers.Serializer):
    """A copy is called like the picture, with its width: `<id>-640.avif`, `.webp`, `.jpg`."""

    width = serializers.IntegerField()
    height = serializers.IntegerField()
    focal_x = serializers.IntegerField(help_text="percent from the left")
    focal_y = serializers.IntegerField(help_text="percent from the top")
    colour = serializers.CharField(help_text="mean colour, #rrggbb; empty when unknown")
    widths = serializers.ListField(child=serializers.IntegerField(), help_text="of the copies, in pixels")


class ProductItem(serializers.Serializer):
    id = IdField()
    slug = serializers.CharField()
    title = serializers.CharField()
    titles = serializers.DictField(
        child=serializers.CharField(), help_text="in other languages, by two letters"
    )
    price = MoneyField(allow_null=True)
    compare_at_price = MoneyField(allow_null=True)
    lowest_price_30d = MoneyField(
        allow_null=True, help_text="while it is reduced: the lowest price of the 30 days before that"
    )
    currency = serializers.CharField(allow_null=True)
    image = serializers.CharField(allow_null=True)
    picture = PictureFacts(allow_null=True)
    rating = serializers.FloatField(allow_null=True)
    review_count = serializers.IntegerField()
    in_stock = serializers.BooleanField()
    vendor = VendorName()
    category = CategoryName()
    brand = NameAndSlug(allow_null=True)
    default_variant_id = IdField()
    variant_count = serializers.IntegerField()


class VariantBody(serializers.Serializer):
    id = IdField()
    sku = serializers.CharField()
    title = serializers.CharField()
    options = serializers.DictField(child=serializers.CharField())
    price = MoneyField(allow_null=True)
    compare_at_price = MoneyField(allow_null=True)
    lowest_price_30d = MoneyField(
        allow_null=True, help_text="while it is reduced: the lowest price of the 30 days before that"
    )
    currency = serializers.CharField(allow_null=True)
    in_stock = serializers.BooleanField()
    stock_quantity = serializers.IntegerField(required=False, help_text="only for the seller")
    position = serializers.IntegerField()
    is_default = serializers.BooleanField()
    is_active = serializers.BooleanField()
    weight_grams = serializers.IntegerField(allow_null=True)
    barcode = serializers.CharField()


class VariantsPage(PageBody):
    results = VariantBody(many=True)


class Rendition(serializers.Serializer):
    width = serializers.IntegerField()
    format = serializers.ChoiceField(["avif", "webp", "jpeg"])
    url = serializers.CharField()


class ImageBody(serializers.Serializer):
    id = IdField()
    url = serializers.CharField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    alt = serializers.CharField()
    position = serializers.IntegerField()
    focal_x = serializers.IntegerField(help_text="percent from the left")
    focal_y = serializers.IntegerField(help_text="percent from the top")
    colour = serializers.CharField(help_text="mean colour, #rrggbb; empty when unknown")
    options = serializers.DictField(child=serializers.CharField(), help_text="the choice it shows")
    widths = serializers.ListField(child=serializers.IntegerField(), help_text="of the copies, in pixels")
    renditions = Rendition(many=True)


class ImagesPage(PageBody):
    results = ImageBody(many=True)


class OptionValues(serializers.Serializer):
    name = serializers.CharField()
    values = serializers.ListField(child=serializers.CharField())


class ProductBody(ProductItem):
    description = serializers.CharField()
    status = serializers.ChoiceField(["draft", "scheduled", "published", "archived"])
    tags = serializers.ListField(child=serializers.CharField())
    attributes = serializers.DictField(child=serializers.JSONField())
    category = CategoryWithPath()
    further_categories = CategoryWithPath(many=True)
    collections = NameAndSlug(many=True)
    product_type = serializers.CharField(allow_null=True)
    translations = serializers.DictField(child=serializers.DictField(child=serializers.CharField()))
    publish_at = serializers.DateTimeField(required=False, allow_null=True, help_text="only for the seller")
    is_approved = serializers.BooleanField(required=False, help_text="only for the seller")
    options = OptionValues(many=True)
    variants = VariantBody(many=True)
    images = ImageBody(many=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class OwnProductItem(ProductItem):
    status = serializers.ChoiceField(["draft", "scheduled", "published", "archived"])


class OwnProductsPage(PageBody):
    results = OwnProductItem(many=True)


class CategoryBody(CategoryWithPath):
    parent = IdField(allow_null=True)
    depth = serializers.IntegerField()
    position = serializers.IntegerField()


class CategoriesPage(PageBody):
    results = CategoryBody(many=True)


class Author(serializers.Serializer):
    name = serializers.CharField()


class SellersAnswer(serializers.Serializer):
    text = serializers.CharField()
    answered_at = serializers.DateTimeField()


class ReviewBody(serializers.Serializer):
    id = IdField()
    author = Author()
    rating = serializers.IntegerField()
    title = serializers.CharField()
    comment = serializers.CharField()
    verified_purchase = serializers.BooleanField()
    status = serializers.ChoiceField(
        ["pending", "published", "rejected"], help_text="others than published: only one's own"
    )
    reason = serializers.CharField(help_text="why it was rejected")
    answer = SellersAnswer(allow_null=True)
    helpful_count = serializers.IntegerField()
    unhelpful_count = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class ReviewsPage(PageBody):
    results = ReviewBody(many=True)


class ProductName(serializers.Serializer):
    id = IdField()
    slug = serializers.CharField()
    title = serializers.CharField()


class QueuedReview(ReviewBody):
    product = ProductName()
    report_count = serializers.IntegerField()
    reports = serializers.ListField(child=serializers.CharField(), help_text="what was said against it")
    decided_at = serializers.DateTimeField(allow_null=True)


class ReviewQueue(PageBody):
    results = QueuedReview(many=True)


class Piece(serializers.Serializer):
    what = serializers.ChoiceField(["same", "removed", "added"])
    text = serializers.CharField()


class Difference(serializers.Serializer):
    field = serializers.CharField()
    label = serializers.CharField()
    before = serializers.JSONField(allow_null=True)
    after = serializers.JSONField(allow_null=True)
    now = serializers.JSONField(required=False, allow_null=True, help_text="where it is neither of them now")
    words = Piece(many=True, required=False, help_text="texts, piece by piece")


class ProposalBody(serializers.Serializer):
    id = IdField()
    kind = serializers.ChoiceField(["new", "edit"])
    status = serializers.ChoiceField(["pending", "approved", "rejected", "withdrawn"])
    product = ProductName()
    vendor = VendorName()
    diff = Difference(many=True)
    outdated = serializers.ListField(
        child=serializers.CharField(), help_text="fields that changed since it was proposed"
    )
    note = serializers.CharField()
    created_at = serializers.DateTimeField()
    decided_at = serializers.DateTimeField(allow_null=True)


class ProposalsPage(PageBody):
    results = ProposalBody(many=True)
