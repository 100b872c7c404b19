"""Shapes of requests and answers."""

from rest_framework import serializers

from nexus.notifications.contracts.kinds import CHANNELS, CHOOSABLE_KINDS
from nexus.notifications.models import MailStatus
from nexus.platform.http import EmailField, ListField, PageBody, TextField
from nexus.platform.http.paging import KeysetQuery

MAX_CHOICES = 100


class NoteQuery(KeysetQuery):
    unread = serializers.BooleanField(required=False, allow_null=True, default=None)


class NoteAnswer(serializers.Serializer):
    id = serializers.UUIDField()
    kind = serializers.CharField()
    title = serializers.CharField()
    body = serializers.CharField()
    link = serializers.CharField()
    created_at = serializers.DateTimeField()
    read_at = serializers.DateTimeField(allow_null=True)


class NoteListAnswer(PageBody):
    results = NoteAnswer(many=True)
    unread = serializers.IntegerField(help_text="How many notes are unread in all.")


class ReadAllAnswer(serializers.Serializer):
    updated = serializers.IntegerField()


class UnreadAnswer(serializers.Serializer):
    unread = serializers.IntegerField()


class ChoiceForm(serializers.Serializer):
    kind = serializers.ChoiceField(choices=CHOOSABLE_KINDS)
    channel = serializers.ChoiceField(choices=CHANNELS)
    enabled = serializers.BooleanField()


class PreferencesForm(serializers.Serializer):
    preferences = ListField(child=ChoiceForm(), max_length=MAX_CHOICES)


class PreferencesAnswer(serializers.Serializer):
    preferences = ChoiceForm(many=True)


class MailQuery(KeysetQuery):
    to = EmailField(required=False)
    kind = TextField(required=False, max_length=40)
    status = serializers.ChoiceField(choices=MailStatus.choices, required=False)


class MailAnswer(serializers.Serializer):
    id = serializers.UUIDField()
    to = serializers.EmailField()
    kind = serializers.CharField()
    subject = serializers.CharField()
    status = serializers.ChoiceField(choices=MailStatus.choices)
    created_at = serializers.DateTimeField()
    sent_at = serializers.DateTimeField(allow_null=True)
    error = serializers.CharField()


class MailListAnswer(PageBody):
    results = MailAnswer(many=True)


class MailTextAnswer(MailAnswer):
    text = serializers.CharField()
    html = serializers.CharField()
