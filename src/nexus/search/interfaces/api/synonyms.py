"""Synonyms: the staff says what customers call things."""

from typing import Any, Final

from rest_framework import serializers

from nexus.kernel.ids import parse_id
from nexus.platform.http import (
    KEYSET_QUERY,
    ApiRequest,
    ApiView,
    Column,
    IdField,
    Keyset,
    ListField,
    PageBody,
    Response,
    TextField,
    created,
    endpoint,
    no_content,
    paginate_keyset,
    validated,
)
from nexus.search.models import Synonym
from nexus.search.services import synonyms as services

_NEWEST: Final = Keyset(Column("id", "uuid", descending=True))
_PHRASES: Final = "one to three words each"


class SynonymChanges(serializers.Serializer):
    phrases = ListField(child=TextField(max_length=60), required=False, max_length=20, help_text=_PHRASES)
    texts = ListField(
        child=TextField(max_length=60),
        required=False,
        max_length=20,
        help_text="not mutual: what the phrases find besides",
    )
    is_mutual = serializers.BooleanField(required=False, help_text="each phrase finds what the others find")


class NewSynonym(SynonymChanges):
    phrases = ListField(child=TextField(max_length=60), max_length=20, help_text=_PHRASES)


class SynonymBody(serializers.Serializer):
    id = IdField()
    phrases = serializers.ListField(child=serializers.CharField())
    texts = serializers.ListField(child=serializers.CharField())
    is_mutual = serializers.BooleanField()


class SynonymsPage(PageBody):
    results = SynonymBody(many=True)


class SynonymsView(ApiView):
    """`/api/catalog/search/synonyms/`"""

    @endpoint(auth="staff", query=KEYSET_QUERY, returns={200: SynonymsPage})
    def get(self, request: ApiRequest) -> dict[str, Any]:
        """The newest first."""
        return paginate_keyset(request, Synonym.objects.all(), _NEWEST, item=_body)

    @endpoint(auth="staff", body=NewSynonym, returns={201: SynonymBody})
    def post(self, request: ApiRequest) -> Response:
        """Say which phrases mean the same, or, not mutual, that one finds the others too."""
        made = services.create_synonym(**validated(NewSynonym, request))
        return created(_body(made), location=f"/api/catalog/search/synonyms/{made.pk}/")


class OneSynonymView(ApiView):
    """`/api/catalog/search/synonyms/<id>/`"""

    @endpoint(auth="staff", returns={200: SynonymBody}, errors=(404,))
    def get(self, request: ApiRequest, synonym_id: str) -> dict[str, Any]:
        """One synonym."""
        return _body(services.synonym(parse_id(synonym_id)))

    @endpoint(auth="staff", body=SynonymChanges, returns={200: SynonymBody}, errors=(404,))
    def patch(self, request: ApiRequest, synonym_id: str) -> dict[str, Any]:
        """Change what is stated."""
        found = services.synonym(parse_id(synonym_id))
        return _body(services.change_synonym(found.pk, changes=validated(SynonymChanges, request)))

    @endpoint(auth="staff", returns={204: None}, errors=(404,))
    def delete(self, request: ApiRequest, synonym_id: str) -> Response:
        """From here on each word finds only itself."""
        services.remove_synonym(services.synonym(parse_id(synonym_id)).pk)
        return no_content()


def _body(found: Synonym) -> dict[str, Any]:
    return {"id": found.pk, "phrases": found.phrases, "texts": found.texts, "is_mutual": found.is_mutual}
