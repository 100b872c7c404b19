"""Endpoints of attributes: the staff defines them, everybody reads them."""

from collections.abc import Mapping
from typing import Any

from nexus.catalog.contracts.definitions import AttributeInfo, NewChoice
from nexus.catalog.contracts.errors import UnknownAttribute
from nexus.catalog.interfaces.api.definition_forms import (
    AttributeBody,
    AttributeChanges,
    AttributesPage,
    NewAttributeForm,
)
from nexus.catalog.queries import definitions as queries
from nexus.catalog.services import attributes as services
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

_FACTS = ("code", "name", "kind", "unit", "is_filterable", "position", "translations")


class AttributesView(ApiView):
    """`/api/catalog/attributes/`"""

    cached = True

    @endpoint(auth="public", query=KEYSET_QUERY, returns={200: AttributesPage})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """What is defined about products, with choices, in the order in which it is asked for."""
        page = keyset_page(request, queries.IN_ORDER, default_size=100)
        return page.answer(
            queries.listed_attributes(page), item=attribute_body, count=queries.count_attributes
        )

    @endpoint(auth="staff", body=NewAttributeForm, returns={201: AttributeBody})
    def post(self, request: ApiRequest) -> Response:
        """Define an attribute. Its code and kind stay what they are."""
        made = services.define_attribute(**wished_facts(validated(NewAttributeForm, request)))
        return created(attribute_body(made), location=f"/api/catalog/attributes/{made.code}/")


class OneAttributeView(ApiView):
    """`/api/catalog/attributes/<id or code>/`"""

    cached = True

    @endpoint(auth="public", returns={200: AttributeBody}, errors=(404,))
    def get(self, request: ApiRequest, key: str) -> dict[str, Any]:
        """One attribute, by its id or code."""
        return attribute_body(_found(key))

    @endpoint(auth="staff", body=AttributeChanges, returns={200: AttributeBody}, errors=(404, 409))
    def patch(self, request: ApiRequest, key: str) -> dict[str, Any]:
        """Change what is stated; `choices` are all of them, and one that products have cannot go."""
        changes = wished_facts(validated(AttributeChanges, request))
        return attribute_body(services.change_attribute(_found(key).id, changes=changes))

    @endpoint(auth="staff", returns={204: None}, errors=(404, 409))
    def delete(self, request: ApiRequest, key: str) -> Response:
        """Remove an attribute that no product states and no product type asks for."""
        services.remove_attribute(_found(key).id)
        return no_content()


def attribute_body(attribute: AttributeInfo, /) -> dict[str, Any]:
    return {
        "id": attribute.id,
        "code": attribute.code,
        "name": attribute.name,
        "kind": attribute.kind,
        "unit": attribute.unit,
        "is_filterable": attribute.is_filterable,
        "position": attribute.position,
        "translations": attribute.translations,
        "choices": [
            {"value": one.value, "label": one.label, "translations": one.translations}
            for one in attribute.choices
        ],
    }


def wished_facts(asked: Mapping[str, Any], /) -> dict[str, Any]:
    """What is stated, choices as the services take them."""
    facts = {name: asked[name] for name in _FACTS if name in asked}
    if "choices" in asked:
        facts["choices"] = [NewChoice(**choice) for choice in asked["choices"]]
    return facts


def _found(key: str) -> AttributeInfo:
    found = queries.attribute(key)
    if found is None:
        raise UnknownAttribute(attribute=key)
    return found
