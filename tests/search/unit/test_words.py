"""Words, terms and typos: pure functions."""

import pytest

from nexus.search.queries import slots, stems, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Café-Crème 500ml", ["cafe", "creme", "500ml"]),
        ("Straße ÆØ", ["strasse", "aeo"]),
        ("snake_case & more!", ["snake", "case", "more"]),
        ("Кофе МОЛОТЫЙ", ["кофе", "молотыи"]),
        ("", []),
    ],
)
def test_words_are_lower_case_without_accents(text: str, found: list[str]) -> None:
    assert words.words_of(text) == found


def test_terms_of_different_kinds_never_meet() -> None:
    terms = [
        words.code_term("ABC"),
        words.title_term("ABC"),
        words.tag_term("ABC"),
        words.attribute_term("abc", ""),
    ]

    assert terms == ["=abc", "~abc", "#abc", "@abc:"]


@pytest.mark.parametrize(
    ("value", "term"),
    [
        ("Dark Red", "@colour:dark red"),
        (True, "@colour:true"),
        (4, "@colour:4"),
        (4.0, "@colour:4"),
        (1.5, "@colour:1.5"),
    ],
)
def test_attribute_values_are_spelled_one_way(value: object, term: str) -> None:
    assert words.attribute_term("Colour", value) == term


@pytest.mark.parametrize(
    ("left", "right", "distance"),
    [
        ("lamp", "lamp", 0),
        ("lamp", "lmap", 1),
        ("lamp", "lam", 1),
        ("lamp", "lampe", 1),
        ("lamp", "land", 2),
        ("", "ab", 2),
    ],
)
def test_slips(left: str, right: str, distance: int) -> None:
    assert words.slips(left, right) == words.slips(right, left) == distance


@pytest.mark.parametrize(
    "typo", ["headphnes", "headphonse", "haedphones", "headfones", "hedphnes", "headphoness"]
)
def test_a_typo_leads_to_the_word_it_was_meant_to_be(typo: str) -> None:
    known = dict.fromkeys(words.spellings("headphones"), "headphones")

    candidates = {known[guess] for guess in words.guesses(typo) if guess in known}

    assert words.closest(typo, candidates) == "headphones"


def test_short_words_and_numbers_are_not_guessed_at() -> None:
    assert words.spellings("cup") == {"cup"}
    assert words.spellings("a500") == {"a500"}
    assert words.closest("lamp", {"cups"}) is None
    assert words.closest("bakpak", {"backpack"}) == "backpack"
    assert words.closest("lamp", {"clasp"}) is None


def test_the_closest_word_starts_alike() -> None:
    assert words.closest("mugs", {"bugs", "mug", "mums"}) in {"mug", "mums"}
    assert words.closest("lanp", {"lamp", "land"}) == "lamp"


def test_every_language_of_a_locale_has_its_stems() -> None:
    assert words.language_of("de-AT") == "german"
    assert words.language_of("xx") == "simple"
    assert {stems.stem(word, "spanish") for word in ("taza", "tazas")} == {"taz"}
    assert stems.stem("tazas", "simple") == "tazas"
    assert {stems.stem("lamps", language) for language in words.LANGUAGES.values()} >= {"lamp"}
    assert {"the", "of"} <= stems.fillers("english")
    assert "mas" in stems.fillers("spanish")
    assert stems.fillers("simple") == frozenset()


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("T-Shirt", {"t", "shirt", "tshirt"}),
        ("Bottle 500 ml", {"bottle", "500", "ml", "500ml"}),
        ("Bottle 500ml", {"bottle", "500", "ml", "500ml"}),
        ("Size 10-12", {"size", "10", "12"}),
        ("WH-1000XM5", {"wh", "1000xm5", "wh1000xm5"}),
    ],
)
def test_words_are_indexed_in_every_way_they_may_be_asked_for(text: str, more: set[str]) -> None:
    assert set(words.indexed_words(text)) == more


def _ways(text: str, *languages: str, **synonyms: list[str]) -> list[set[str]]:
    """Each slot as its alternatives, stems joined."""
    found = slots.slots_of(text, languages or ("english",), synonyms)
    return [{" ".join("|".join(sorted(one)) for one in way.stems) for way in slot} for slot in found]


def test_a_text_becomes_slots() -> None:
    assert _ways("the red lamps") == [{"red", "there", "redlamp"}, {"lamp", "redlamp"}]
    assert _ways("The Who") == [{"the", "thewho"}, {"who", "thewho"}]
    assert _ways("t-shirt") == [{"tshirt", "t shirt"}]
    assert _ways("500 ml bottle") == _ways("500ml bottle") == [{"500ml"}, {"bottl"}]
    assert _ways("tazas", "english", "spanish") == [{"taz|taza"}]
    assert _ways("sofas green", sofa=["couch", "love seat"]) == [
        {"sofa", "couch", "love seat", "sofasgreen"}, {"green", "sofasgreen"},
    ]  # fmt: skip


def test_a_phrase_with_synonyms_is_one_slot() -> None:
    synonyms = {slots.phrase_key("cell phones", "english"): ["mobile"]}

    assert slots.phrase_key("cell phone", "english") in slots.phrases_of("red cell phones", ("english",))
    assert [len(slot) for slot in slots.slots_of("red cell phones", ("english",), synonyms)] == [2, 2]
