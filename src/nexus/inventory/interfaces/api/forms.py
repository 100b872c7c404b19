"""What the stock endpoints accept and answer."""

from rest_framework import serializers

from nexus.inventory.domain.demand import MOST_PIECES
from nexus.platform.http import IdField, IntegerField, KeysetQuery, PageBody, TextField


class LevelsQuery(KeysetQuery):
    """Filters of the stock list."""

    variant_id = IdField(required=False)
    max_available = IntegerField(required=False, min_value=0, help_text="Only what is running low")


class AdjustmentsQuery(KeysetQuery):
    """Filters of the adjustments."""

    variant_id = IdField(required=False)


class CountForm(serializers.Serializer):
    """What somebody counted."""

    variant_id = IdField()
    on_hand = IntegerField(min_value=0, max_value=MOST_PIECES)
    reason = TextField(required=False, default="count", max_length=200)


class AdjustmentForm(serializers.Serializer):
    """Pieces to add (positive) or take (negative), and why."""

    variant_id = IdField()
    delta = IntegerField(min_value=-MOST_PIECES, max_value=MOST_PIECES)
    reason = TextField(max_length=200)


class LevelAnswer(serializers.Serializer):
    """What is on hand, promised, and free to promise; in lists, expired promises count as free already."""

    variant_id = IdField()
    location = serializers.CharField()
    on_hand = serializers.IntegerField()
    reserved = serializers.IntegerField()
    available = serializers.IntegerField()


class ListedLevelAnswer(LevelAnswer):
    """A level with the words for it; empty for variants that the catalogue no longer knows."""

    sku = serializers.CharField(allow_blank=True)
    product_title = serializers.CharField(allow_blank=True)
    variant_title = serializers.CharField(allow_blank=True)


class LevelsPage(PageBody):
    """A page of levels."""

    results = ListedLevelAnswer(many=True)


class AdjustmentAnswer(serializers.Serializer):
    """One change of what is on hand, with the number after it."""

    id = IdField()
    variant_id = IdField()
    delta = serializers.IntegerField()
    on_hand = serializers.IntegerField()
    reason = serializers.CharField()
    order_id = IdField(allow_null=True)
    actor_kind = serializers.CharField()
    actor_id = IdField(allow_null=True)
    created_at = serializers.DateTimeField()


class AdjustmentsPage(PageBody):
    """A page of adjustments, newest first."""

    results = AdjustmentAnswer(many=True)
