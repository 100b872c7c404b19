"""What clients send and get about brands and collections."""

from rest_framework import serializers

from nexus.platform.http import IdField, IntegerField, ListField, PageBody, SlugField, TextField


class BrandFacts(serializers.Serializer):
    slug = SlugField(required=False, max_length=74)
    description = TextField(required=False, max_length=10_000, allow_blank=True)


class NewBrandForm(BrandFacts):
    name = TextField(max_length=120)


class BrandChanges(BrandFacts):
    name = TextField(required=False, max_length=120)


class BrandBody(serializers.Serializer):
    id = IdField()
    name = serializers.CharField()
    slug = serializers.CharField()
    description = serializers.CharField()


class BrandsPage(PageBody):
    results = BrandBody(many=True)


class CollectionFacts(BrandFacts):
    position = IntegerField(required=False, help_text="low first")
    is_public = serializers.BooleanField(required=False, help_text="whether shoppers see it")


class NewCollectionForm(CollectionFacts):
    name = TextField(max_length=120)


class CollectionChanges(CollectionFacts):
    name = TextField(required=False, max_length=120)


class CollectionBody(BrandBody):
    position = serializers.IntegerField()
    is_public = serializers.BooleanField()


class CollectionsPage(PageBody):
    results = CollectionBody(many=True)


class MembersForm(serializers.Serializer):
    products = ListField(child=TextField(max_length=120), max_length=1000, help_text="ids or slugs")


class MemberBody(serializers.Serializer):
    id = IdField()
    slug = serializers.CharField()
    title = serializers.CharField()
    status = serializers.ChoiceField(["draft", "scheduled", "published", "archived"])
    position = serializers.IntegerField()


class MembersPage(PageBody):
    results = MemberBody(many=True)
