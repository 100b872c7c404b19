"""Every text of the pages is there in Spanish, and the committed files belong to each other and to the sources."""

from __future__ import annotations

import importlib.util
import re
import shutil
import sys
from pathlib import Path
from types import ModuleType

import polib
import pytest

_TOOL = Path(__file__).parents[2] / "tools" / "translations.py"
_PLACE = re.compile(r"%\(\w+\)[a-z]|%[sd]|%%|\{\w*\}|</?\w+")
_MEND = "run `make messages`, and hand it the translations: make messages ARGS=spanish.json"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations", _TOOL)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    sys.modules["translations"] = loaded
    spec.loader.exec_module(loaded)
    return loaded


@pytest.fixture(scope="module")
def spanish(tool: ModuleType) -> polib.POFile:
    return polib.pofile(str(tool.PO))


def test_what_django_reads_is_what_people_read(tool: ModuleType, spanish: polib.POFile) -> None:
    assert tool.MO.read_bytes() == spanish.to_binary(), _MEND


def test_nothing_is_untranslated_guessed_or_left_over(tool: ModuleType, spanish: polib.POFile) -> None:
    assert [tool.key_of(entry) for entry in spanish if not tool.is_translated(entry)] == [], _MEND
    assert [tool.key_of(entry) for entry in spanish if entry.fuzzy or entry.obsolete] == [], _MEND


def test_both_languages_name_the_same_facts(tool: ModuleType, spanish: polib.POFile) -> None:
    assert [tool.key_of(entry) for entry in spanish if not _agree(entry)] == []


def _agree(entry: polib.POEntry) -> bool:
    """Placeholders and tags. One of a plural may leave the number out, as the English may."""
    if not entry.msgid_plural:
        return _places(entry.msgid) == _places(entry.msgstr)
    one, many = entry.msgstr_plural[0], entry.msgstr_plural[1]
    return _places(many) == _places(entry.msgid_plural) and set(_places(one)) <= set(
        _places(entry.msgid) + _places(entry.msgid_plural)
    )


def _places(text: str) -> list[str]:
    return sorted(_PLACE.findall(text))


def test_the_pages_say_exactly_what_is_translated(tool: ModuleType, spanish: polib.POFile) -> None:
    if shutil.which("xgettext") is None:
        pytest.skip(
            "no xgettext here: install GNU gettext (apt-get install gettext) to collect the pages' texts"
        )
    said, translated = (
        {tool.key_of(entry) for entry in tool.collected()},
        {tool.key_of(entry) for entry in spanish},
    )

    assert sorted(said - translated) == [], f"texts that nobody translated; {_MEND}"
    assert sorted(translated - said) == [], f"translations that no page uses any more; {_MEND}"


def test_a_spanish_page_is_spanish() -> None:
    from django.utils import translation

    with translation.override("es"):
        assert translation.gettext("Cart") == "Cesta"
    with translation.override("en"):
        assert translation.gettext("Cart") == "Cart"


def test_several_translators_files_make_one(
    tool: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    first.write_text('{"Cart": "Carro", "one|many": ["uno", "varios"]}', encoding="utf-8")
    second.write_text('{"Cart": "Cesta"}', encoding="utf-8")

    taken = tool.delivered([first, second])
    texts = [
        polib.POEntry(msgid="Cart"),
        polib.POEntry(msgid="one", msgid_plural="many"),
        polib.POEntry(msgid="New"),
    ]
    made = tool.catalogue(texts, taken)

    assert taken == {"Cart": "Cesta", "one|many": ["uno", "varios"]}
    assert capsys.readouterr().out == "second.json: 'Cart' was 'Carro' before, now 'Cesta'\n"
    assert [(entry.msgid, entry.msgstr, entry.msgstr_plural) for entry in made] == [
        ("Cart", "Cesta", {}), ("New", "", {}), ("one", "", {0: "uno", 1: "varios"}),
    ]  # fmt: skip
    assert [tool.is_translated(entry) for entry in made] == [True, False, True]
