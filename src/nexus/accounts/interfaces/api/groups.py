"""Endpoints of customer groups, for the staff."""

from typing import Any
from uuid import UUID

from nexus.accounts.contracts.groups import GroupNotFound
from nexus.accounts.interfaces.api import group_forms as forms
from nexus.accounts.queries import groups as queries
from nexus.accounts.services import groups as services
from nexus.platform.http import (
    KEYSET_QUERY,
    ApiRequest,
    ApiView,
    Response,
    created,
    endpoint,
    keyset_page,
    no_content,
    validated,
)


class GroupsView(ApiView):
    """`/api/accounts/groups/`"""

    @endpoint(auth="staff", query=KEYSET_QUERY, returns={200: forms.GroupsPage})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """Groups in the order of their codes."""
        page = keyset_page(request, queries.BY_CODE)
        return page.answer(queries.listed(page), item=forms.group_body, count=queries.count)

    @endpoint(
        auth="staff", throttle="write", body=forms.NewGroupForm, returns={201: forms.GroupBody}, errors=(409,)
    )
    def post(self, request: ApiRequest) -> Response:
        """Make a group; price lists and promotions name it by its code."""
        asked = validated(forms.NewGroupForm, request)
        made = services.create_group(code=asked["code"], name=asked["name"])
        return created(forms.group_body(made), location=f"/api/accounts/groups/{made.id}/")


class OneGroupView(ApiView):
    """`/api/accounts/groups/<id>/`"""

    @endpoint(auth="staff", returns={200: forms.GroupBody}, errors=(404,))
    def get(self, request: ApiRequest, group_id: UUID) -> dict[str, Any]:
        """One group."""
        found = queries.group(group_id)
        if found is None:
            raise GroupNotFound(group=str(group_id))
        return forms.group_body(found)

    @endpoint(
        auth="staff", throttle="write", body=forms.GroupChanges, returns={200: forms.GroupBody}, errors=(404,)
    )
    def patch(self, request: ApiRequest, group_id: UUID) -> dict[str, Any]:
        """Give it another name; its code stays."""
        asked = validated(forms.GroupChanges, request)
        return forms.group_body(services.rename_group(group_id, name=asked["name"]))

    @endpoint(auth="staff", throttle="write", returns={204: None}, errors=(404,))
    def delete(self, request: ApiRequest, group_id: UUID) -> Response:
        """Remove it with its memberships; what names it holds for nobody any more."""
        services.remove_group(group_id)
        return no_content()


class MembersView(ApiView):
    """`/api/accounts/groups/<id>/members/`"""

    @endpoint(auth="staff", query=KEYSET_QUERY, returns={200: forms.MembersPage}, errors=(404,))
    def get(self, request: ApiRequest, group_id: UUID) -> dict[str, Any]:
        """Who is in it, the newest first."""
        if queries.group(group_id) is None:
            raise GroupNotFound(group=str(group_id))
        page = keyset_page(request, queries.NEWEST)
        return page.answer(
            queries.members(page, group_id),
            item=forms.member_body,
            count=lambda: queries.count_members(group_id),
        )

    @endpoint(
        auth="staff", throttle="write", body=forms.MemberForm, returns={201: forms.MemberBody}, errors=(404,)
    )
    def post(self, request: ApiRequest, group_id: UUID) -> Response:
        """Put somebody into it; who is in it already stays until the end that is stated now."""
        asked = validated(forms.MemberForm, request)
        member = services.put_into_group(group_id, asked["user_id"], ends_at=asked.get("ends_at"))
        location = f"/api/accounts/groups/{group_id}/members/{member.user_id}/"
        return created(forms.member_body(member), location=location)


class OneMemberView(ApiView):
    """`/api/accounts/groups/<id>/members/<user id>/`"""

    @endpoint(auth="staff", throttle="write", returns={204: None}, errors=(404,))
    def delete(self, request: ApiRequest, group_id: UUID, user_id: UUID) -> Response:
        """Take somebody out of it."""
        services.take_out_of_group(group_id, user_id)
        return no_content()
