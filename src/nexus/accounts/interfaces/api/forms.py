"""Shapes of requests and answers, as Djoser and SimpleJWT have them."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from nexus.platform.http import CountryField, EmailField, PageBody, TextField


class Password(TextField):
    """Kept as typed; bounded, because hashing is work."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=128, trim_whitespace=False, style={"input_type": "password"}, **options)


def _text(length: int) -> TextField:
    return TextField(max_length=length, required=False, allow_blank=True)


class Language(serializers.ChoiceField):
    """One of the languages the product speaks."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=settings.LANGUAGES, **options)


class RegistrationForm(serializers.Serializer):
    email = EmailField()
    password = Password(write_only=True)
    first_name = _text(100)
    last_name = _text(100)
    language = Language(required=False)


class RegisteredAnswer(serializers.Serializer):
    id = serializers.UUIDField()
    email = serializers.EmailField()
    first_name = serializers.CharField()
    last_name = serializers.CharField()


class CredentialsForm(serializers.Serializer):
    email = TextField(max_length=254)
    password = Password()


class TokenPairAnswer(serializers.Serializer):
    access = serializers.CharField()
    refresh = serializers.CharField()


class RefreshForm(serializers.Serializer):
    refresh = TextField(max_length=4096)


class TokenForm(serializers.Serializer):
    token = TextField(max_length=4096)


NOTHING = {"type": "object", "properties": {}, "description": "An empty object."}


class EmailForm(serializers.Serializer):
    email = EmailField()


class LinkForm(serializers.Serializer):
    uid = TextField(max_length=200)
    token = TextField(max_length=200)


class NewPasswordByLinkForm(LinkForm):
    new_password = Password()


class NewPasswordForm(serializers.Serializer):
    current_password = Password()
    new_password = Password()


class CurrentPasswordForm(serializers.Serializer):
    current_password = Password()


class ProfileForm(serializers.Serializer):
    first_name = _text(100)
    last_name = _text(100)
    phone = _text(32)
    language = Language(required=False)
    accepts_marketing = serializers.BooleanField(required=False)
    email = TextField(required=False, write_only=True)

    def validate_email(self, value: str) -> str:
        """A new address needs a proof first; taking it here would also tell whether it is in use."""
        raise serializers.ValidationError("The address cannot be changed here.")


class ProfileAnswer(serializers.Serializer):
    id = serializers.UUIDField()
    email = serializers.EmailField()
    email_verified = serializers.BooleanField()
    first_name = serializers.CharField()
    last_name = serializers.CharField()
    phone = serializers.CharField()
    language = serializers.CharField()
    accepts_marketing = serializers.BooleanField()
    roles = serializers.ListField(child=serializers.CharField())
    vendor_ids = serializers.ListField(child=serializers.UUIDField())
    joined_at = serializers.DateTimeField()


class AddressBookEntryForm(serializers.Serializer):
    name = _text(200)
    address_line = TextField(max_length=200)
    address_line2 = _text(200)
    city = TextField(max_length=100)
    region = _text(100)
    postal_code = _text(20)
    country = CountryField()
    phone = _text(32)
    is_default_shipping = serializers.BooleanField(required=False)
    is_default_billing = serializers.BooleanField(required=False)


class AddressBookEntry(serializers.Serializer):
    id = serializers.UUIDField()
    name = serializers.CharField()
    address_line = serializers.CharField()
    address_line2 = serializers.CharField()
    city = serializers.CharField()
    region = serializers.CharField()
    postal_code = serializers.CharField()
    country = serializers.CharField()
    phone = serializers.CharField()
    is_default_shipping = serializers.BooleanField()
    is_default_billing = serializers.BooleanField()


class AddressBookAnswer(PageBody):
    results = AddressBookEntry(many=True)
