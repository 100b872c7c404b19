"""What the endpoints of coupons accept and answer."""

from typing import Final

from rest_framework import serializers

from nexus.platform.http import (
    EmailField,
    IdField,
    InstantField,
    IntegerField,
    KeysetQuery,
    PageBody,
    TextField,
)
from nexus.pricing.domain.coupon_drafts import LARGEST_BATCH
from nexus.pricing.domain.coupons import LONGEST_CODE

_FROM: Final = "with its offset; beside the promotion's own period"
_UNTIL: Final = "with its offset; until just before this instant"


class CouponTerms(serializers.Serializer):
    starts_at = InstantField(required=False, allow_null=True, help_text=_FROM)
    ends_at = InstantField(required=False, allow_null=True, help_text=_UNTIL)
    limit_total = IntegerField(
        required=False, allow_null=True, min_value=1, help_text="uses in all; null: as the promotion allows"
    )
    limit_per_buyer = IntegerField(
        required=False, allow_null=True, min_value=1, help_text="uses of one buyer: account and address count"
    )


class CouponChanges(CouponTerms):
    """What is left out stays; null takes it away."""

    is_active = serializers.BooleanField(required=False)
    email = EmailField(required=False, allow_blank=True, help_text="it is this buyer's alone")
    user_id = IdField(required=False, allow_null=True, help_text="it is this account's alone; staff only")


class NewCouponForm(CouponChanges):
    promotion_id = IdField(help_text="a promotion that needs a coupon")
    code = TextField(
        max_length=2 * LONGEST_CODE,
        help_text="3 to 64 letters and digits; case, spaces and dashes do not count",
    )


class CouponsQuery(KeysetQuery):
    promotion = IdField(required=False)
    batch = IdField(required=False)
    q = TextField(required=False, max_length=2 * LONGEST_CODE, help_text="how the code begins")


class CouponBody(serializers.Serializer):
    """`code` in the form in which it is kept and compared. Instants are in UTC."""

    id = IdField()
    promotion_id = IdField()
    batch_id = IdField(allow_null=True)
    code = serializers.CharField()
    is_active = serializers.BooleanField()
    user_id = IdField(allow_null=True)
    email = serializers.CharField()
    starts_at = serializers.DateTimeField(allow_null=True)
    ends_at = serializers.DateTimeField(allow_null=True)
    limit_total = serializers.IntegerField(allow_null=True)
    limit_per_buyer = serializers.IntegerField(allow_null=True)
    used = serializers.IntegerField(help_text="orders that used it and did not fail")
    created_at = serializers.DateTimeField()


class CouponsPage(PageBody):
    results = CouponBody(many=True)


class NewBatchForm(CouponTerms):
    """Each code may be used once unless `limit_total` says otherwise."""

    promotion_id = IdField(help_text="a promotion that needs a coupon")
    name = TextField(max_length=120, help_text="for you and your staff")
    size = IntegerField(min_value=1, max_value=LARGEST_BATCH, help_text="how many codes")
    prefix = TextField(
        required=False, max_length=40, allow_blank=True, help_text="what every code begins with"
    )


class BatchesQuery(KeysetQuery):
    promotion = IdField(required=False)


class BatchBody(serializers.Serializer):
    """`made` of `size` codes are there; `finished_at` null: the others come in the background."""

    id = IdField()
    promotion_id = IdField()
    name = serializers.CharField()
    prefix = serializers.CharField()
    size = serializers.IntegerField()
    made = serializers.IntegerField()
    starts_at = serializers.DateTimeField(allow_null=True)
    ends_at = serializers.DateTimeField(allow_null=True)
    limit_total = serializers.IntegerField(allow_null=True)
    limit_per_buyer = serializers.IntegerField(allow_null=True)
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)


class BatchesPage(PageBody):
    results = BatchBody(many=True)
