"""What the endpoints that try promotions accept and answer."""

from rest_framework import serializers

from nexus.platform.http import IdField, InstantField, IntegerField, MoneyField, PageBody
from nexus.pricing.facade.trials import AT_ONCE, MOST_ORDERS
from nexus.pricing.interfaces.api.promotion_forms import PromotionChanges

_SINCE = "orders that were placed from this instant on"
_UNTIL = "until just before this instant; now when left out"
STATES = ("waiting", "running", "done", "failed", "cancelled")
_COST = "goods without tax less what they cost, of the lines whose cost is known"


class DraftChanges(PromotionChanges):
    """What is left out is as it is stored."""

    version = None
    description = None


class TrialChanges(DraftChanges):
    """The seller stays the same: it says who hears of what."""

    vendor_id = None


class SimulationForm(serializers.Serializer):
    """Which of the past orders, and how the promotion would be."""

    orders = IntegerField(
        required=False, default=AT_ONCE, min_value=1, max_value=MOST_ORDERS, help_text="the newest so many"
    )
    since = InstantField(required=False, help_text=_SINCE)
    until = InstantField(required=False, help_text=_UNTIL)
    spec = TrialChanges(required=False, help_text="changes that are not stored yet; nothing is stored")


class CurrencySumsBody(serializers.Serializer):
    """Without the promotion (`before`) and with it. `discount`: all promotions together, on goods and shipping."""

    currency = serializers.CharField()
    orders = serializers.IntegerField()
    touched = serializers.IntegerField()
    revenue_before = MoneyField(help_text="sum of order totals")
    revenue_after = MoneyField()
    discount_before = MoneyField()
    discount_after = MoneyField()
    draft = MoneyField(help_text="what this promotion takes off")
    vendor_funded = MoneyField(help_text="what sellers bear of it")
    shop_funded = MoneyField(help_text="what the shop bears of it")
    margin_before = MoneyField(signed=True, help_text=_COST)
    margin_after = MoneyField(signed=True)
    lines = serializers.IntegerField()
    lines_without_cost = serializers.IntegerField(help_text="lines that no margin is known of")


class TouchedOrderBody(serializers.Serializer):
    order_id = IdField()
    at = serializers.DateTimeField()
    currency = serializers.CharField()
    total_before = MoneyField()
    total_after = MoneyField()
    saved = MoneyField(signed=True)
    draft = MoneyField()


class TrialResultBody(serializers.Serializer):
    """What the promotion would have done to these orders, to the minor unit."""

    orders = serializers.IntegerField()
    touched = serializers.IntegerField(help_text="orders to which it applies")
    share = serializers.CharField(help_text="percent of the orders")
    not_reproduced = serializers.IntegerField(
        help_text="orders that come to something else than they did, without the promotion"
    )
    first_at = serializers.DateTimeField(allow_null=True)
    last_at = serializers.DateTimeField(allow_null=True)
    sums = CurrencySumsBody(many=True)
    uses = serializers.IntegerField()
    out_of_uses = serializers.IntegerField(help_text="orders that met it used up")
    limit_reached_at = serializers.DateTimeField(allow_null=True, help_text="when the last use was taken")
    buyers_at_limit = serializers.IntegerField()
    line_caps = serializers.IntegerField(help_text="orders in which a cap per line held it back")
    order_caps = serializers.IntegerField(help_text="orders in which the cap per order did")
    floors = serializers.IntegerField(help_text="orders in which a floor did")
    below_floor = serializers.IntegerField(help_text="orders with a line that it drove below a floor")
    below_cost = serializers.IntegerField(help_text="orders with a line that it drove below cost")
    top = TouchedOrderBody(many=True)
    assumes_coupon = serializers.BooleanField(help_text="it was tried as if every buyer had given its code")


class SimulationBody(serializers.Serializer):
    """While it is `waiting` or `running`, ask again every second or two."""

    id = IdField()
    promotion_id = IdField()
    state = serializers.ChoiceField(STATES)
    wanted = serializers.IntegerField(help_text="orders that were asked for")
    total = serializers.IntegerField(help_text="orders that there are; for a seller always 100")
    done = serializers.IntegerField(help_text="of `total`")
    result = TrialResultBody(allow_null=True)
    error = serializers.CharField(allow_blank=True, help_text="why it failed")
    created_at = serializers.DateTimeField()
    started_at = serializers.DateTimeField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)


class SimulationsPage(PageBody):
    results = SimulationBody(many=True)
