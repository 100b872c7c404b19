"""The Spanish of the web pages: texts are collected from templates and code, translations come from people.

    python tools/translations.py                 # after changing texts: collect them and compile
    python tools/translations.py a.json b.json   # and take these translations over; later files win
    python tools/translations.py --missing       # print, as such a file, what still has no translation

A file holds {"english": "español"}, texts with a plural {"one|many": ["uno", "varios"]}, texts with a context
{"context\\u0004english": "español"}. Exit code 1 says that something is untranslated. Needs GNU gettext.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import polib

WEB: Final = Path(__file__).resolve().parents[1] / "src" / "nexus" / "web"
PO: Final = WEB / "locale" / "es" / "LC_MESSAGES" / "django.po"
MO: Final = PO.with_suffix(".mo")
_HEADER: Final = {
    "Project-Id-Version": "nexus",
    "Language": "es",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}

type Delivered = Mapping[str, str | list[str]]


def key_of(entry: polib.POEntry, /) -> str:
    """How translators' files name a text."""
    text = f"{entry.msgid}|{entry.msgid_plural}" if entry.msgid_plural else entry.msgid
    return f"{entry.msgctxt}\u0004{text}" if entry.msgctxt else text


def collected() -> list[polib.POEntry]:
    """What the sources say now, untranslated. From a copy: Django's collector writes beside the templates it reads."""
    with tempfile.TemporaryDirectory(prefix="nexus-texts-") as folder:
        copy = Path(folder) / "web"
        shutil.copytree(WEB, copy, ignore=shutil.ignore_patterns("static", "locale", "__pycache__"))
        (copy / "locale").mkdir()
        command = [
            sys.executable,
            "-m",
            "django",
            "makemessages",
            "--locale=es",
            "--no-location",
            "--keep-pot",
        ]
        quiet = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        subprocess.run(command, cwd=copy, env=quiet, check=True, stdout=subprocess.DEVNULL)
        return [entry for entry in polib.pofile(str(copy / "locale" / "django.pot")) if not entry.obsolete]


def known() -> dict[str, str | list[str]]:
    """What the committed file translates."""
    return {key_of(entry): _translation(entry) for entry in polib.pofile(str(PO))} if PO.exists() else {}


def _translation(entry: polib.POEntry) -> str | list[str]:
    return [text for _, text in sorted(entry.msgstr_plural.items())] if entry.msgid_plural else entry.msgstr


def catalogue(texts: Iterable[polib.POEntry], translations: Delivered, /) -> polib.POFile:
    """The file: every text once, sorted, with its translation or without; no guesses, no leftovers, no dates."""
    made = polib.POFile(wrapwidth=0)
    made.metadata = dict(_HEADER)
    for entry in sorted(texts, key=key_of):
        found = translations.get(key_of(entry), "")
        if entry.msgid_plural:
            entry.msgstr_plural = dict(enumerate(found if isinstance(found, list) else ["", ""]))
        else:
            entry.msgstr = found if isinstance(found, str) else ""
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        made.append(entry)
    return made


def delivered(files: Iterable[Path], /) -> dict[str, str | list[str]]:
    """All files in one; where they disagree the later one wins, and it is said."""
    taken: dict[str, str | list[str]] = {}
    for file in files:
        for key, text in json.loads(file.read_text(encoding="utf-8")).items():
            if taken.get(key, text) != text:
                print(f"{file.name}: {key!r} was {taken[key]!r} before, now {text!r}")
            taken[key] = text
    return taken


def is_translated(entry: polib.POEntry, /) -> bool:
    return all(entry.msgstr_plural.values()) if entry.msgid_plural else bool(entry.msgstr)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--missing", action="store_true")
    asked = parser.parse_args()
    new = delivered(asked.files)
    po = catalogue(collected(), known() | new)
    missing = [entry for entry in po if not is_translated(entry)]
    if asked.missing:
        blank = {key_of(entry): ["", ""] if entry.msgid_plural else "" for entry in missing}
        print(json.dumps(blank, ensure_ascii=False, indent=1))
        return 0
    write(po)
    for key in sorted(new.keys() - {key_of(entry) for entry in po}):
        print(f"No page says {key!r}")
    for entry in missing:
        print(f"Untranslated: {key_of(entry)!r}")
    print(f"{len(po)} texts, {len(missing)} of them untranslated.")
    return 1 if missing else 0


def write(po: polib.POFile, /) -> None:
    """The text file and what Django reads."""
    PO.parent.mkdir(parents=True, exist_ok=True)
    po.save(str(PO))
    MO.write_bytes(po.to_binary())


if __name__ == "__main__":
    sys.exit(main())
