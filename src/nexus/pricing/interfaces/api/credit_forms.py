"""What the endpoints of gift cards and store credit accept and answer."""

from rest_framework import serializers

from nexus.platform.http import (
    CurrencyField,
    IdField,
    InstantField,
    IntegerField,
    KeysetQuery,
    MoneyField,
    PageBody,
    TextField,
)
from nexus.pricing.domain.credit import MOST_CARDS
from nexus.pricing.queries.credit import STATUSES


class GiftCardsQuery(KeysetQuery):
    """Filters of the list of gift cards."""

    status = serializers.ChoiceField(STATUSES, required=False)
    currency = CurrencyField(required=False, help_text="ISO 4217 code")
    q = TextField(required=False, max_length=4, help_text="The last four characters of the code")


class IssueForm(serializers.Serializer):
    """Gift cards to issue; the currency defaults to the shop's."""

    amount = MoneyField(positive=True, help_text="What each card is worth")
    currency = CurrencyField(required=False, help_text="ISO 4217 code")
    count = IntegerField(required=False, default=1, min_value=1, max_value=MOST_CARDS)
    code = TextField(
        required=False, max_length=100, help_text="A code of your own, for one card from another system"
    )
    expires_at = InstantField(required=False, allow_null=True, help_text="null: it never does")
    note = TextField(required=False, allow_blank=True, max_length=500, help_text="For the staff")


class GiftCardAnswer(serializers.Serializer):
    """A gift card; nobody can read its code again."""

    id = IdField()
    tail = serializers.CharField(help_text="The last four characters of the code")
    balance = MoneyField()
    currency = serializers.CharField()
    is_active = serializers.BooleanField(help_text="false: blocked by the shop")
    expires_at = serializers.DateTimeField(allow_null=True)
    note = serializers.CharField(allow_blank=True)


class IssuedAnswer(GiftCardAnswer):
    """A new gift card with its code, which is told now and never again."""

    code = serializers.CharField()


class IssuedCardsAnswer(serializers.Serializer):
    cards = IssuedAnswer(many=True)


class GiftCardsPage(PageBody):
    results = GiftCardAnswer(many=True)


class AdjustForm(serializers.Serializer):
    """How much more (or, negative, less) is on it, and why."""

    amount = MoneyField(signed=True)
    reason = TextField(max_length=500)


class CodeForm(serializers.Serializer):
    """A gift card's code, with or without hyphens."""

    code = TextField(max_length=100)


class BalanceAnswer(serializers.Serializer):
    """What is left on a gift card."""

    tail = serializers.CharField(help_text="The last four characters of the code")
    balance = MoneyField()
    currency = serializers.CharField()
    is_active = serializers.BooleanField(help_text="false: blocked by the shop")
    expires_at = serializers.DateTimeField(allow_null=True)


class CreditEntryAnswer(serializers.Serializer):
    """A movement: what it added (negative: took), and what there was after it."""

    id = IdField()
    reason = serializers.ChoiceField(("issued", "spent", "returned", "adjusted", "expired"))
    amount = MoneyField(signed=True)
    balance = MoneyField()
    currency = serializers.CharField()
    order_id = IdField(allow_null=True)
    note = serializers.CharField(allow_blank=True)
    created_at = serializers.DateTimeField()


class StaffEntryAnswer(CreditEntryAnswer):
    """With who did it."""

    actor = serializers.CharField(allow_blank=True)


class StaffEntriesPage(PageBody):
    results = StaffEntryAnswer(many=True)


class CreditEntriesPage(PageBody):
    results = CreditEntryAnswer(many=True)


class OneBalance(serializers.Serializer):
    balance = MoneyField()
    currency = serializers.CharField()


class OwnCreditAnswer(serializers.Serializer):
    """What the shop owes the buyer, by currency."""

    balances = OneBalance(many=True)


class GrantForm(serializers.Serializer):
    """Credit for a buyer, who reads the reason; the currency defaults to the shop's."""

    user_id = IdField()
    amount = MoneyField(positive=True)
    currency = CurrencyField(required=False, help_text="ISO 4217 code")
    reason = TextField(max_length=500)


class GrantedAnswer(serializers.Serializer):
    """What the buyer has in this currency now."""

    user_id = IdField()
    balance = MoneyField()
    currency = serializers.CharField()
