"""What clients of the search endpoints get (documentation; views return ready JSON)."""

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


class CategoryOfProduct(CategoryName):
    path = serializers.CharField()


class ListedPicture(serializers.Serializer):
    """A copy is called like the picture, with its width: `<id>-640.avif`, `.webp`, `.jpg`."""

    width = serializers.IntegerField()
    height = serializers.IntegerField()
    focal_x = serializers.IntegerField(help_text="percent from the left")
    focal_y = serializers.IntegerField(help_text="percent from the top")
    colour = serializers.CharField(help_text="mean colour, #rrggbb; empty when unknown")
    widths = serializers.ListField(child=serializers.IntegerField(), help_text="of the copies, in pixels")


class PromotionOfPrice(serializers.Serializer):
    title = serializers.CharField()
    ends_at = serializers.DateTimeField(allow_null=True, help_text="null: until further notice")


class Tier(serializers.Serializer):
    min_quantity = serializers.IntegerField()
    price = MoneyField(help_text="of a piece, from so many pieces on")


class ListedProduct(serializers.Serializer):
    id = IdField()
    slug = serializers.CharField()
    title = serializers.CharField()
    titles = serializers.DictField(
        child=serializers.CharField(), help_text="in other languages, by two letters"
    )
    price = MoneyField(allow_null=True, help_text="null: not sold in the currency that was asked for")
    compare_at_price = MoneyField(allow_null=True)
    promotion = PromotionOfPrice(required=False, help_text="while one is part of the price")
    tiers = Tier(many=True, required=False, help_text="where more pieces cost less each")
    lowest_price_30d = MoneyField(
        allow_null=True, help_text="while it is reduced: the lowest price of the 30 days before that"
    )
    currency = serializers.CharField()
    image = serializers.CharField(allow_null=True)
    picture = ListedPicture(allow_null=True)
    rating = serializers.FloatField(allow_null=True)
    review_count = serializers.IntegerField()
    in_stock = serializers.BooleanField()
    vendor = VendorName()
    category = CategoryName()
    brand = NameAndSlug(allow_null=True)
    default_variant_id = IdField()
    variant_count = serializers.IntegerField()


class FacetValue(serializers.Serializer):
    value = serializers.CharField(required=False)
    label = serializers.CharField(required=False)
    min = serializers.CharField(
        required=False, help_text="lowest of a range: an amount, or a number in the attribute's unit"
    )
    max = serializers.CharField(required=False)
    count = serializers.IntegerField()
    is_estimate = serializers.BooleanField(
        required=False, help_text="the list is so long that a sample of it was counted"
    )


class ProductsPage(PageBody):
    results = ListedProduct(many=True)
    facets = serializers.DictField(child=FacetValue(many=True), required=False)
    corrected_query = serializers.CharField(
        required=False, help_text="what was searched instead of a mistyped q"
    )


class DetailVariant(serializers.Serializer):
    id = IdField()
    sku = serializers.CharField()
    title = serializers.CharField()
    options = serializers.DictField(child=serializers.CharField())
    price = MoneyField(allow_null=True)
    compare_at_price = MoneyField(allow_null=True)
    promotion = PromotionOfPrice(required=False, help_text="while one is part of the price")
    tiers = Tier(many=True, required=False, help_text="where more pieces cost less each")
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


class DetailRendition(serializers.Serializer):
    width = serializers.IntegerField()
    format = serializers.ChoiceField(["avif", "webp", "jpeg"])
    url = serializers.CharField()


class DetailImage(serializers.Serializer):
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
    renditions = DetailRendition(many=True)


class DetailOption(serializers.Serializer):
    name = serializers.CharField()
    values = serializers.ListField(child=serializers.CharField())


class ProductDetail(ListedProduct):
    price = MoneyField(allow_null=True)
    currency = serializers.CharField(allow_null=True)
    description = serializers.CharField()
    status = serializers.ChoiceField(["draft", "scheduled", "published", "archived"])
    tags = serializers.ListField(child=serializers.CharField())
    attributes = serializers.DictField(child=serializers.JSONField())
    category = CategoryOfProduct()
    further_categories = CategoryOfProduct(many=True)
    collections = NameAndSlug(many=True)
    product_type = serializers.CharField(allow_null=True)
    translations = serializers.DictField(child=serializers.DictField(child=serializers.CharField()))
    publish_at = serializers.DateTimeField(required=False, allow_null=True, help_text="only for the seller")
    is_approved = serializers.BooleanField(required=False, help_text="only for the seller")
    options = DetailOption(many=True)
    variants = DetailVariant(many=True)
    images = DetailImage(many=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class RelatedProduct(ListedProduct):
    reason = serializers.ChoiceField(["bought_together", "similar", "popular"])


class RelatedPage(PageBody):
    results = RelatedProduct(many=True)


class SuggestedProduct(serializers.Serializer):
    id = IdField()
    slug = serializers.CharField()
    title = serializers.CharField()
    titles = serializers.DictField(
        child=serializers.CharField(), help_text="in other languages, by two letters"
    )
    image = serializers.CharField(allow_null=True)
    picture = ListedPicture(allow_null=True)
    price = MoneyField()
    currency = serializers.CharField()


class SuggestionsBody(serializers.Serializer):
    query = serializers.CharField()
    words = serializers.ListField(child=serializers.CharField())
    products = SuggestedProduct(many=True)
    categories = CategoryOfProduct(many=True)
    brands = NameAndSlug(many=True)
