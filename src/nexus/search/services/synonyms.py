"""Synonyms of a shop: what its customers call things. The phrases that lead to each other are kept beside them, ready."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from nexus.kernel import clock
from nexus.platform import db
from nexus.platform.cache import bump_generation
from nexus.platform.tenancy import current_tenant
from nexus.search.contracts.errors import InvalidSynonym, UnknownSynonym
from nexus.search.models import Synonym
from nexus.search.queries import slots, words
from nexus.search.queries.matching import languages_of
from nexus.tenancy import facade as tenancy

MOST: Final = 1000
MOST_PHRASES: Final = 20
LONGEST: Final = 60
_HELD: Final = (
    "SELECT phrase FROM search_synonym_phrase WHERE tenant_id = %s ORDER BY phrase FOR NO KEY UPDATE"
)
_STALE: Final = "DELETE FROM search_synonym_phrase WHERE tenant_id = %s AND NOT phrase = ANY(%s::text[])"
# Somebody else's phrase of the same key, not seen here yet, stays.
_MERGED: Final = """ON CONFLICT (tenant_id, phrase) DO UPDATE SET texts =
  ARRAY(SELECT DISTINCT unnest(search_synonym_phrase.texts || EXCLUDED.texts))"""
_REPLACED: Final = "ON CONFLICT (tenant_id, phrase) DO UPDATE SET texts = EXCLUDED.texts"


def create_synonym(*, phrases: Sequence[str], texts: Sequence[str] = (), is_mutual: bool = True) -> Synonym:
    """Phrases that mean the same, or, when not mutual, `texts` that are found by the phrases too. Raises InvalidSynonym."""
    facts = _checked(phrases, texts, is_mutual)
    if Synonym.objects.count() >= MOST:
        raise InvalidSynonym(
            f"A shop has at most {MOST} synonyms.", errors={"phrases": [f"There are {MOST} already."]}
        )
    made: Synonym = Synonym.objects.create(**facts, created_at=clock.now())
    _keep([made], _MERGED)
    bump_generation()
    return made


def change_synonym(synonym_id: UUID, /, *, changes: Mapping[str, Any]) -> Synonym:
    """Change what is stated. Raises UnknownSynonym, InvalidSynonym."""
    found = synonym(synonym_id)
    facts = {name: changes.get(name, getattr(found, name)) for name in ("phrases", "texts", "is_mutual")}
    for name, value in _checked(facts["phrases"], facts["texts"], facts["is_mutual"]).items():
        setattr(found, name, value)
    found.save(update_fields=["phrases", "texts", "is_mutual"])
    _rebuild()
    return found


def remove_synonym(synonym_id: UUID, /) -> None:
    """Raises UnknownSynonym."""
    synonym(synonym_id).delete()
    _rebuild()


def synonym(synonym_id: UUID | None, /) -> Synonym:
    """Raises UnknownSynonym."""
    found: Synonym | None = Synonym.objects.filter(pk=synonym_id).first()
    if found is None:
        raise UnknownSynonym(synonym=str(synonym_id))
    return found


def _rebuild() -> None:
    """Locks come before reading, so that what somebody else adds meanwhile is seen or added after."""
    db.rows(_HELD, [current_tenant()])
    everything = list(Synonym.objects.all())
    kept = _keep(everything, _REPLACED)
    db.execute(_STALE, [current_tenant(), kept])
    bump_generation()


def _keep(synonyms: Iterable[Synonym], on_conflict: str) -> list[str]:
    """The phrases that lead somewhere, each with what stands for it."""
    tenant_id, languages = current_tenant(), languages_of(tenancy.tenant())
    found: dict[str, dict[str, None]] = {}
    for one in synonyms:
        for phrase in one.phrases:
            meant = [other for other in one.phrases if other != phrase] if one.is_mutual else one.texts
            for language in languages:
                found.setdefault(slots.phrase_key(phrase, language), {}).update(dict.fromkeys(meant))
    values = [(tenant_id, phrase, list(texts)) for phrase, texts in sorted(found.items())]
    columns = ("tenant_id", "phrase", "texts")
    db.insert_many("search_synonym_phrase", columns, values, returning="phrase", on_conflict=on_conflict)
    return list(found)


def _checked(phrases: Sequence[str], texts: Sequence[str], is_mutual: bool) -> dict[str, Any]:
    lists = {"phrases": _plain(phrases), "texts": [] if is_mutual else _plain(texts)}
    errors: dict[str, list[str]] = {}
    if len(lists["phrases"]) < (2 if is_mutual else 1):
        errors["phrases"] = ["Two phrases at least mean the same." if is_mutual else "State a phrase."]
    if not is_mutual and not lists["texts"]:
        errors["texts"] = ["State what the phrases find."]
    for name, given in lists.items():
        if any(len(one) > LONGEST or len(one.split()) > slots.LONGEST_PHRASE for one in given):
            errors[name] = [f"At most {slots.LONGEST_PHRASE} words and {LONGEST} characters each."]
        if len(given) > MOST_PHRASES:
            errors[name] = [f"At most {MOST_PHRASES}."]
    if errors:
        raise InvalidSynonym("Some phrases cannot be used.", errors=errors)
    return {**lists, "is_mutual": is_mutual}


def _plain(given: Sequence[str]) -> list[str]:
    """As they are read: lower case, single blanks; accents stay for people."""
    return list(dict.fromkeys(" ".join(one.lower().split()) for one in given if words.words_of(one)))
