"""Rules that need no database: text of strangers, slugs, tags, attributes."""

from collections import defaultdict

import pytest

from nexus.catalog.services import assembly
from nexus.catalog.services.prose import plain_line, plain_text
from nexus.catalog.services.slugs import free_slug, slug_of


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("<b>Big</b> mug", "Big mug"),
        ("a < b and c > d", "a < b and c > d"),
        ("line\none", "line\none"),
        ("evil\u202etxt", "eviltxt"),
        ("null\x00byte", "nullbyte"),
        ("  spaces  ", "spaces"),
        ("<img src=x onerror=alert(1)>", ""),
    ],
)
def test_text_of_strangers_is_plain(given: str, plain: str) -> None:
    assert plain_text(given) == plain


def test_a_line_has_no_breaks() -> None:
    assert plain_line(" two \n lines\t here ") == "two lines here"


def test_slugs_are_ascii_and_numbered() -> None:
    assert slug_of("Crème Brûlée & Co.") == "creme-brulee-co"
    assert slug_of("Кофе").startswith("p-")
    assert free_slug("mug", taken={"mug", "mug-2"}) == "mug-3"
    assert free_slug("mug", taken={"mug-2"}) == "mug"
    assert free_slug("mug", taken={f"mug-{number}" for number in range(200)}).startswith("mug-")


def test_tags_are_lower_case_and_single() -> None:
    errors: assembly.Errors = defaultdict(list)

    assert assembly.tidy_tags(["Gift", " gift ", "Red", ""], errors) == ["gift", "red"]
    assert errors == {}
    assembly.tidy_tags([f"tag {number}" for number in range(31)], errors)
    assert list(errors) == ["tags"]


def test_attributes_keep_their_types() -> None:
    errors: assembly.Errors = defaultdict(list)

    assert assembly.tidy_attributes({"colour": "<i>red</i>", "size_cm": 4, "glazed": True}, errors) == {
        "colour": "red",
        "size_cm": 4,
        "glazed": True,
    }
    assembly.tidy_attributes({"Bad": "x", "list": []}, errors)
    assert set(errors) == {"attributes.Bad", "attributes.list"}
