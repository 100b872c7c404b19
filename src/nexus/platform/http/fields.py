"""Serializer fields that every context shares. Strict: a value of the wrong JSON type is refused, not converted."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.core.validators import RegexValidator
from rest_framework import serializers

from nexus.kernel.currencies import EXPONENTS
from nexus.kernel.money import InvalidAmount, Money
from nexus.platform.http.countries import country_code

INT_MAX: Final = 2**31 - 1
_AMOUNT: Final = re.compile(r"-?\d{1,13}(\.\d{1,3})?", re.ASCII)
_SLUG: Final = re.compile(r"^[-a-zA-Z0-9_]+\Z", re.ASCII)
_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)


class TextField(serializers.CharField):
    """Text of at most 255 characters unless said otherwise; trimmed; never NUL (DRF's own validators see to that)."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 255)
        super().__init__(**options)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class SlugField(TextField):
    """Letters of ASCII, digits, hyphens and underscores; the number 12 is not the slug "12"."""

    default_error_messages = {
        "invalid_slug": "Only letters without accents, digits, hyphens and underscores."
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.validators.append(RegexValidator(_SLUG, message=self.error_messages["invalid_slug"]))


class EmailField(serializers.EmailField):
    """An e-mail address of at most 254 characters (RFC 5321)."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 254)
        super().__init__(**options)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class IntegerField(serializers.IntegerField):
    """Whole number within 32 bits unless said otherwise."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("min_value", -INT_MAX - 1)
        options.setdefault("max_value", INT_MAX)
        super().__init__(**options)

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, float | bool):
            self.fail("invalid")
        return super().to_internal_value(data)


class IdField(serializers.UUIDField):
    """A UUID in its canonical spelling."""

    def to_internal_value(self, data: Any) -> UUID:
        if not isinstance(data, str) or not _UUID.fullmatch(data):
            self.fail("invalid", value=data)
        return UUID(data)


class InstantField(serializers.DateTimeField):
    """A moment in ISO 8601 with its offset; UTC inside. Without an offset it would mean another moment to everybody."""

    default_error_messages = {
        "naive": "State the offset from UTC, for example 2030-05-01T08:00:00Z.",
        "invalid": "Not a moment in ISO 8601, for example 2030-05-01T08:00:00Z.",
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(default_timezone=UTC, **options)

    def to_internal_value(self, data: Any) -> datetime:
        if not isinstance(data, str):
            self.fail("invalid")
        found: datetime = super().to_internal_value(data)
        return found

    def enforce_timezone(self, value: datetime) -> datetime:
        if value.tzinfo is None:
            self.fail("naive")
        found: datetime = super().enforce_timezone(value)
        return found


class ListField(serializers.ListField):
    """At most `max_length` entries, counted before any of them is looked at: a megabyte of wrong ones would otherwise
    cost half a minute and an answer of eighteen megabytes.
    """

    def __init__(self, *, child: serializers.Field, max_length: int, **options: Any) -> None:
        super().__init__(child=child, max_length=max_length, **options)

    def to_internal_value(self, data: Any) -> list[Any]:
        if isinstance(data, list) and len(data) > int(self.max_length or 0):
            self.fail("max_length", max_length=self.max_length)
        return super().to_internal_value(data)


class CurrencyField(serializers.Field):
    """ISO 4217 code in use."""

    default_error_messages = {"invalid": "Not an ISO 4217 currency code."}

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str) or data not in EXPONENTS:
            self.fail("invalid")
        return data

    def to_representation(self, value: Any) -> str:
        return str(value)


class CountryField(serializers.Field):
    """Country by ISO 3166 code or English name; always the alpha-2 code inside and in answers."""

    default_error_messages = {
        "invalid": "Not a country. Use its ISO 3166 code, for example DE, or its English name."
    }

    def to_internal_value(self, data: Any) -> str:
        code = country_code(data) if isinstance(data, str) else None
        if code is None:
            self.fail("invalid")
        return str(code)

    def to_representation(self, value: Any) -> str:
        return str(value)


class MoneyField(serializers.Field):
    """An exact amount in major units. In: decimal string or JSON number; out: the currency's own digits as a string.

    With `currency` the value is a `Money`; without it a `Decimal`, to be joined with its currency by `Money.of(...)`.
    Negative amounts are refused unless `signed=True`; `positive=True` refuses zero too.
    A JSON number with a fraction is taken by its shortest decimal spelling, which is what the client wrote.
    """

    default_error_messages = {
        "invalid": "Not an amount. Use a decimal string such as 12.50.",
        "digits": "Too many decimal digits for {currency}.",
        "negative": "Must not be negative.",
        "zero": "Must be more than zero.",
    }

    def __init__(
        self, *, currency: str = "", signed: bool = False, positive: bool = False, **options: Any
    ) -> None:
        self.currency, self.signed, self.positive = currency, signed, positive
        super().__init__(**options)

    def to_internal_value(self, data: Any) -> Decimal | Money:
        amount = Decimal(self._spelled(data))
        if amount < 0 and not self.signed:
            self.fail("negative")
        if self.positive and amount <= 0:
            self.fail("zero")
        return self._in_currency(amount) if self.currency else amount

    def to_representation(self, value: Any) -> str:
        return str(value)

    def _spelled(self, data: Any) -> str:
        text = data.strip() if isinstance(data, str) else repr(data)
        if isinstance(data, bool) or not isinstance(data, str | int | float) or not _AMOUNT.fullmatch(text):
            self.fail("invalid")
        return text

    def _in_currency(self, amount: Decimal) -> Money:
        try:
            return Money.of(amount, self.currency)
        except InvalidAmount:
            return self.fail("digits", currency=self.currency)
