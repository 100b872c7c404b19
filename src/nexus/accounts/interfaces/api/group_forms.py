"""What the endpoints of customer groups accept and answer."""

from typing import Any, Final

from rest_framework import serializers

from nexus.platform.http import IdField, InstantField, PageBody, SlugField, TextField

_FACTS: Final = ("id", "code", "name", "created_at")
_OF_MEMBER: Final = ("user_id", "email", "first_name", "last_name", "joined_at", "ends_at")


class GroupChanges(serializers.Serializer):
    name = TextField(max_length=100)


class NewGroupForm(GroupChanges):
    code = SlugField(max_length=60, help_text="price lists and promotions name it; it cannot be changed")


class GroupBody(serializers.Serializer):
    id = IdField()
    code = serializers.CharField()
    name = serializers.CharField()
    created_at = serializers.DateTimeField()


class GroupsPage(PageBody):
    results = GroupBody(many=True)


class MemberForm(serializers.Serializer):
    user_id = IdField()
    ends_at = InstantField(
        required=False, allow_null=True, help_text="with its offset; in it until just before this instant"
    )


class MemberBody(serializers.Serializer):
    user_id = IdField()
    email = serializers.CharField()
    first_name = serializers.CharField()
    last_name = serializers.CharField()
    joined_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField(allow_null=True)


class MembersPage(PageBody):
    results = MemberBody(many=True)


def group_body(group: Any, /) -> dict[str, Any]:
    """Of a row or a GroupInfo."""
    return {name: getattr(group, name) for name in _FACTS}


def member_body(member: Any, /) -> dict[str, Any]:
    """Of a row or a MemberInfo."""
    return {name: getattr(member, name) for name in _OF_MEMBER}
