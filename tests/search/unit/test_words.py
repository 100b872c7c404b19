"""Words, terms and typos: pure functions."""

import pytest

from nexus.search.queries import words


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


def test_the_closest_word_starts_alike() -> None:
    assert words.closest("mugs", {"bugs", "mug", "mums"}) in {"mug", "mums"}
    assert words.closest("lanp", {"lamp", "land"}) == "lamp"


def test_every_language_of_a_locale_has_its_configuration() -> None:
    assert words.language_of("de-AT") == "german"
    assert words.full_language_of("es") == "nexus_spanish"
    assert words.language_of("xx") == "simple"
