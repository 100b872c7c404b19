"""What clients of the vendor endpoints send and get."""

from typing import Any

from rest_framework import serializers

from nexus.platform.http import IdField, KeysetQuery, PageBody, SlugField, TextField


class NewVendor(serializers.Serializer):
    name = TextField(max_length=120)
    slug = SlugField(max_length=74, required=False, default="")
    description = TextField(max_length=5000, required=False, allow_blank=True, default="")


class VendorChanges(serializers.Serializer):
    name = TextField(max_length=120, required=False)
    slug = SlugField(max_length=74, required=False)
    description = TextField(max_length=5000, required=False, allow_blank=True)


class Decision(serializers.Serializer):
    reason = TextField(max_length=1000, required=False, allow_blank=True, default="")


class VendorBody(serializers.Serializer):
    id = IdField()
    name = serializers.CharField()
    slug = serializers.CharField()
    description = serializers.CharField()
    status = serializers.ChoiceField(["applied", "approved", "rejected", "suspended"])


class VendorsPage(PageBody):
    results = VendorBody(many=True)


class VendorsQuery(KeysetQuery):
    status = serializers.ChoiceField(["applied", "approved", "rejected", "suspended"], required=False)


class DegreeField(serializers.FloatField):
    """Degrees: a finite number, also when it is spelled as text."""

    def to_internal_value(self, data: Any) -> float:
        if isinstance(data, bool):
            self.fail("invalid")
        return super().to_internal_value(data)


class NewStore(serializers.Serializer):
    name = TextField(max_length=120)
    address = TextField(max_length=300)
    latitude = DegreeField(min_value=-90, max_value=90)
    longitude = DegreeField(min_value=-180, max_value=180)
    time_zone = TextField(max_length=64, required=False, allow_blank=True, default="")
    is_active = serializers.BooleanField(required=False, default=True)
    vendor = IdField(required=False, default=None)


class StoreChanges(serializers.Serializer):
    name = TextField(max_length=120, required=False)
    address = TextField(max_length=300, required=False)
    latitude = DegreeField(min_value=-90, max_value=90, required=False)
    longitude = DegreeField(min_value=-180, max_value=180, required=False)
    time_zone = TextField(max_length=64, required=False)
    is_active = serializers.BooleanField(required=False)


class StoreBody(serializers.Serializer):
    id = IdField()
    vendor_id = IdField()
    name = serializers.CharField()
    address = serializers.CharField()
    latitude = serializers.FloatField()
    longitude = serializers.FloatField()
    time_zone = serializers.CharField()
    is_active = serializers.BooleanField()
    distance_m = serializers.FloatField(allow_null=True)


class StoresPage(PageBody):
    results = StoreBody(many=True)


class StoresQuery(KeysetQuery):
    vendor = IdField(required=False)
    near = serializers.RegexField(
        r"^-?\d{1,2}(\.\d{1,12})?,-?\d{1,3}(\.\d{1,12})?$",
        required=False,
        help_text="latitude,longitude in degrees",
    )
    radius_km = serializers.FloatField(required=False, min_value=0.001, max_value=20_100, default=50.0)
